package dev.morlens.chain.range;

import dev.morlens.chain.LogCaps;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.value.BlockRange;
import java.util.function.LongFunction;

/**
 * How many blocks to ask for at once, so that an answer is well filled and seldom refused: by how many logs lay in the blocks
 * that were read lately, by how many an answer may hold, and as a multiple of what an endpoint takes in one question. Safe for
 * many threads.
 */
public final class RangeSize {

    /** A range with more was no mere matter of chance. */
    private static final double NOT_MUCH_MORE = 1.5;

    private static final double NEARLY = 0.7;

    /** Of a range with so few logs little is known, and it grows carefully. */
    private static final long FEW = 10;

    private static final long GROWTH_IF_FEW = 8;
    private static final long GROWTH = 128;

    /** Ranges are not so many times longer than is right where the logs lie most densely. */
    private static final double MOST_DENSE = 8;

    /** After a refusal: what follows on it tells by its logs how many are right. */
    private static final long PART_IF_REFUSED = 16;

    private static final long PART_WITHIN = 4;

    /** How fast the densest part of the past is forgotten, with each range. */
    private static final double MEMORY = 0.995;

    private static final double CAREFUL = 0.8;

    /** Accepted in a row before what was refused for no known reason is tried again. */
    private static final int LONG_RUN = 50;

    /** Questions that one range may take: what fails is asked again as a whole. */
    private static final long MOST_TILES = 8;

    /** A refusal that names no number tells one by what the range held, unless that was next to nothing. */
    private static final long LEAST_CAP = 100;

    /** @param ahead how many ranges, with this one, may be read at once */
    public record Next(long blocks, int ahead) {}

    private final long max;
    private final long mostLogs;
    private final LongFunction<LogCaps> caps;
    private final long initial;
    private final AnswerFullness answerFullness = new AnswerFullness();
    private long current;
    private long ceiling;
    private long logCap;
    private double densest;
    private int accepted;

    /**
     * Without knowledge of logs and caps.
     *
     * @param initial blocks to begin with, at least 1
     * @param max blocks never exceeded, at least {@code initial}
     */
    public RangeSize(long initial, long max) {
        this(initial, max, Integer.MAX_VALUE, block -> LogCaps.NONE);
    }

    /**
     * @param mostLogs that one range should hold, whatever endpoints allow
     * @param caps of whoever would be asked from that block on
     */
    public RangeSize(long initial, long max, long mostLogs, LongFunction<LogCaps> caps) {
        if (initial < 1 || max < initial) {
            throw new IllegalArgumentException(
                    "expected 1 <= initial <= max blocks a range, got initial " + initial + " and max " + max);
        }
        this.max = max;
        this.mostLogs = mostLogs;
        this.caps = caps;
        this.initial = initial;
        this.current = initial;
        this.ceiling = max;
        this.logCap = mostLogs;
    }

    /** Blocks to ask for from that one on. */
    public synchronized long from(long first) {
        LogCaps known = caps.apply(first);
        double scale = target(known) / target(LogCaps.NONE);
        long blocks = (long) Math.max(1, scale * Math.min(current, MOST_DENSE * dense()));
        if (known.blocks().isEmpty() || blocks < known.blocks().getAsLong()) {
            return blocks;
        }
        long cap = known.blocks().getAsLong();
        return cap * Math.min(MOST_TILES, blocks / cap);
    }

    /** What to read next from that block on. */
    public synchronized Next next(long first, int mostAhead) {
        long blocks = from(first);
        return new Next(blocks, ahead(blocks, mostAhead));
    }

    /**
     * The same within a range that was refused as a whole: as long as what is known does not explain that, it is not known
     * where in it the logs lie, and no more than one question should find out.
     *
     * @param held logs that were found in it so far
     */
    public synchronized Next within(BlockRange rest, long held, int mostAhead) {
        long most = from(rest.first());
        boolean isExplained = isLike(densest, rest.size(), held);
        long part = isExplained ? Math.max((long) dense(), rest.size() / PART_WITHIN) : rest.size() / 2;
        long blocks = Math.min(most, Math.max(1, part));
        return new Next(blocks, isExplained ? ahead(blocks, mostAhead) : 1);
    }

