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
    private final SecondLook second;
    private final LateLook late;
    private final Executor beside;
    private Optional<Asked> asked = Optional.empty();

    /** @param beside runs a question; in another thread, or at once in a test */
    Looks(LogReader reader, LookStore store, SecondLook second, LateLook late, Executor beside) {
        this.reader = reader;
        this.store = store;
        this.second = second;
        this.late = late;
        this.beside = beside;
    }

    void followed(FetchedBlocks blocks) {
        second.followed(blocks);
    }

    void backfilling() {
        late.backfilling();
    }

    /** The newest of these blocks are looked at again, soon and whatever was told of them before. */
    void doubt(BlockRange range) {
        second.doubt(range);
    }

    /** Whether such blocks are still to be looked at. */
    boolean isInDoubt() {
        return second.isInDoubt();
    }

    void undone(long ancestor) {
        asked = asked.filter(question -> question.range().last() <= ancestor);
        second.undone(ancestor);
        late.undone(ancestor);
    }

    /** The last block of the history that was asked about long after it was fetched. */
    OptionalLong lookedTo() {
        return late.lookedTo();
    }

    /** Asks what is due, unless an answer is waited for. The first block that an answer shows to be kept in part only. */
    OptionalLong missed(BlockRef checkpoint) {
        if (asked.isEmpty()) {
            asked = next(checkpoint);
        }
        Optional<Asked> answered = asked.filter(question -> question.logs().isDone());
        answered.ifPresent(question -> asked = Optional.empty());
        return answered.map(question -> missed(question, checkpoint)).orElseGet(OptionalLong::empty);
    }

    private Optional<Asked> next(BlockRef checkpoint) {
        return ask(second, checkpoint).or(() -> ask(late, checkpoint));
    }

    private Optional<Asked> ask(Look look, BlockRef checkpoint) {
        return look.due(checkpoint).map(range -> {
            SameChain chain = reader.sameChain();
            return new Asked(look, range, chain, CompletableFuture.supplyAsync(() -> reader.fromAll(range), beside));
        });
    }

    private OptionalLong missed(Asked answered, BlockRef checkpoint) {
        try {
            Optional<BlockRef> lacking = store.kept(answered.range()).firstLacking(told(answered));
            if (lacking.isEmpty()) {
                answered.look().done(answered.range());
                return OptionalLong.empty();
            }
            // A log of another chain, or of a fork, is none that we lack.
            answered.chain().confirm();
            return reader.isOneChain(lacking.get(), checkpoint)
                    ? OptionalLong.of(lacking.get().number())
                    : OptionalLong.empty();
        } catch (NodeException e) {
            LOG.infof("blocks %s are asked about again later: %s", answered.range(), e.getMessage());
            return OptionalLong.empty();
        }
    }

    private static List<RawLog> told(Asked answered) {
        try {
            return answered.logs().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
