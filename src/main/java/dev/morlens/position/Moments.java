package dev.morlens.position;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.AddressReads;
import dev.morlens.store.Reads;
import dev.morlens.store.StoreUnavailableException;
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
public class Moments {

    private final Heads heads;
    private final BlockFinder finder;

    @Inject
    public Moments(Heads heads, BlockFinder finder) {
        this.heads = heads;
        this.finder = finder;
    }

    /** @param finalized the newest final height; -1 if none is known */
    private record Gap(Surroundings around, long finalized) {}

    /**
     * @throws BeyondHeadException if the index has not come to that moment yet
     * @throws StoreUnavailableException if the store does not answer, or if the moment is before the first block that it
     *     knows and no node tells which block it is
     */
    public <T> T read(String network, Moment moment, BiFunction<AddressReads, AsOf, T> question) {
        if (!moment.isPast()) {
            return heads.read(network, question::apply);
        }
        Gap gap = heads.read(
                network,
                (reads, now) -> new Gap(Surroundings.of(moment, now.block(), reads), heads.finalized(network, reads)));
        Optional<BlockRef> told =
                gap.around().exact() ? Optional.empty() : finder.find(network, moment, gap.around(), gap.finalized());
        return heads.read(network, (reads, now) -> {
            AsOf found = asOf(heads.finalized(network, reads), reads, now, moment, told);
            AsOf asOf = heads.sumsDiffer(network) ? found.asStale() : found;
            return question.apply(reads.upTo(asOf.block().number()), asOf);
        });
    }

    private static AsOf asOf(long finalized, Reads reads, AsOf now, Moment moment, Optional<BlockRef> told) {
        Surroundings around = Surroundings.of(moment, now.block(), reads);
        Optional<BlockRef> exact = around.exact() ? around.below() : told.filter(around::allow);
        BlockRef block = exact.or(around::below).orElseThrow(Moments::nobodyKnows);
        // The newest block's second may have more blocks to come.
        boolean open = moment instanceof Moment.Time && block.equals(now.block());
        boolean isFinal = finalized >= block.number() && !open;
        return new AsOf(block, isFinal ? Finality.FINALIZED : Finality.LATEST, now.stale() && !isFinal);
    }

    private static StoreUnavailableException nobodyKnows() {
        return new StoreUnavailableException(
                "this is before the first block that the index knows, and no node tells now which block it is");
    }
}
