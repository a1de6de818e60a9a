package dev.morlens.web;

import dev.morlens.api.ProtocolView;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Bucket;
import dev.morlens.market.ProtocolOverview;
import dev.morlens.preview.RulePeriod;
import dev.morlens.protocol.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the protocol fares, for people.
 *
 * @param view what is shown as it is told in JSON
 * @param days the newest first
 * @param ids of the whole page
 */
public record ProtocolPage(
        String network,
        ProtocolView view,
        List<Line> totals,
        Mor accounted,
        List<Line> overdue,
        List<DayBars> charts,
        List<Day> days,
        List<Rank> holders,
        List<Rank> stakers,
        Ids ids,
        AsOfLine asOf,
        Explorer explorer) {

    private static final int SHOWN = 20;

    /** A part of a sum. */
    public record Line(String name, Mor amount, long count) {}

    public record Day(String day, long opened, long closed, Mor staked, Mor escrow, Mor paid) {}

    public record Rank(Id address, Mor wallet, Mor inProtocol, Mor total) {}

    static ProtocolPage of(Network on, ProtocolOverview seen, List<RulePeriod> rules) {
        ProtocolView view = ProtocolView.of(seen, rules);
        Ids ids = ids(view);
        return new ProtocolPage(
                on.name(),
                view,
                Stream.of(Bucket.values())
                        .filter(Bucket::inDiamond)
                        .map(bucket -> new Line(
                                Words.kept(bucket), Mor.of(seen.totals().getOrDefault(bucket, Wei.ZERO)), 0))
                        .toList(),
                Mor.of(seen.accounted()),
                view.overdue().stream().map(ProtocolPage::age).toList(),
                List.of(
                        DayBars.ofCounts("Sessions opened a day", "active", seen.days(), day -> day.opened()),
                        DayBars.ofAmounts("Escrow at each day's end", "locked", seen.days(), day -> day.escrow()),
                        DayBars.ofAmounts("Paid to providers a day", "stake", seen.days(), day -> day.paid())),
                view.days().reversed().stream()
                        .map(day -> new Day(
                                day.day().toString(),
                                day.opened(),
                                day.closed(),
                                Mor.of(day.staked()),
                                Mor.of(day.escrow()),
                                Mor.of(day.paidToProviders())))
                        .toList(),
                ranks(view.holders(), ids),
                ranks(view.stakers(), ids),
                ids,
                AsOfLine.of(seen.asOf()),
                Explorer.of(on));
    }

    public Mor mor(Wei amount) {
        return Mor.of(amount);
    }

    public String allowance(Wei amount) {
        return Mor.allowance(amount);
    }

    public When when(Instant time) {
        return When.of(time, view.asOf().timestamp());
    }

    public Id id(Object id) {
        return ids.of(id);
    }

    /** All that it shortens, before the first is. */
    private static Ids ids(ProtocolView view) {
        Ids ids = new Ids();
        Stream.of(view.claimable().oldest(), view.claimable().largest())
                .flatMap(Optional::stream)
                .forEach(row -> ids.of(row.user()));
        view.upgrades().forEach(cut -> {
            cut.closer().ifPresent(ids::of);
            cut.closerCode().ifPresent(ids::of);
        });
        return ids;
    }

    /** Empty where no node told. */
    public Optional<Boolean> solvent() {
        return view.solvency().difference().map(Wei::isZero);
    }

    private static Line age(ProtocolView.Age age) {
        String name = age.belowSeconds()
                .map(below -> "%s to %s".formatted(hours(age.fromSeconds()), hours(below)))
                .orElse("longer than " + hours(age.fromSeconds()));
        return new Line(name, Mor.of(age.amount()), age.count());
    }

    private static String hours(long seconds) {
        Duration age = Duration.ofSeconds(seconds);
        return age.toDays() > 1 ? age.toDays() + " days" : age.toHours() + " h";
    }

    private static List<Rank> ranks(List<ProtocolView.Rank> ranked, Ids ids) {
        return ranked.stream()
                .limit(SHOWN)
                .map(one -> new Rank(
                        ids.of(one.address()), Mor.of(one.wallet()), Mor.of(one.inProtocol()), Mor.of(one.total())))
                .toList();
    }
}
