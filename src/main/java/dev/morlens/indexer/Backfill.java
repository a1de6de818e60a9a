package dev.morlens.indexer;

import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.backfill.WriteQueue;
import dev.morlens.indexer.report.ThroughputMeter;
import dev.morlens.store.write.BlockBatch;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Indexes many blocks that do not change any more: they are read ahead, posted, and written while the next ones are posted.
 * The indexes that only readers need come last. To make them earlier, while nodes are waited for, takes longer: to keep them
 * up costs more from then on.
 */
final class Backfill {

    private final IndexerParts parts;
    private final BlockRange range;
    private final OptionalLong finalized;
    private final ThroughputMeter throughputMeter;

    /** @param finalized the last block that the node calls final, in the range or above it or below it */
    Backfill(IndexerParts parts, BlockRange range, Optional<BlockRef> finalized) {
        this.parts = parts;
        this.range = range;
        this.finalized = finalized.stream().mapToLong(BlockRef::number).findFirst();
        this.throughputMeter = new ThroughputMeter(range.first() - 1);
    }

    /** All of it; then the store has the indexes of readers. After a failure it is at a whole checkpoint. */
    void run() {
        parts.reporter().backfillBegins(range, throughputMeter);
        parts.finalBlocks().findCap(range);
        report(range.first());
        try (WriteQueue writer = new WriteQueue()) {
            parts.finalBlocks().read(range, (piece, blocks) -> {
                BlockBatch batch = parts.batchPoster().post(blocks, finalOf(piece), writer::await);
                writer.write(() -> parts.store().append(batch), () -> report(batch, piece));
            });
            writer.await();
        } catch (RuntimeException e) {
            parts.batchPoster().reset();
            throw e;
        }
        parts.store().indexes().make();
    }

    private OptionalLong finalOf(BlockRange piece) {
        return finalized.isPresent() && finalized.getAsLong() >= piece.first()
                ? OptionalLong.of(Math.min(finalized.getAsLong(), piece.last()))
                : OptionalLong.empty();
    }

    private void report(BlockBatch batch, BlockRange piece) {
        parts.reporter().indexed(batch.head());
        throughputMeter.done(piece.last(), batch.logs().size());
        report(piece.last() + 1);
    }

    private void report(long next) {
        long left = range.last() - next + 1;
        parts.reporter()
                .backfilling(
                        range,
                        throughputMeter,
                        parts.finalBlocks().costFrom(next).of(left));
    }
}
