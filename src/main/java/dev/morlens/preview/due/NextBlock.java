package dev.morlens.preview.due;

import dev.morlens.ask.AsOf;
import dev.morlens.protocol.math.DayLock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a transaction that is sent now takes effect, as far as that can be known. Times of blocks are whole seconds, and
 * blocks in a row may share one (on Base five do), so the next block may still have the newest block's time; it has no
 * earlier one. In which later second a transaction lands nobody can know beforehand: what a second soon after makes
 * different has to be told as well.
 *
 * @param second the earliest that the next block can have: the newest block's
 */
public record NextBlock(Instant second) {

    /** A transaction that is signed and sent without delay mostly lands within that; wallets and full blocks take some. */
    public static final Duration SOON = Duration.ofSeconds(15);

    /** After the block of an answer, or the block that the answer supposes. */
    public static NextBlock after(AsOf asOf) {
        return new NextBlock(asOf.now());
    }

    /**
     * The time of a block that nodes simulate on the newest one: they insist on a later time than its (execution-apis). Base's
     * own client takes the same one as well (base/base#5043), others that serve Base do not.
     */
    public Instant simulated() {
        return second.plusSeconds(1);
    }

    /** Whether a transaction that is sent now may or may not land before that time. */
    public boolean mayReach(Instant time) {
        return time.isAfter(second) && !time.isAfter(second.plus(SOON));
    }

    /**
     * When something else has to be told than of this block, if nothing but time brings it about: one of those times comes
     * within reach, or has come.
     */
    public Optional<Instant> nextChange(Stream<Instant> times) {
        return Stream.concat(times, Stream.of(midnight()))
                .flatMap(time -> Stream.of(time.minus(SOON), time))
                .filter(second::isBefore)
                .min(Instant::compareTo);
    }

    /** When the UTC day of the next block is over. */
    public Instant midnight() {
        return DayLock.releaseAt(second);
    }

    /** Those times that a transaction that is sent now may or may not reach, each once, the earliest first. */
    public List<Instant> turns(Collection<Instant> times) {
        return Stream.concat(times.stream(), Stream.of(midnight()))
                .filter(this::mayReach)
                .distinct()
                .sorted()
                .toList();
    }
}
