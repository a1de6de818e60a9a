package dev.morlens.preview;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.state.PoolState;
import dev.morlens.protocol.state.StakesOnHold;
import dev.morlens.protocol.view.ViewReader;
import java.time.Instant;
import java.util.Optional;

/**
 * A hot wallet's pool as the contract's own views tell it at one block. What a close did to it follows from two of these,
 * without any event.
 *
 * @param mostDays so many matured days a close frees on its way, the oldest first
 */
public record PoolAt(PoolState pool, StakesOnHold days, long mostDays, Instant now) {

    /** What a close in the very next block frees and holds of its session's stake, in wei. */
    public record Parts(Wei freed, Wei held) {}

    public static PoolAt read(PreviewStage stage, AsOf at, Address hot) {
        PoolViews views = new PoolViews(stage.network.diamond());
        ViewReader reader = new ViewReader(stage.node);
        BlockId block = new BlockId.Hashed(at.block().hash());
        return new PoolAt(
                reader.read(block, views.getStakingPool(hot)),
                reader.read(block, views.getPoolStakesOnHold(hot)),
                reader.read(block, views.getDelegateStakingParams())
                        .maxAutoReleaseDays()
                        .value()
                        .longValueExact(),
                at.now());
    }

    /** Empty where more days had matured than the close looks after: then the views do not tell which amounts those were. */
    public Optional<Parts> closed(PoolAt after) {
        boolean dayIsOver = !DayLock.day(after.now).equals(DayLock.day(now));
        long matured = pool.holdCount() - (dayIsOver || days.hold().isZero() ? 0 : 1);
        if (matured > mostDays) {
            return Optional.empty();
        }
        Wei released = dayIsOver ? total() : days.available();
        Wei held = after.total().plus(released).minus(total());
        return Optional.of(new Parts(pool.locked().minus(after.pool.locked()).minus(released), held));
    }

    private Wei total() {
        return days.available().plus(days.hold());
    }
}
