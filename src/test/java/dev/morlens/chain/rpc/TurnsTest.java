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
    private static final long LONGEST_WAY = SECOND / 2;
    private static final int PER_SECOND = 20;
    private static final int LARGEST_BATCH = 10;

    /** Of what is on its way to an endpoint, or was answered. */
    private record Call(Turns.Turn turn, int calls, long arrival, long answer) {}

    @Test
    void noSecondAtTheEndpointHasMoreCallsThanAllowedHoweverLongTheyTakeToArrive() {
        Random random = new Random(Counts.seed("TurnsTest"));
        Turns turns = new Turns(PER_SECOND, 0);
        List<Call> all = new ArrayList<>();
        List<Call> underWay = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 2_000; i++) {
            int calls = random.nextBoolean() ? 1 : 1 + random.nextInt(LARGEST_BATCH);
            boolean inBackground = random.nextInt(4) == 0;
            now += random.nextInt(10) == 0 ? random.nextLong(2 * SECOND) : 0;
            now = whenAllowed(turns, underWay, now, calls, inBackground);
            long arrival = now + random.nextLong(random.nextInt(5) == 0 ? LONGEST_WAY : LONGEST_WAY / 10);
            Turns.Turn turn = inBackground ? turns.takeInBackground(now, calls) : turns.take(now, calls);
            Call call = new Call(turn, calls, arrival, arrival + random.nextLong(SECOND));
            all.add(call);
            underWay.add(call);
        }
        for (Call first : all) {
            int inSecond = all.stream()
                    .filter(call -> first.arrival() <= call.arrival() && call.arrival() < first.arrival() + SECOND)
                    .mapToInt(Call::calls)
                    .sum();
            assertThat(inSecond)
                    .as("calls that arrived in the second from %d ns on", first.arrival())
                    .isLessThanOrEqualTo(PER_SECOND);
        }
    }

    private static long whenAllowed(Turns turns, List<Call> underWay, long start, int calls, boolean inBackground) {
        long now = start;
        while (true) {
            long at = now;
            underWay.stream().filter(call -> call.answer() <= at).forEach(call -> turns.answered(call.turn(), at));
            underWay.removeIf(call -> call.answer() <= at);
            long from = inBackground ? turns.fromInBackground(now, calls) : turns.from(now, calls);
            if (from <= now) {
                return now;
            }
            now = underWay.stream().mapToLong(Call::answer).reduce(from, Math::min);
        }
    }

    @Test
    void nearlyAllThatIsAllowedIsUsedWhereAnswersAreFast() {
        Turns turns = new Turns(PER_SECOND, 0);
        long now = 0;
        for (int i = 0; i < 100; i++) {
            now = turns.from(now, LARGEST_BATCH);
            turns.answered(turns.take(now, LARGEST_BATCH), now + SECOND / 20);
        }
        double perSecond = 100.0 * LARGEST_BATCH * SECOND / now;
        assertThat(perSecond).isBetween(0.94 * PER_SECOND, 1.0 * PER_SECOND);
    }

    @Test
    void anEndpointThatThinksForLongIsAskedStill() {
        Turns turns = new Turns(PER_SECOND, 0);
        long now = 0;
        for (int i = 0; i < 100; i++) {
            now = turns.from(now, LARGEST_BATCH);
            turns.take(now, LARGEST_BATCH);
        }
        assertThat(100.0 * LARGEST_BATCH * SECOND / now).isBetween(0.66 * PER_SECOND, 1.0 * PER_SECOND);
    }

    @Test
    void whatNobodyWaitsForLeavesHalfToOthers() {
        Turns turns = new Turns(PER_SECOND, 0);
        turns.take(0, 1);
        long from = turns.fromInBackground(0, 5);
        assertThat(from).as("while another has its turn").isPositive();
        turns.takeInBackground(from, 5);
        long next = from + 5 * SECOND / PER_SECOND;
        assertThat(turns.fromInBackground(next, 1))
                .as("in the half of others")
                .isEqualTo(next + 5 * SECOND / PER_SECOND);
        assertThat(turns.from(next, 1)).as("what somebody waits for").isEqualTo(next);
    }
}
