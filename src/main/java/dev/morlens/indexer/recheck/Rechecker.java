package dev.morlens.indexer.recheck;

import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.fetch.FetchedBlocks;
import dev.morlens.indexer.fetch.LogFetcher;
import dev.morlens.indexer.fetch.MergedLogs;
import dev.morlens.store.check.RecheckStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Asks every endpoint again about blocks that were fetched before and holds the answers against what is kept. One question at
 * a time, beside the following of the head, because the slowest endpoint counts.
 */
public final class Rechecker {

    private static final Logger LOG = Logger.getLogger(Rechecker.class);

    /** As many as a request holds. */
    private static final int HEADERS_AT_ONCE = 50;

    private record Asked(
            RecheckSource look, BlockRange range, ChainIdWitness chain, CompletableFuture<MergedLogs> told) {}

    private final LogFetcher reader;
    private final RecheckStore store;
    private final BooleanSupplier mayAsk;
    private final Executor beside;
    private final RecheckProgress notes;
    private final FetchTimes fetches;
    private final HeadRecheck head;
    private final SafeRecheck safe;
    private final SuspectRecheck suspect;
    private final List<RecheckSource> inTurn;
    private int turn;
    private Optional<Asked> asked = Optional.empty();

    /**
     * @param mayAsk whether there is a call to be spent on it
     * @param beside runs a question; in another thread, or at once in a test
     * @param nanoTime as {@link System#nanoTime}
     */
    public Rechecker(
            LogFetcher reader,
            RecheckStore store,
            IndexerConfig.RecheckConfig config,
            long startBlock,
            BooleanSupplier mayAsk,
            Executor beside,
            LongSupplier nanoTime) {
        this.reader = reader;
        this.store = store;
        this.mayAsk = mayAsk;
        this.beside = beside;
        this.notes = new RecheckProgress(store, startBlock);
        this.fetches = new FetchTimes(store, config.historyAfter(), nanoTime);
        this.head = new HeadRecheck(config.headInterval(), reader::blocksAtOnce, nanoTime);
        this.safe = new SafeRecheck(reader::safe, config.safeInterval(), reader::blocksAtOnce, nanoTime);
        HistoryRecheck late =
                new HistoryRecheck(notes, fetches, config.historyInterval(), reader::blocksAtOnce, nanoTime);
        this.suspect = new SuspectRecheck(notes, config.headInterval(), reader::blocksAtOnce, nanoTime);
        this.inTurn = List.of(suspect, head, safe, late);
    }

    void followed(FetchedBlocks blocks) {
        head.followed(blocks.range());
    }

    /** These blocks are asked about at once. */
    public void suspect(BlockRange range) {
        suspect.suspect(range);
    }

    /** Whether such blocks are still to be asked about. */
    boolean isInDoubt() {
        return suspect.isInDoubt();
    }

    /** The store took back the blocks above this one. */
    void undone(long ancestor) {
        asked = asked.filter(question -> question.range().last() <= ancestor);
        head.undone(ancestor);
        safe.undone(ancestor);
        fetches.undone(ancestor);
        notes.read();
    }

    /** The last block up to which all were asked about long after they were fetched; below the first if none was. */
    long historyCheckedTo() {
        return notes.get().to();
    }

    /**
     * Asks what is due, unless an answer is waited for.
     *
     * @param isResting blocks that need not be found now
     * @return the first block that an answer shows to be kept in part only
     */
    OptionalLong firstIncompleteBlock(BlockRef checkpoint, LongPredicate isResting) {
        if (asked.isEmpty() && mayAsk.getAsBoolean()) {
            asked = next(checkpoint);
        }
        Optional<Asked> answered = asked.filter(question -> question.told().isDone());
        answered.ifPresent(question -> asked = Optional.empty());
        return answered.map(question -> firstIncompleteBlock(question, checkpoint, isResting))
                .orElseGet(OptionalLong::empty);
    }

    /** In turn: where answers are long in coming, one of them is always due. */
    private Optional<Asked> next(BlockRef checkpoint) {
        for (int tried = 0; tried < inTurn.size(); tried++) {
            RecheckSource recheckSource = inTurn.get(turn);
            turn = (turn + 1) % inTurn.size();
            Optional<BlockRange> range = recheckSource.due(checkpoint);
            if (range.isPresent()) {
                return Optional.of(ask(recheckSource, range.get()));
            }
        }
        return Optional.empty();
    }

    private Asked ask(RecheckSource recheckSource, BlockRange range) {
        ChainIdWitness chain = reader.sameChain();
        return new Asked(
                recheckSource,
                range,
                chain,
                CompletableFuture.supplyAsync(() -> CallPurpose.CHECKS.ask(() -> reader.fromAll(range)), beside));
    }

    private OptionalLong firstIncompleteBlock(Asked answered, BlockRef checkpoint, LongPredicate isResting) {
        try {
            MergedLogs told = told(answered);
            List<BlockRef> lacking = store.kept(answered.range()).lacking(told.logs());
            if (!lacking.isEmpty()) {
                answered.chain().confirm();
            }
            List<BlockRef> resting = lacking.stream()
                    .filter(block -> isResting.test(block.number()))
                    .toList();
            List<BlockRef> others = new ArrayList<>(lacking);
            others.removeAll(resting);
            Optional<BlockRef> missed = firstOfOurs(others, checkpoint);
            if (missed.isEmpty()) {
                complete(answered, told, resting);
            }
            return missed.stream().mapToLong(BlockRef::number).findFirst();
        } catch (NodeException e) {
            LOG.infof("blocks %s are asked about again later: %s", answered.range(), e.getMessage());
            return OptionalLong.empty();
        }
    }

    /** A log of another fork is none that we lack. */
    private Optional<BlockRef> firstOfOurs(List<BlockRef> lacking, BlockRef checkpoint) {
        for (int from = 0; from < lacking.size(); from += HEADERS_AT_ONCE) {
            List<BlockRef> some = lacking.subList(from, Math.min(lacking.size(), from + HEADERS_AT_ONCE));
            List<BlockRef> ours = reader.onChainOf(checkpoint, some);
            if (!ours.isEmpty()) {
                return Optional.of(ours.getFirst());
            }
            LOG.warnf("an endpoint tells logs of another fork's block %s", some.getFirst());
        }
        return Optional.empty();
    }

    /** Nothing waits behind a block that was fetched again in vain but the doubt about it. */
    private void complete(Asked answered, MergedLogs told, List<BlockRef> resting) {
        if (resting.isEmpty()) {
            answered.look().done(answered.range(), told);
        } else if (!answered.look().equals(suspect)) {
            suspect.suspect(new BlockRange(
                    resting.getFirst().number(), resting.getLast().number()));
            answered.look().done(answered.range(), told);
        }
    }

    private static MergedLogs told(Asked answered) {
        try {
            return answered.told().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
