package dev.morlens.market.overview;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.read.ProtocolReads.Counts;
import dev.morlens.store.read.ProtocolReads.OverdueAge;
import dev.morlens.store.read.ProtocolReads.Ranked;
import dev.morlens.store.read.ProtocolReads.Unclaimed;
import dev.morlens.store.read.Upgrade;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that says how the protocol fares, at one block; amounts in wei.
 *
 * @param totals of all addresses by bucket
 * @param days the newest last
 * @param onChain empty where no node answers at that block
 */
public record ProtocolOverview(
        AsOf asOf,
        Map<Bucket, Wei> totals,
        Counts counts,
        List<OverdueAge> overdue,
        Unclaimed unclaimed,
        List<ProtocolDay> days,
        List<Upgrade> upgrades,
        List<Ranked> holders,
        List<Ranked> stakers,
        Optional<OnChainFigures> onChain) {

    /** Before today, which is not over. */
    private static final int AVERAGED = 7;

    ProtocolOverview with(Optional<OnChainFigures> told) {
        return new ProtocolOverview(asOf, totals, counts, overdue, unclaimed, days, upgrades, holders, stakers, told);
    }

    /** What our accounts say lies in the Diamond. */
    public Wei accounted() {
        return Wei.sum(totals.entrySet().stream()
                .filter(total -> total.getKey().inDiamond())
                .map(Map.Entry::getValue)
                .toList());
    }

    /** What the Diamond has beyond our accounts: 0 to the wei, or something is wrong. */
    public Optional<Wei> difference() {
        return onChain.map(figures -> figures.diamondBalance().minus(accounted()));
    }

    /** Paid to providers on each of the last seven whole days, on average. */
    public Wei dailyOutflow() {
        List<ProtocolDay> before = days.subList(0, Math.max(0, days.size() - 1));
        List<ProtocolDay> last = before.subList(Math.max(0, before.size() - AVERAGED), before.size());
        Wei sum = Wei.sum(last.stream().map(ProtocolDay::paid).toList());
        return last.isEmpty()
                ? Wei.ZERO
                : Wei.of(sum.value().divide(Wei.of(last.size()).value()));
    }

    /** For how many days the funding account can go on like that; empty if nothing flows out or no node tells. */
    public Optional<Long> runwayDays() {
        Wei outflow = dailyOutflow();
        return onChain.filter(figures -> outflow.isPositive())
                .map(figures -> figures.funding()
                        .balance()
                        .min(figures.funding().allowance())
                        .value()
                        .divide(outflow.value())
                        .min(BigInteger.valueOf(Long.MAX_VALUE))
                        .longValueExact());
    }
}
