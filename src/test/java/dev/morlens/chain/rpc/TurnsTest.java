package dev.morlens.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int PER_SECOND = 20;
    private static final int LARGEST_BATCH = 10;

    private record Left(long time, int calls) {}

    @Test
    void noSecondHasMoreCallsThanAllowedHoweverTheyAreBatched() {
        Random random = new Random(Counts.seed("TurnsTest"));
        Turns turns = new Turns(PER_SECOND, 0);
        List<Left> all = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 2_000; i++) {
            int calls = random.nextBoolean() ? 1 : 1 + random.nextInt(LARGEST_BATCH);
            now += random.nextInt(10) == 0 ? random.nextLong(2 * SECOND) : 0;
            if (random.nextInt(4) > 0) {
                Turns.Turn turn = turns.take(now, calls);
                now = turn.time() + (random.nextInt(5) == 0 ? random.nextLong(SECOND / 2) : 0);
                turns.left(turn, now);
                all.add(new Left(now, calls));
            } else if (turns.takeIdle(now, calls)) {
                all.add(new Left(now, calls));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            long begin = all.get(i).time();
            int inSecond = all.stream()
                    .filter(left -> begin <= left.time() && left.time() < begin + SECOND)
                    .mapToInt(Left::calls)
                    .sum();
            assertThat(inSecond).as("calls in the second from %d ns on", begin).isLessThanOrEqualTo(PER_SECOND);
        }
    }

    @Test
    void nearlyAllThatIsAllowedIsUsed() {
        Turns turns = new Turns(PER_SECOND, 0);
        long last = 0;
        for (int i = 0; i < 100; i++) {
            last = turns.take(last, LARGEST_BATCH).time();
        }
        double perSecond = 100.0 * LARGEST_BATCH * SECOND / last;
        assertThat(perSecond).isBetween(0.9 * PER_SECOND, 1.0 * PER_SECOND);
    }

    @Test
    void whatNobodyWaitsForLeavesHalfToOthersAndTakesNobodysTurn() {
        Turns turns = new Turns(PER_SECOND, 0);
        long last = turns.take(0, 1).time();
        assertThat(turns.takeIdle(last, 1)).as("while another has its turn").isFalse();
        long from = turns.idleFrom(last, 5);
        assertThat(turns.takeIdle(from, 5)).isTrue();
        assertThat(turns.takeIdle(from + 5 * SECOND / PER_SECOND, 1))
                .as("in the half of others")
                .isFalse();
        assertThat(turns.take(from + 5 * SECOND / PER_SECOND, 1).time())
                .as("what somebody waits for")
                .isLessThan(from + SECOND);
    }
}
