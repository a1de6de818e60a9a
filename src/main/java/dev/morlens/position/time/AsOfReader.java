package dev.morlens.position.time;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.read.AddressReads;
import dev.morlens.store.read.NetworkReads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Asks the store about any moment. The past comes from the index alone; the block's own hash and time come from a node
 * where nothing of ours happened in it. If no node tells, the answer is as of the last block before it that the index
 * knows: nothing moved in between, and what is open, overdue, locked or claimable is read against the time that it names.
 */
@ApplicationScoped
public class AsOfReader {

    private final SnapshotReader snapshotReader;
    private final BlockFinder finder;

    @Inject
    public AsOfReader(SnapshotReader snapshotReader, BlockFinder finder) {
        this.snapshotReader = snapshotReader;
        this.finder = finder;
    }

    /** @param finalized the newest final height; -1 if none is known */
    private record Gap(BlockGap around, long finalized) {}

    /**
     * @throws BeyondHeadException if the index has not come to that moment yet
     * @throws StoreUnavailableException if the store does not answer, or if the moment is before the first block that it
     *     knows and no node tells which block it is
     */
    public <T> T read(String network, AsOfTime asOfTime, BiFunction<AddressReads, AsOf, T> question) {
        if (!asOfTime.isPast()) {
            return snapshotReader.read(network, question::apply);
        }
        Gap gap = snapshotReader.read(
                network,
                (networkReads, now) -> new Gap(
                        BlockGap.of(asOfTime, now.block(), networkReads),
                        snapshotReader.finalized(network, networkReads)));
        Optional<BlockRef> told =
                gap.around().exact() ? Optional.empty() : finder.find(network, asOfTime, gap.around(), gap.finalized());
        return snapshotReader.read(network, (networkReads, now) -> {
            AsOf found = asOf(snapshotReader.finalized(network, networkReads), networkReads, now, asOfTime, told);
            AsOf asOf = snapshotReader.sumsDiffer(network) ? found.asStale() : found;
            return question.apply(networkReads.upTo(asOf.block().number()), asOf);
        });
    }

    private static AsOf asOf(
            long finalized, NetworkReads networkReads, AsOf now, AsOfTime asOfTime, Optional<BlockRef> told) {
        BlockGap around = BlockGap.of(asOfTime, now.block(), networkReads);
        Optional<BlockRef> exact = around.exact() ? around.below() : told.filter(around::allow);
        BlockRef block = exact.or(around::below).orElseThrow(AsOfReader::nobodyKnows);
        // The newest block's second may have more blocks to come.
        boolean open = asOfTime instanceof AsOfTime.Time && block.equals(now.block());
        boolean isFinal = finalized >= block.number() && !open;
        return new AsOf(block, isFinal ? FinalityLevel.FINALIZED : FinalityLevel.LATEST, now.stale() && !isFinal);
    }

    private static StoreUnavailableException nobodyKnows() {
        return new StoreUnavailableException(
                "this is before the first block that the index knows, and no node tells now which block it is");
    }
}
