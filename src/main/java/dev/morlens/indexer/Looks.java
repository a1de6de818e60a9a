package dev.morlens.indexer;

import dev.morlens.chain.NodeException;
import dev.morlens.chain.SameChain;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.RawLog;
import dev.morlens.store.LookStore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;
import org.jboss.logging.Logger;

/**
 * Asks every endpoint again about blocks that were fetched before and holds the answers against what is kept. One question at
 * a time, beside the following of the head, because the slowest endpoint counts.
 */
final class Looks {

    private static final Logger LOG = Logger.getLogger(Looks.class);

    private record Asked(Look look, BlockRange range, SameChain chain, CompletableFuture<List<RawLog>> logs) {}

    private final LogReader reader;
    private final LookStore store;
    private final Executor beside;
    private final LookNotes notes;
    private final SecondLook second;
    private final LateLook late;
    private final DoubtLook doubt;
    private final List<Look> inTurn;
    private int turn;
    private Optional<Asked> asked = Optional.empty();

    /** @param beside runs a question; in another thread, or at once in a test */
    Looks(LogReader reader, LookStore store, IndexerConfig config, long startBlock, Executor beside) {
        this.reader = reader;
        this.store = store;
        this.beside = beside;
        this.notes = new LookNotes(store, startBlock);
        this.second = new SecondLook(reader::mayHoldOurs, config.secondLookInterval());
        this.late = new LateLook(notes, config.lateLookAfter(), config.lateLookInterval(), reader::blocksAtOnce);
        this.doubt = new DoubtLook(notes, config.secondLookInterval(), reader::blocksAtOnce);
        this.inTurn = List.of(doubt, second, late);
    }

    void followed(FetchedBlocks blocks) {
        second.followed(blocks.headers());
    }

    /** Blocks after the checkpoint are about to be fetched in ranges. */
    void backfilling(Optional<BlockRef> checkpoint, BlockRef target) {
        late.backfilling(checkpoint, target);
    }

    /** These blocks are asked about at once. */
    void doubt(BlockRange range) {
        doubt.doubt(range);
    }

    /** Whether such blocks are still to be asked about. */
    boolean isInDoubt() {
        return doubt.isInDoubt();
    }

    /** The store took back the blocks above this one. */
    void undone(long ancestor) {
        asked = asked.filter(question -> question.range().last() <= ancestor);
        second.undone(ancestor);
        notes.read();
    }

    /** The last block up to which all were asked about long after they were fetched; below the first if none was. */
    long lookedTo() {
        return notes.get().to();
    }

    /**
     * Asks what is due, unless an answer is waited for.
     *
     * @param isResting blocks that need not be found now
     * @return the first block that an answer shows to be kept in part only
     */
    OptionalLong missed(BlockRef checkpoint, LongPredicate isResting) {
        if (asked.isEmpty()) {
            asked = next(checkpoint);
        }
        Optional<Asked> answered = asked.filter(question -> question.logs().isDone());
        answered.ifPresent(question -> asked = Optional.empty());
        return answered.map(question -> missed(question, checkpoint, isResting)).orElseGet(OptionalLong::empty);
    }

    /** In turn: where answers are long in coming, one of them is always due. */
    private Optional<Asked> next(BlockRef checkpoint) {
        for (int tried = 0; tried < inTurn.size(); tried++) {
            Look look = inTurn.get(turn);
            turn = (turn + 1) % inTurn.size();
            Optional<BlockRange> range = look.due(checkpoint);
            if (range.isPresent()) {
                return Optional.of(ask(look, range.get()));
            }
        }
        return Optional.empty();
    }

    private Asked ask(Look look, BlockRange range) {
        SameChain chain = reader.sameChain();
        return new Asked(look, range, chain, CompletableFuture.supplyAsync(() -> reader.fromAll(range), beside));
    }

    private OptionalLong missed(Asked answered, BlockRef checkpoint, LongPredicate isResting) {
        try {
            List<BlockRef> lacking = ours(store.kept(answered.range()).lacking(told(answered)), answered, checkpoint);
            OptionalLong missed = lacking.stream()
                    .mapToLong(BlockRef::number)
                    .filter(block -> !isResting.test(block))
                    .findFirst();
            // Newer blocks do not wait behind one that rests; the late look comes to it.
            if (lacking.isEmpty() || missed.isEmpty() && answered.look() instanceof SecondLook) {
                answered.look().done(answered.range());
            }
            return missed;
        } catch (NodeException e) {
            LOG.infof("blocks %s are asked about again later: %s", answered.range(), e.getMessage());
            return OptionalLong.empty();
        }
    }

    /** A log of another chain, or of a fork, is none that we lack. */
    private List<BlockRef> ours(List<BlockRef> lacking, Asked answered, BlockRef checkpoint) {
        if (lacking.isEmpty()) {
            return lacking;
        }
        answered.chain().confirm();
        List<BlockRef> ours = reader.onChainOf(checkpoint, lacking);
        if (ours.size() < lacking.size()) {
            LOG.warnf(
                    "an endpoint tells logs of %d blocks of another fork among %s",
                    lacking.size() - ours.size(), answered.range());
        }
        return ours;
    }

    private static List<RawLog> told(Asked answered) {
        try {
            return answered.logs().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
