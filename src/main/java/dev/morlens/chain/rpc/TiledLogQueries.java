package dev.morlens.chain.rpc;

import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.RangeTooLargeException.Reason;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.profile.LogRange;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.RawLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Asks for the logs of a range in as many questions as the endpoint's cap in blocks makes necessary, and learns that cap from
 * what it refuses. What holds too many logs is whoever asks to divide, who knows how many logs lie where.
 */
final class TiledLogQueries {

    /** With more of them, a failure of one would cost too much: whoever asks for a range should ask for less of it. */
    private static final int MOST = 64;

    private static final int GOOD = 8;

    /** So many blocks every provider reads in time; one that is silent about them is silent about all. */
    private static final long NEVER_TOO_SLOW = 10_000;

    /** A refused connection takes less. */
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final LogRange cap;

    TiledLogQueries(LogRange cap) {
        this.cap = cap;
    }

    /**
     * @param ask for one tile; throws {@link RangeTooLargeException} if it is refused as too large
     * @param read what was answered of a tile
     */
    <T> List<RawLog> read(BlockRange range, Function<BlockRange, T> ask, BiFunction<BlockRange, T, List<RawLog>> read) {
        List<RawLog> logs = new ArrayList<>();
        Optional<BlockRange> rest = Optional.of(range);
        while (rest.isPresent()) {
            if (rest.get().equals(range)) {
                requireFewTiles(range);
            }
            Optional<Tile<T>> tile = ask(rest.get(), ask);
            if (tile.isPresent()) {
                BlockRange answered = tile.get().range();
                logs.addAll(read.apply(answered, tile.get().answer()));
                rest = range.after(answered.last());
            }
        }
        return logs;
    }

    private record Tile<T>(BlockRange range, T answer) {}

    /** The beginning of a range; empty if it was refused for the number of its blocks, which is known then. */
    private <T> Optional<Tile<T>> ask(BlockRange rest, Function<BlockRange, T> ask) {
        try (LogRange.Attempt attempt = cap.attempt(rest.size())) {
            BlockRange tile = rest.head(attempt.blocks());
            try {
                T answer = timed(tile, ask);
                attempt.taken();
                return Optional.of(new Tile<>(tile, answer));
            } catch (RangeTooLargeException e) {
                if (e.reason() == Reason.RESULTS) {
                    e.cap().ifPresent(cap::tooManyResults);
                }
                if (e.reason() != Reason.BLOCKS || tile.size() == 1) {
                    throw e;
                }
                attempt.refused(e.cap());
                return Optional.empty();
            }
        }
    }

    private static <T> T timed(BlockRange tile, Function<BlockRange, T> ask) {
        long begun = System.nanoTime();
        try {
            return ask.apply(tile);
        } catch (TemporaryNodeException e) {
            boolean slow = e.trouble() == Trouble.SILENT && System.nanoTime() - begun > SLOW.toNanos();
            if (slow && tile.size() > NEVER_TOO_SLOW) {
                throw new RangeTooLargeException(
                        tile, Reason.UNSAID, OptionalLong.empty(), OptionalLong.of(NEVER_TOO_SLOW), e.getMessage());
            }
            throw e;
        }
    }

    private void requireFewTiles(BlockRange range) {
        long blocks = cap.caps().blocks().orElse(range.size());
        if (range.size() > MOST * blocks) {
            throw new RangeTooLargeException(
                    range,
                    Reason.BLOCKS,
                    OptionalLong.of(blocks),
                    OptionalLong.of(GOOD * blocks),
                    "the endpoint takes %d blocks a question, %s are too many at once".formatted(blocks, range));
        }
    }
}