    /** Whether so many blocks of that density, with the logs that were found, come near what an answer may hold. */
    private boolean isLike(double density, long blocks, long held) {
        return held + density * blocks >= NEARLY * logCap;
    }

    /** Where ranges are long because the logs lie thinly, few: should that change, each of them is refused. */
    private int ahead(long blocks, int most) {
        double usual = Math.min(dense(), MOST_DENSE * initial);
        return (int) Math.clamp(MOST_DENSE * usual / blocks, 1, most);
    }

    /** How many blocks would be right where the logs lie most densely, as far as is known. */
    private double dense() {
        return Math.min(max, target(LogCaps.NONE) / densest);
    }

    private double target(LogCaps known) {
        return answerFullness.of(Math.min(logCap, known.logs().orElse(Long.MAX_VALUE)));
    }

    /** This range was answered with so many logs. */
    public synchronized void accepted(BlockRange range, long logs) {
        accepted++;
        answerFullness.accepted();
        if (accepted % LONG_RUN == 0) {
            ceiling = Math.min(max, 2 * ceiling);
            logCap = Math.min(mostLogs, logCap + logCap / 4);
        }
        double size = range.size();
        double chance = AnswerFullness.chance(logs);
        densest = Math.max((logs - chance) / size, MEMORY * densest);
        double target = target(LogCaps.NONE);
        if ((logs - chance) / size * current > target) {
            current = Math.max(1, (long) (target / logs * size));
        } else {
            long most = range.size() * (logs < FEW ? GROWTH_IF_FEW : GROWTH);
            long fitting = (long) Math.min(most, target / (logs + chance + 1) * size);
            current = Math.max(current, Math.min(ceiling, fitting));
        }
    }

    /**
     * This range was refused, or held too much at once.
     *
     * @return blocks to ask for instead, from the same one on; fewer than the range, unless it is one block
     */
    public synchronized long refused(RangeTooLargeException refusal) {
        long asked = refusal.range().size();
        accepted = 0;
        long fewer = Math.clamp(fewer(refusal, asked), 1, Math.max(1, asked - 1));
        if (refusal.reason() != RangeTooLargeException.Reason.BLOCKS) {
            current = Math.min(current, fewer);
        }
        return fewer;
    }

    private long fewer(RangeTooLargeException refusal, long asked) {
        return switch (refusal.reason()) {
            case BLOCKS -> refusal.suggested().orElse(asked / 2);
            case UNSAID -> {
                ceiling = Math.max(1, Math.min(ceiling, (asked + 1) / 2));
                yield Math.min(current, refusal.suggested().orElse(ceiling));
            }
            case RESULTS -> {
                refusal.cap().ifPresent(cap -> logCap = Math.min(mostLogs, Math.max(1, cap)));
                yield refusal.suggested().orElseGet(() -> likeTheDensest(asked));
            }
        };
    }

    /** What another thread found out since this range was asked for, else what was right where logs lay most densely. */
    private long likeTheDensest(long asked) {
        if (current <= asked / 2) {
            return current;
        }
        double known = CAREFUL * dense();
        if (known < asked / 2.0) {
            return (long) known;
        }
        return isLike(densest, asked, 0) ? asked / 2 : asked / PART_IF_REFUSED;
    }

    /**
     * A range that was refused for the number of its logs was found to hold so many.
     *
     * @param isCapNamed whether the refusal said how many are allowed
     */
    public synchronized void held(long logs, boolean isCapNamed) {
        if (!isCapNamed && logs >= LEAST_CAP) {
            logCap = Math.min(logCap, logs);
        }
        if (logs < NOT_MUCH_MORE * logCap) {
            answerFullness.refused();
        }
    }
}
