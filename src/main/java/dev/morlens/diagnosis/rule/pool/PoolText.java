package dev.morlens.diagnosis.rule.pool;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.protocol.call.StakeCalls;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.store.read.PoolTotal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What there is to say of one hot wallet's pool: what can be had of it now, and what waits for what. */
record PoolText(Case facts, PoolTotal pool) {

    /** The versions that have these functions, or may have them. */
    private static final Set<HoldRule> HAVING_POOLS = EnumSet.of(HoldRule.POOL, HoldRule.UNKNOWN);

    static Optional<PoolText> of(Case facts, Address hot) {
        return Optional.ofNullable(facts.holdings().pools().get(hot)).map(pool -> new PoolText(facts, pool));
    }

    /** What a funder's queued withdrawal would be paid, once what can be freed is free; in wei. */
    Wei payable(Address funder) {
        return pool.payable(funder, pool.free().plus(pool.releasable(now())));
    }

    /** What comes before a funder's queued withdrawal, and what of it can be had now. */
    String queue(Address funder) {
        Wei before = pool.before(funder);
        Wei payable = payable(funder);
        return " In the pool of " + name() + ", "
                + (before.isPositive()
                        ? FindingText.mor(before) + " of earlier withdrawals comes first. "
                        : "no other comes first. ")
                + (payable.isPositive()
                        ? FindingText.mor(payable)
                                + " of this one can be had now: it takes a call that anybody may send."
                        : "Nothing of this one can be had right now.")
                + waits();
    }

    /** What ties the pool's MOR up, and until when. */
    private String waits() {
        Wei held = pool.held(now());
        String holds = held.isPositive()
                ? " " + FindingText.mor(held) + " is held in the pool until "
                        + FindingText.time(pool.nextRelease(now()).orElseThrow()) + "."
                : "";
        String stakes = pool.staked().isPositive()
                ? " " + FindingText.mor(pool.staked()) + " is staked in sessions that are not closed yet."
                : "";
        return holds + stakes;
    }

    /**
     * The call that brings the most now, or the next one that will bring anything; none if only sessions tie it up, or if the
     * contract's version has no pools.
     */
    Optional<Advice> nextCall() {
        if (!HAVING_POOLS.contains(facts.rule().rule())) {
            return Optional.empty();
        }
        StakeCalls calls = new StakeCalls(facts.network().diamond());
        Wei releasable = pool.releasable(now());
        if (releasable.isPositive()) {
            return Optional.of(Advice.byAnyone(
                    "Have the pool of " + name() + " free what it held: releasePoolHolds",
                    FindingText.mor(releasable)
                            + " was held until a day that is over. The call frees it and pays the queue of"
                            + " it, in its order. Anybody may send it.",
                    calls.releasePoolHolds(
                            pool.hot(),
                            Math.min(
                                    StakeCalls.MOST_ITERATIONS,
                                    pool.matured(now()).size()))));
        }
        if (pool.free().isPositive() && pool.pending().isPositive()) {
            return Optional.of(Advice.byAnyone(
                    "Have the queue of " + name() + " paid: claimPendingWithdrawals",
                    "It pays the queue in its order, as far as the pool has MOR free. Anybody may send it.",
                    calls.claimPendingWithdrawals(pool.hot(), StakeCalls.MOST_ITERATIONS)));
        }
        return pool.nextRelease(now())
                .map(next -> Advice.laterByAnyone(
                        "From " + FindingText.time(next) + " on, have the pool of " + name()
                                + " free what it holds: releasePoolHolds",
                        "Before that the contract refuses the call, which is on the page of actions. Then it pays the queue of"
                                + " what it frees, in its order. Anybody may send it; the pool's next stake, close or"
                                + " withdrawal does the same."));
    }

    /** When that call will bring something, if it does not now. */
    Optional<Instant> nextTime() {
        boolean now = pool.releasable(now()).isPositive() || pool.free().isPositive();
        return now ? Optional.empty() : pool.nextRelease(now());
    }

    Evidence evidence() {
        return Evidence.at(
                "That pool as a whole",
                FindingText.mor(pool.free()) + " free, " + FindingText.mor(pool.releasable(now()))
                        + " to be freed by a call, "
                        + FindingText.mor(pool.held(now())) + " held for the day, " + FindingText.mor(pool.staked())
                        + " in sessions; " + FindingText.mor(pool.pending()) + " queued",
                "/" + facts.network().name() + "/address/" + pool.hot().checksummed());
    }

    private String name() {
        return pool.hot().checksummed();
    }

    private Instant now() {
        return facts.now();
    }
}
