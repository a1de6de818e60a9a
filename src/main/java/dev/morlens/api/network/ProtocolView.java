package dev.morlens.api.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.api.address.HoldView;
import dev.morlens.api.answer.AsOfView;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.market.overview.OnChainFigures;
import dev.morlens.market.overview.ProtocolOverview;
import dev.morlens.store.read.ProtocolReads;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the protocol fares. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ProtocolView(
        @Schema(description = "All addresses together, by bucket; besides, the contract's fees and unattributed")
        Map<String, Wei> totals,

        Solvency solvency,
        @Schema(description = "Absent if no node answers") Optional<MoneyView> money,
        OutflowView outflow,
        CountsView counts,
        List<Age> overdue,
        Claimable claimable,

        @Schema(description = "The last 30 UTC days, the newest last")
        List<DayView> days,

        List<UpgradeView> upgrades,
        @Schema(description = "By all they have") List<RankView> holders,

        @Schema(description = "By what they have in the protocol")
        List<RankView> stakers,

        AsOfView asOf) {

    /** The identity that must hold to the wei. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Solvency(
            @Schema(description = "The sum of all totals but wallet and supply")
            Wei accounted,

            @Schema(description = "The contract's own balance; absent if no node answers")
            Optional<Wei> balance,

            @Schema(description = "balance - accounted") Optional<Wei> difference) {}

    /** Read from a node at the same block. */
    @Schema(name = "Money")
    public record MoneyView(
            Address fundingAccount,
            Wei fundingBalance,
            Wei fundingAllowance,
            Wei todaysBudget,
            Wei computeBalance,
            Wei tokenSupply,
            Wei morSupply) {

        static MoneyView of(OnChainFigures told) {
            return new MoneyView(
                    told.funding().account(),
                    told.funding().balance(),
                    told.funding().allowance(),
                    told.todaysBudget(),
                    told.computeBalance(),
                    told.tokenSupply(),
                    told.morSupply());
        }
    }

    /** Of the funding account. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Outflow")
    public record OutflowView(
            @Schema(description = "To providers, on average of the last seven whole days")
            Wei perDay,

            @Schema(description = "How long balance and allowance last; absent if nothing flows out")
            Optional<Long> runwayDays) {}

    public record CountsView(long holders, long sessions, long openSessions, Wei escrow) {}

    /** Sessions past their end that nobody closed. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Age(
            @Schema(description = "Seconds since the end, at least")
            long fromSeconds,

            @Schema(description = "Below; absent from the oldest class")
            Optional<Long> belowSeconds,

            long count,
            Wei amount) {}

    /** On hold, released, and not asked back. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Claimable(long count, Wei amount, Optional<HoldView> oldest, Optional<HoldView> largest) {}

    @Schema(name = "Day")
    public record DayView(
            LocalDate day,
            long opened,
            long closed,
            Wei staked,

            @Schema(description = "In sessions at the day's end; of the last day, now")
            Wei escrow,

            @Schema(description = "By the funding account") Wei paidToProviders) {}

    @Schema(name = "Rank")
    public record RankView(Address address, Wei wallet, Wei inProtocol, Wei total) {

        static List<RankView> of(List<ProtocolReads.Ranked> ranked) {
            return ranked.stream()
                    .map(one -> new RankView(one.address(), one.wallet(), one.inProtocol(), one.total()))
                    .toList();
        }
    }

    public static ProtocolView of(ProtocolOverview seen, List<RulePeriod> rules) {
        Map<String, Wei> totals = new LinkedHashMap<>();
        for (Bucket bucket : Bucket.values()) {
            totals.put(bucket.json(), seen.totals().getOrDefault(bucket, Wei.ZERO));
        }
        Instant now = seen.asOf().now();
        return new ProtocolView(
                totals,
                new Solvency(seen.accounted(), seen.onChain().map(OnChainFigures::diamondBalance), seen.difference()),
                seen.onChain().map(MoneyView::of),
                new OutflowView(seen.dailyOutflow(), seen.runwayDays()),
                new CountsView(
                        seen.counts().holders(),
                        seen.counts().sessions(),
                        seen.counts().open(),
                        seen.counts().escrow()),
                seen.overdue().stream().map(ProtocolView::age).toList(),
                new Claimable(
                        seen.unclaimed().count(),
                        seen.unclaimed().amount(),
                        seen.unclaimed().oldest().map(row -> hold(row, now)),
                        seen.unclaimed().largest().map(row -> hold(row, now))),
                seen.days().stream()
                        .map(day -> new DayView(
                                day.day(), day.opened(), day.closed(), day.staked(), day.escrow(), day.paid()))
                        .toList(),
                seen.upgrades().stream()
                        .map(upgrade -> UpgradeView.of(upgrade, rules))
                        .toList(),
                RankView.of(seen.holders()),
                RankView.of(seen.stakers()),
                AsOfView.of(seen.asOf()));
    }

    private static Age age(ProtocolReads.OverdueAge one) {
        int next = ProtocolReads.AGES.indexOf(one.from()) + 1;
        Optional<Long> below = next < ProtocolReads.AGES.size()
                ? Optional.of(ProtocolReads.AGES.get(next)).map(Duration::toSeconds)
                : Optional.empty();
        return new Age(one.from().toSeconds(), below, one.count(), one.stake());
    }

    private static HoldView hold(HoldRow row, Instant now) {
        return HoldView.of(row, now);
    }
}
