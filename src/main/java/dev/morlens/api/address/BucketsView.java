package dev.morlens.api.address;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.position.cache.Position;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an address's MOR is: the amounts add up to the total. What a live answer could not determine is absent. */
public record BucketsView(
        Amount wallet,
        Optional<ActiveSessions> activeSessions,
        Optional<OnHoldView> onHold,
        Amount providerStake,
        Optional<ModelStakeView> modelStake,
        Optional<StakingPool> stakingPool,

        @Schema(description = "Earned in direct-payment sessions and not collected; below 0 if collected ahead")
        Optional<Amount> providerDue) {

    public record Amount(Wei amount) {}

    @Schema(description = "Stakes of sessions that are not closed; overdue from the session's end on")
    public record ActiveSessions(Wei amount, int count, Wei overdueAmount, int overdueCount) {}

    @Schema(
            name = "OnHold",
            description = "Held back at a close; locked until its release, then claimable until it is claimed")
    public record OnHoldView(
            Wei amount,
            Wei lockedAmount,
            int lockedCount,
            Wei claimableAmount,
            int claimableCount,
            Optional<Instant> nextReleaseAt) {}

    @Schema(name = "ModelStake")
    public record ModelStakeView(Wei amount, int count) {}

    @Schema(description = "What this address funds in hot wallets' pools: principal and queued withdrawals")
    public record StakingPool(Wei amount, Wei pendingAmount) {}

    static BucketsView of(Position position) {
        return new BucketsView(
                amount(position, Bucket.WALLET),
                known(position, Bucket.ACTIVE_SESSION, () -> sessions(position.sessions())),
                known(position, Bucket.ON_HOLD, () -> holds(position.holds())),
                amount(position, Bucket.PROVIDER_STAKE),
                known(
                        position,
                        Bucket.MODEL_STAKE,
                        () -> new ModelStakeView(
                                position.balance(Bucket.MODEL_STAKE),
                                position.accounts().modelCount())),
                known(
                        position,
                        Bucket.STAKING_POOL,
                        () -> new StakingPool(
                                position.balance(Bucket.STAKING_POOL),
                                position.accounts().poolPending())),
                known(position, Bucket.PROVIDER_DUE, () -> amount(position, Bucket.PROVIDER_DUE)));
    }

    private static <T> Optional<T> known(Position position, Bucket bucket, Supplier<T> value) {
        return position.knows(bucket) ? Optional.of(value.get()) : Optional.empty();
    }

    private static ActiveSessions sessions(Position.Split split) {
        return new ActiveSessions(
                split.amount(), split.count(), split.due().amount(), split.due().count());
    }

    private static OnHoldView holds(Position.Split split) {
        return new OnHoldView(
                split.amount(),
                split.waiting().amount(),
                split.waiting().count(),
                split.due().amount(),
                split.due().count(),
                split.next());
    }

    private static Amount amount(Position position, Bucket bucket) {
        return new Amount(position.balance(bucket));
    }
}
