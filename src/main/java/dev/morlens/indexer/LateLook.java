package dev.morlens.indexer;

import dev.morlens.chain.Due;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.LookStore;
import dev.morlens.store.Looked;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Long after blocks were fetched, all of them, in ranges: an endpoint that left logs out is well by then. Transfers between
 * wallets move no sum that could tell that they are missing.
 */
final class LateLook implements Look {

    /** Intervals after which fewer blocks than a range are worth a question. */
    private static final int PART_OF_A_RANGE = 60;

    private final LookStore store;
    private final IndexerConfig config;
    private final long startBlock;
    private final long blocksAtOnce;
    private final Due next = new Due();
    private final Due part = new Due();
    private Optional<Looked> looked = Optional.empty();

    LateLook(LookStore store, IndexerConfig config, long startBlock, long blocksAtOnce) {
        this.store = store;
        this.config = config;
        this.startBlock = startBlock;
        this.blocksAtOnce = blocksAtOnce;
    }

    /** The last block that was looked at; empty while none was. */
    OptionalLong lookedTo() {
        return looked.stream()
                .mapToLong(Looked::to)
                .filter(block -> block >= startBlock)
                .findFirst();
    }

    /** However old they are, blocks are fetched now: they wait as those that come after them. */
    void backfilling() {
        keep(new Looked(known().map(Looked::to).orElse(startBlock - 1), OptionalLong.empty()));
    }

    @Override
    public Optional<BlockRange> due(BlockRef checkpoint) {
        if (known().filter(last -> last.goesOnAt().isPresent()).isEmpty()) {
            keep(new Looked(
                    looked.map(Looked::to).orElse(startBlock - 1),
                    OptionalLong.of(checkpoint.number() + config.lateLookAfter())));
        }
        Looked now = looked.orElseThrow();
        long last = checkpoint.number() - config.lateLookAfter();
        if (!next.isNow() || checkpoint.number() < now.goesOnAt().orElseThrow() || last <= now.to()) {
            return Optional.empty();
        }
        BlockRange range = new BlockRange(now.to() + 1, last).head(blocksAtOnce);
        if (range.size() < blocksAtOnce && !part.isNow()) {
            return Optional.empty();
        }
        next.after(config.lateLookInterval());
        part.after(config.lateLookInterval().multipliedBy(PART_OF_A_RANGE));
        return Optional.of(range);
    }

    @Override
    public void done(BlockRange range) {
        keep(new Looked(range.last(), looked.orElseThrow().goesOnAt()));
    }

    @Override
    public void undone(long ancestor) {
        looked = looked.map(now -> new Looked(Math.min(now.to(), ancestor), now.goesOnAt()));
    }

    private Optional<Looked> known() {
        if (looked.isEmpty()) {
            looked = store.looked();
        }
        return looked;
    }

    private void keep(Looked now) {
        store.keep(now);
        looked = Optional.of(now);
    }
}
