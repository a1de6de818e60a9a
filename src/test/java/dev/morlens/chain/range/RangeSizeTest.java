package dev.morlens.chain.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.LogCaps;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.RangeTooLargeException.Reason;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.testing.Counts;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a history is divided among questions whose answers may hold so many logs. */
class RangeSizeTest {

    private static final int AHEAD = 8;
    private static final int CAP = 10_000;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** By turns dense and a hundred times as thin, at once or by and by, as a chain that is taken up. */
    @ParameterizedTest
    @CsvSource({
        "2, 2_500_000, 0.05, AT_ONCE, true",
        "2, 2_500_000, 0.05, AT_ONCE, false",
        "4, 1_250_000, 0.1, AT_ONCE, true",
        "6, 1_000_000, 0.1, AT_ONCE, false",
        "2, 6_000_000, 0.1, BY_AND_BY, true",
        "2, 6_000_000, 0.1, BY_AND_BY, false"
    })
    void underACapOfResultsMostQuestionsAreAnsweredAndWellFilled(
            int parts, String blocksAPart, double thin, Change change, boolean isNamed) {
        long seed = Counts.seed("RangeSizeTest");
        int histories = Counts.of(20);
        long needed = 0;
        for (int i = 0; i < histories; i++) {
            int steps = Integer.parseInt(blocksAPart.replace("_", "")) / History.STEP;
            History history = new History(new Random(seed + i), parts, steps, thin, change);
            needed += Math.ceilDiv(history.logs(history.all()), CAP);
            read(history, isNamed);
        }
        int answered = asked.get() - refused.get();
        Counts.say(
                "%d parts of %s blocks, a cap of %d logs, %s, density changing %s: %d asked where %d are needed (%.2f), "
                                .formatted(
                                        parts,
                                        blocksAPart,
                                        CAP,
                                        isNamed ? "named" : "not named",
                                        change,
                                        asked.get(),
                                        needed,
                                        (double) asked.get() / needed)
                        + "%.3f refused".formatted((double) refused.get() / answered));
        assertThat((double) refused.get() / answered).isLessThanOrEqualTo(0.05);
        assertThat((double) asked.get() / needed).isLessThanOrEqualTo(1.5);
    }

    private void read(History history, boolean isNamed) {
        RangeSize size = new RangeSize(2_000, 1_000_000, CAP, block -> LogCaps.NONE);
        new RangeReader<Long>(range -> answer(history, range, isNamed), logs -> logs, size, AHEAD)
                .read(history.all(), (range, logs) -> {});
    }

    private long answer(History history, BlockRange range, boolean isNamed) {
        asked.incrementAndGet();
        pause();
        long logs = history.logs(range);
        if (logs > CAP) {
            refused.incrementAndGet();
            throw new RangeTooLargeException(
                    range,
                    Reason.RESULTS,
                    isNamed ? OptionalLong.of(CAP) : OptionalLong.empty(),
                    OptionalLong.empty(),
                    "too many");
        }
        return logs;
    }

    /** As a node takes, so that several are under way. */
    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void rangesAreMultiplesOfWhatTheEndpointTakes() {
        RangeSize size =
                new RangeSize(2_000, 1_000_000, CAP, block -> new LogCaps(OptionalLong.of(30), OptionalLong.empty()));

        assertThat(size.from(0)).isEqualTo(8 * 30);
        size.refused(tooMany(2_000));
        size.refused(tooMany(500));
        assertThat(size.from(0)).isEqualTo(120);
        size.refused(tooMany(120));
        size.refused(tooMany(30));
        assertThat(size.from(0)).isLessThan(30);
    }

    @Test
    void suggestionIsFollowed() {
        RangeSize size = new RangeSize(2_000, 10_000, CAP, block -> LogCaps.NONE);
        assertThat(size.refused(new RangeTooLargeException(
                        new BlockRange(0, 1_999), Reason.RESULTS, OptionalLong.empty(), OptionalLong.of(731), "")))
                .isEqualTo(731);
        assertThat(size.from(731)).isEqualTo(731);
    }

    @Test
    void emptyBlocksAreReadInLargerAndLargerRanges() {
        RangeSize size = new RangeSize(2_000, 1_000_000, CAP, block -> LogCaps.NONE);
        size.accepted(new BlockRange(0, 1_999), 0);
        assertThat(size.from(2_000)).isEqualTo(16_000);
        for (int i = 0; i < 5; i++) {
            size.accepted(new BlockRange(0, size.from(0) - 1), 0);
        }
        assertThat(size.from(0)).isEqualTo(1_000_000);
    }

    @Test
    void shortLastRangeDoesNotMakeTheOthersShort() {
        RangeSize size = new RangeSize(2_000, 10_000, CAP, block -> LogCaps.NONE);
        size.accepted(new BlockRange(0, 4), 3);
        assertThat(size.from(5)).isEqualTo(2_000);
    }

    @Test
    void whatIsRefusedForNoKnownReasonIsTriedAgainLater() {
        RangeSize size = new RangeSize(2_000, 10_000);
        size.refused(new RangeTooLargeException(new BlockRange(1, 2_000), ""));
        assertThat(size.from(1)).isEqualTo(1_000);
        for (int i = 0; i < 49; i++) {
            size.accepted(new BlockRange(0, size.from(0) - 1), 0);
            assertThat(size.from(0)).isEqualTo(1_000);
        }
        for (int i = 0; i < 300; i++) {
            size.accepted(new BlockRange(0, size.from(0) - 1), 0);
        }
        assertThat(size.from(0)).isEqualTo(10_000);
    }

    private static RangeTooLargeException tooMany(long blocks) {
        return new RangeTooLargeException(
                new BlockRange(0, blocks - 1), Reason.RESULTS, OptionalLong.empty(), OptionalLong.empty(), "");
    }

    private enum Change {
        AT_ONCE,
        BY_AND_BY
    }

    /** How many logs lie before each hundredth block. */
    private static final class History {

        private static final int STEP = 100;

        private final long[] before;

        /** @param thin logs a block where they lie thinly, or fewer */
        History(Random random, int parts, int stepsAPart, double thin, Change change) {
            before = new long[parts * stepsAPart + 1];
            double scale = thin * Math.pow(5, -random.nextDouble());
            for (int i = 0; i < parts * stepsAPart; i++) {
                double through = (double) (i % stepsAPart) / stepsAPart;
                boolean isDense = i / stepsAPart % 2 == 1;
                double power = change == Change.AT_ONCE ? 0 : through;
                double here = scale * Math.pow(100, isDense ? 1 - power : power);
                double mean = here * STEP * (random.nextInt(20) == 0 ? 1.5 : 0.97);
                before[i + 1] = before[i] + Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
            }
        }

        BlockRange all() {
            return new BlockRange(0, (long) (before.length - 1) * STEP - 1);
        }

        long logs(BlockRange range) {
            return before(range.last() + 1) - before(range.first());
        }

        private long before(long block) {
            int step = (int) (block / STEP);
            long rest = block % STEP;
            return rest == 0 ? before[step] : before[step] + (before[step + 1] - before[step]) * rest / STEP;
        }
    }
}
