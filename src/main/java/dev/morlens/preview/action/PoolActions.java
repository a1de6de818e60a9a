package dev.morlens.preview.action;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.action.RecoveryAction.Sender;
import dev.morlens.protocol.call.StakeCalls;
import dev.morlens.store.read.ClaimableItems.ClaimableGrant;
import dev.morlens.store.read.PoolTotal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Bringing back what is in staking pools.
 *
 * @param from who asked: a funder, or the hot wallet itself
 * @param mostDays so many matured days a withdrawal frees by itself; empty if the contract could not be asked
 */
public record PoolActions(StakeCalls calls, Address from, Instant now, Optional<Wei> mostDays) {

    private static final String ALL = "The pool has enough free: all of it is paid at once.";

    private static final String QUEUED = " leaves the pool's use, and is paid as its sessions and holds end.";

    /** What is still the funder's own, and what waits in the queue. */
    public List<RecoveryAction> of(ClaimableGrant grant, PoolTotal pool) {
        List<RecoveryAction> actions = new ArrayList<>();
        if (grant.principal().isPositive()) {
            actions.add(withdraw(grant, pool));
        }
        if (grant.pending().isPositive() && pool.free().isPositive()) {
            actions.add(action(
                    ActionKind.PAY_PENDING_WITHDRAWALS,
                    pool,
                    grant.pending(),
                    CallStep.paying(calls.claimPendingWithdrawals(grant.hot(), StakeCalls.MOST_ITERATIONS), paid(pool)),
                    Sender.ANYONE,
                    "Pays the queue in its order, as far as the pool has MOR free.",
                    Optional.empty()));
        }
        return actions;
    }

    /** What is freed by the same call pays the queue as well, but only so many in it. */
    private Optional<Wei> paid(PoolTotal pool) {
        return pool.matured(now).isEmpty() ? Optional.of(pool.payable(from, pool.free())) : Optional.empty();
    }

    private RecoveryAction withdraw(ClaimableGrant grant, PoolTotal pool) {
        Wei paid = grant.principal().min(pool.withdrawable(now));
        return action(
                ActionKind.WITHDRAW_FROM_POOL,
                pool,
                grant.principal(),
                CallStep.paying(
                        calls.withdrawStakingAllowance(grant.hot(), grant.principal()),
                        isCertain(grant, pool) ? Optional.of(paid) : Optional.empty()),
                Sender.FUNDER,
                withdrawal(grant.principal(), paid),
                Optional.empty());
    }

    private static String withdrawal(Wei principal, Wei paid) {
        if (paid.equals(principal)) {
            return ALL;
        }
        return paid.isZero()
                ? "The pool has nothing free now, but what earlier withdrawals wait for. So all of it is queued: it"
                        + QUEUED
                : "What the pool has free, but for what earlier withdrawals wait for, is paid at once. The rest is queued:"
                        + " it" + QUEUED;
    }

    /** A withdrawal frees matured days first, and pays the queue of that: there may be more in it for the funder. */
    private boolean isCertain(ClaimableGrant grant, PoolTotal pool) {
        int matured = pool.matured(now).size();
        return matured == 0
                || grant.pending().isZero()
                        && mostDays.filter(most -> most.compareTo(Wei.of(matured)) >= 0)
                                .isPresent();
    }

    /** What a pool holds for days: those that are over, else the next, to be sent then. */
    Optional<RecoveryAction> release(PoolTotal pool) {
        int matured = pool.matured(now).size();
        Optional<Instant> from = matured > 0 ? Optional.empty() : pool.nextRelease(now);
        if (matured == 0 && from.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(action(
                ActionKind.RELEASE_POOL_HOLDS,
                pool,
                matured > 0 ? pool.releasable(now) : pool.days().getFirst().amount(),
                new CallStep(
                        calls.releasePoolHolds(pool.hot(), Math.clamp(matured, 1, StakeCalls.MOST_ITERATIONS)),
                        OptionalInt.empty(),
                        Optional.empty(),
                        from),
                Sender.ANYONE,
                "Frees in the pool what closes of its sessions held until the end of a day, and pays the queue of"
                        + " withdrawals with it. The pool's next stake, close or withdrawal does the same.",
                from));
    }

    private RecoveryAction action(
            ActionKind actionKind,
            PoolTotal pool,
            Wei amount,
            CallStep callStep,
            Sender who,
            String needs,
            Optional<Instant> blockedUntil) {
        return new RecoveryAction(
                actionKind,
                Optional.of(pool.hot().checksummed()),
                Optional.of(amount),
                List.of(callStep),
                List.of(who),
                from,
                Optional.of(needs),
                blockedUntil,
                Optional.empty());
    }
}
