package dev.morlens.web.home;

import dev.morlens.api.network.ProtocolView;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.market.overview.ProtocolOverview;
import dev.morlens.protocol.Network;
import dev.morlens.web.chart.DayBars;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.TimeText;
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
        List<FigureLine> totals,
        MorText accounted,
        List<FigureLine> overdue,
        List<DayBars> charts,
        List<Day> days,
        List<Rank> holders,
        List<Rank> stakers,
        IdShortener ids,
        AsOfLine asOf,
        Explorer explorer) {

    private static final int SHOWN = 20;

    /** A part of a sum. */
    public record FigureLine(String name, MorText amount, long count) {}

    public record Day(String day, long opened, long closed, MorText staked, MorText escrow, MorText paid) {}

    public record Rank(IdText address, MorText wallet, MorText inProtocol, MorText total) {}

    static ProtocolPage of(Network on, ProtocolOverview seen, List<RulePeriod> rules) {
        ProtocolView view = ProtocolView.of(seen, rules);
        IdShortener idShortener = ids(view);
        return new ProtocolPage(
                on.name(),
                view,
                Stream.of(Bucket.values())
                        .filter(Bucket::inDiamond)
                        .map(bucket -> new FigureLine(
                                FindingText.kept(bucket),
                                MorText.of(seen.totals().getOrDefault(bucket, Wei.ZERO)),
                                0))
                        .toList(),
                MorText.of(seen.accounted()),
                view.overdue().stream().map(ProtocolPage::age).toList(),
                List.of(
                        DayBars.ofCounts("Sessions opened a day", "active", seen.days(), day -> day.opened()),
                        DayBars.ofAmounts("Escrow at each day's end", "locked", seen.days(), day -> day.escrow()),
                        DayBars.ofAmounts("Paid to providers a day", "stake", seen.days(), day -> day.paid())),
                view.days().reversed().stream()
                        .map(dayView -> new Day(
                                dayView.day().toString(),
                                dayView.opened(),
                                dayView.closed(),
                                MorText.of(dayView.staked()),
                                MorText.of(dayView.escrow()),
                                MorText.of(dayView.paidToProviders())))
                        .toList(),
                ranks(view.holders(), idShortener),
                ranks(view.stakers(), idShortener),
                idShortener,
                AsOfLine.of(seen.asOf()),
                Explorer.of(on));
    }

    public MorText mor(Wei amount) {
        return MorText.of(amount);
    }

    public String allowance(Wei amount) {
        return MorText.allowance(amount);
    }

    public TimeText when(Instant time) {
        return TimeText.of(time, view.asOf().timestamp());
    }

    public IdText id(Object id) {
        return ids.of(id);
    }

    /** All that it shortens, before the first is. */
    private static IdShortener ids(ProtocolView view) {
        IdShortener idShortener = new IdShortener();
        Stream.of(view.claimable().oldest(), view.claimable().largest())
                .flatMap(Optional::stream)
                .forEach(row -> idShortener.of(row.user()));
        view.upgrades().forEach(cut -> {
            cut.closer().ifPresent(idShortener::of);
            cut.closerCode().ifPresent(idShortener::of);
        });
        return idShortener;
    }

    /** Empty where no node told. */
    public Optional<Boolean> solvent() {
        return view.solvency().difference().map(Wei::isZero);
    }

    private static FigureLine age(ProtocolView.Age age) {
        String name = age.belowSeconds()
                .map(below -> "%s to %s".formatted(hours(age.fromSeconds()), hours(below)))
                .orElse("longer than " + hours(age.fromSeconds()));
        return new FigureLine(name, MorText.of(age.amount()), age.count());
    }

    private static String hours(long seconds) {
        Duration age = Duration.ofSeconds(seconds);
        return age.toDays() > 1 ? age.toDays() + " days" : age.toHours() + " h";
    }

    private static List<Rank> ranks(List<ProtocolView.RankView> ranked, IdShortener idShortener) {
        return ranked.stream()
                .limit(SHOWN)
                .map(one -> new Rank(
                        idShortener.of(one.address()),
                        MorText.of(one.wallet()),
                        MorText.of(one.inProtocol()),
                        MorText.of(one.total())))
                .toList();
    }
}
