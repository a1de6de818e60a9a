package dev.morlens.indexer.head;

import dev.morlens.chain.Node;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The newest block that is so much older than the head, however fast blocks came: what is taken for deep enough where the
 * node names no final block. By blocks' times, which are whole seconds: several may share one.
 */
final class AssumedFinality {

    private static final long FIRST_DEPTH = 64;

    /** So that one question too few does not cost a walk, and one wrong time not a jump to the beginning. */
    private static final double A_LITTLE_FURTHER = 1.25;

    private static final double FURTHEST = 64;

    /** This part of the age is as far as a head's time may be ahead of those before it. */
    private static final int PLAUSIBLE = 30;

    /** Where blocks do not come evenly, a gap gets smaller by this and one more. */
    private static final int EVENLY = 3;

    private final Node node;
    private final Duration age;
    private Optional<BlockRef> known = Optional.empty();

    AssumedFinality(Node node, Duration age) {
        this.node = node;
        this.age = age;
    }

    /** Empty while the chain itself is not so old. */
    Optional<BlockRef> below(BlockHeader newest) {
        Instant until = time(newest).minus(age);
        Optional<BlockRef> low = known.map(BlockRef::number)
                .filter(number -> number < newest.number())
                .map(this::block)
                .filter(block -> !block.time().isAfter(until))
                .or(() -> farther(newest.ref(), until));
        known = low.map(block -> lastUntil(until, block, newest.ref()));
        return known;
    }

    /** Its own, unless that is far from those before it: a head with a time far ahead would make all others old. */
    private Instant time(BlockHeader newest) {
        List<Long> others = LongStream.of(newest.number() - 1, newest.number() - 2)
                .filter(number -> number >= 0)
                .boxed()
                .toList();
        List<Instant> times = Stream.concat(
                        Stream.of(newest), others.isEmpty() ? Stream.of() : node.headers(others).stream())
                .map(header -> header.ref().time())
                .sorted()
                .toList();
        Instant usual = times.get((times.size() - 1) / 2);
        Duration ahead = Duration.between(usual, newest.ref().time());
        return ahead.isNegative() || ahead.compareTo(age.dividedBy(PLAUSIBLE)) > 0
                ? usual
                : newest.ref().time();
    }

    /** By a few questions, each as much farther as blocks came fast so far. */
    private Optional<BlockRef> farther(BlockRef newest, Instant until) {
        double depth = FIRST_DEPTH;
        long number = newest.number();
        while (number > 0) {
            number = Math.max(0, newest.number() - (long) depth);
            BlockRef block = block(number);
            if (!block.time().isAfter(until)) {
                return Optional.of(block);
            }
            long passed =
                    Math.max(1, Duration.between(block.time(), newest.time()).toSeconds());
            depth *= Math.clamp(A_LITTLE_FURTHER * age.toSeconds() / passed, 2, FURTHEST);
        }
        return Optional.empty();
    }

    /**
     * @param low not later
     * @param high taken to be later
     */
    private BlockRef lastUntil(Instant until, BlockRef low, BlockRef high) {
        BlockRef from = low;
        BlockRef to = high;
        while (to.number() - from.number() > 1) {
            for (BlockHeader header : node.headers(between(from, to, until))) {
                boolean later = header.ref().time().isAfter(until);
                if (later && header.number() < to.number()) {
                    to = header.ref();
                } else if (!later && header.number() > from.number() && header.number() < to.number()) {
                    from = header.ref();
                }
            }
        }
        return from;
    }

    /** Strictly between: where the time would be if blocks came evenly, and some in case they do not. */
    private static List<Long> between(BlockRef low, BlockRef high, Instant until) {
        long blocks = high.number() - low.number();
        long seconds = Math.max(1, Duration.between(low.time(), high.time()).toSeconds());
        double share = (double) Duration.between(low.time(), until).toSeconds() / seconds;
        long guess = low.number() + (long) (share * blocks);
        TreeSet<Long> numbers = new TreeSet<>(List.of(guess, guess + 1));
        for (int i = 1; i <= EVENLY; i++) {
            numbers.add(low.number() + blocks * i / (EVENLY + 1));
        }
        numbers.removeIf(number -> number <= low.number() || number >= high.number());
        if (numbers.isEmpty()) {
            numbers.add(low.number() + 1);
        }
        return List.copyOf(numbers);
    }

    private BlockRef block(long number) {
        return node.headers(List.of(number)).getFirst().ref();
    }
}
