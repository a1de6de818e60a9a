package dev.morlens.indexer.head;

import dev.morlens.chain.HeadLook;
import dev.morlens.chain.NodeConfig.Headers;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.RawLog;
import dev.morlens.indexer.fetch.BlockFetcher;
import dev.morlens.indexer.fetch.FetchedBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows the head by one look at a time, whatever number of blocks came. That the chain is ours still shows in the hash of the
 * last kept block, and that an answer is whole in the logs of the looks before, which it has to hold as well. What is further
 * behind is read in ranges first. The invariant: every kept block is an ancestor of the newest one that we trust.
 */
public final class HeadFollower {

    private final BlockFetcher fetcher;
    private final ReorganisationFinder reorganisationFinder;
    private final Consumer<BlockRange> doubt;
    private final int mostBlocks;
    private final Headers headers;
    private final RecentLogs recent = new RecentLogs();
    private Optional<HeadLook> look = Optional.empty();
    private boolean isNear;

    /**
     * @param doubt told of blocks of which an answer lacked logs
     * @param mostBlocks how many blocks one event may add
     * @param headers whose are read
     */
    public HeadFollower(
            BlockFetcher fetcher,
            ReorganisationFinder reorganisationFinder,
            Consumer<BlockRange> doubt,
            int mostBlocks,
            Headers headers) {
        this.fetcher = fetcher;
        this.reorganisationFinder = reorganisationFinder;
        this.doubt = doubt;
        this.mostBlocks = mostBlocks;
        this.headers = headers;
    }

    /** The node's newest block; what else the same exchange brought is there for {@link #event}. */
    public BlockHeader newest(Optional<BlockRef> checkpoint) {
        reorganisationFinder.begin();
        look = checkpoint.filter(this::canLook).flatMap(this::look);
        return look.map(HeadLook::newest).orElseGet(reorganisationFinder::newest);
    }

    private boolean canLook(BlockRef checkpoint) {
        return isNear
                && headers == Headers.WITH_LOGS
                && fetcher.takesLook(recent.from(checkpoint), checkpoint.number());
    }

    private Optional<HeadLook> look(BlockRef checkpoint) {
        try {
            return Optional.of(fetcher.look(checkpoint.number(), recent.from(checkpoint)));
        } catch (RangeTooLargeException e) {
            return Optional.empty();
        }
    }

    /**
     * What to do next; empty if there is nothing.
     *
     * @throws DeepReorganisationException if the fork lies below what was final
     * @throws UnknownBlockException if the chain changed while it was read
     */
    public Optional<HeadEvent> event(BlockRef checkpoint, BlockHeader newest) {
        if (headers == Headers.ALL) {
            return reorganisationFinder.reconcile(checkpoint, newest);
        }
        if (newest.number() < checkpoint.number() || isAnother(newest, checkpoint)) {
            return reorganisationFinder.notHigher(checkpoint, newest);
        }
        if (look.isEmpty() || newest.number() > checkpoint.number() + mostBlocks) {
            return newest.number() == checkpoint.number() ? atHead() : inRanges(checkpoint, newest);
        }
        if (!look.get().kept().equals(Optional.of(checkpoint.hash()))) {
            return Optional.of(reorganisationFinder.fork(checkpoint, checkpoint.number()));
        }
        return judged(checkpoint, newest, new Answer(newest, withNewest(checkpoint, newest), false));
    }

    /**
     * The parts of an exchange are answered at different moments: the newest block may have come after the logs were collected.
     * Where its bloom allows a log of ours and none was told of, it is asked for by number.
     */
    private List<RawLog> withNewest(BlockRef checkpoint, BlockHeader newest) {
        List<RawLog> logs = look.orElseThrow().logs();
        boolean isTold = logs.stream().anyMatch(log -> log.block().number() == newest.number());
        if (isTold || newest.number() == checkpoint.number() || !fetcher.bloomMayMatch(newest)) {
            return logs;
        }
        List<RawLog> all = new ArrayList<>(logs);
        all.addAll(fetcher.logsByNumber(new BlockRange(checkpoint.number() + 1, newest.number())));
        return all;
    }

    private static boolean isAnother(BlockHeader newest, BlockRef checkpoint) {
        return newest.number() == checkpoint.number() && !newest.hash().equals(checkpoint.hash());
    }

    private Optional<HeadEvent> atHead() {
        isNear = true;
        return Optional.empty();
    }

    /** @param isAskedAgain whether it is the answer to a second question, by the blocks' numbers */
    private record Answer(BlockHeader last, List<RawLog> logs, boolean isAskedAgain) {}

    private Optional<HeadEvent> inRanges(BlockRef checkpoint, BlockHeader newest) {
        long last = Math.min(newest.number(), checkpoint.number() + mostBlocks);
        List<BlockHeader> ends = fetcher.headers(List.of(checkpoint.number(), last));
        if (!ends.getFirst().hash().equals(checkpoint.hash())) {
            return Optional.of(reorganisationFinder.fork(checkpoint, checkpoint.number()));
        }
        List<RawLog> logs = fetcher.logsAtHead(new BlockRange(recent.from(checkpoint), last));
        BlockHeader end = fetcher.header(last);
        if (!end.hash().equals(ends.getLast().hash())) {
            throw changed(end, ends.getLast().hash() + " before its logs were read");
        }
        isNear = last == newest.number();
        return judged(checkpoint, newest, new Answer(end, logs, true));
    }

    private Optional<HeadEvent> judged(BlockRef checkpoint, BlockHeader newest, Answer answer) {
        BlockRange asked = new BlockRange(
                Math.min(recent.from(checkpoint), answer.last().number()),
                answer.last().number());
        HeadOverlap headOverlap = new HeadOverlap(checkpoint, answer.last(), recent.in(asked), answer.logs());
        headOverlap.compare(fetcher.headers(headOverlap.blocksToCheck()));
        recent.clear(headOverlap.foreign());
        if (headOverlap.isReorganised()) {
            return Optional.of(reorganisationFinder.fork(checkpoint, headOverlap.firstForeign() - 1));
        }
        if (!headOverlap.agrees() && !answer.isAskedAgain()) {
            return inRanges(checkpoint, newest);
        }
        recent.remember(headOverlap.leftOut());
        if (!headOverlap.agrees()) {
            doubt.accept(asked);
        }
        if (!headOverlap.leftOut().isEmpty()) {
            return Optional.of(new HeadEvent.LeftOut(new BlockRange(headOverlap.firstLeftOut(), checkpoint.number())));
        }
        return added(checkpoint, newest, answer.last(), headOverlap);
    }

    private Optional<HeadEvent> added(
            BlockRef checkpoint, BlockHeader newest, BlockHeader last, HeadOverlap headOverlap) {
        if (last.number() == checkpoint.number()) {
            return Optional.empty();
        }
        BlockRange range = new BlockRange(checkpoint.number() + 1, last.number());
        FetchedBlocks blocks = fetcher.followed(range, headOverlap.headers(), headOverlap.added(), newest);
        recent.followed(range, headOverlap.added());
        return Optional.of(new HeadEvent.BlocksAdded(blocks));
    }

    /** The store took back the blocks above this one. */
    public void undone(long ancestor) {
        recent.undone(ancestor);
    }

    static UnknownBlockException changed(BlockHeader header, String before) {
        return new UnknownBlockException("the chain changed while it was read: block " + header.number() + " is "
                + header.hash() + " now and was " + before);
    }
}
