package dev.morlens.chain.rpc.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallSlotsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_WAY = SECOND / 2;
    private static final int PER_SECOND = 20;
    private static final int LARGEST_BATCH = 10;

    /** Of what is on its way to an endpoint, or was answered. */
    private record Call(CallSlots.CallSlot turn, int calls, long arrival, long answer) {}

    @Test
    void noSecondAtTheEndpointHasMoreCallsThanAllowedHoweverLongTheyTakeToArrive() {
        Random random = new Random(Counts.seed("TurnsTest"));
        CallSlots callSlots = new CallSlots(PER_SECOND, 0);
        List<Call> all = new ArrayList<>();
        List<Call> underWay = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 2_000; i++) {
            int calls = random.nextBoolean() ? 1 : 1 + random.nextInt(LARGEST_BATCH);
            boolean inBackground = random.nextInt(4) == 0;
            now += random.nextInt(10) == 0 ? random.nextLong(2 * SECOND) : 0;
            now = whenAllowed(callSlots, underWay, now, calls, inBackground);
            long arrival = now + random.nextLong(random.nextInt(5) == 0 ? LONGEST_WAY : LONGEST_WAY / 10);
            CallSlots.CallSlot callSlot =
                    inBackground ? callSlots.takeInBackground(now, calls) : callSlots.take(now, calls);
            Call call = new Call(callSlot, calls, arrival, arrival + random.nextLong(SECOND));
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

    private static long whenAllowed(
            CallSlots callSlots, List<Call> underWay, long start, int calls, boolean inBackground) {
        long now = start;
        while (true) {
            long at = now;
            underWay.stream().filter(call -> call.answer() <= at).forEach(call -> callSlots.answered(call.turn(), at));
            underWay.removeIf(call -> call.answer() <= at);
            long from = inBackground ? callSlots.fromInBackground(now, calls) : callSlots.from(now, calls);
            if (from <= now) {
                return now;
            }
            now = underWay.stream().mapToLong(Call::answer).reduce(from, Math::min);
        }
    }

    @Test
    void nearlyAllThatIsAllowedIsUsedWhereAnswersAreFast() {
        CallSlots callSlots = new CallSlots(PER_SECOND, 0);
        long now = 0;
        for (int i = 0; i < 100; i++) {
            now = callSlots.from(now, LARGEST_BATCH);
            callSlots.answered(callSlots.take(now, LARGEST_BATCH), now + SECOND / 20);
        }
        double perSecond = 100.0 * LARGEST_BATCH * SECOND / now;
        assertThat(perSecond).isBetween(0.94 * PER_SECOND, 1.0 * PER_SECOND);
    }

    @Test
    void anEndpointThatThinksForLongIsAskedStill() {
        CallSlots callSlots = new CallSlots(PER_SECOND, 0);
        long now = 0;
        for (int i = 0; i < 100; i++) {
            now = callSlots.from(now, LARGEST_BATCH);
            callSlots.take(now, LARGEST_BATCH);
        }
        assertThat(100.0 * LARGEST_BATCH * SECOND / now).isBetween(0.66 * PER_SECOND, 1.0 * PER_SECOND);
    }

    @Test
    void whatNobodyWaitsForLeavesHalfToOthers() {
        CallSlots callSlots = new CallSlots(PER_SECOND, 0);
        callSlots.take(0, 1);
        long from = callSlots.fromInBackground(0, 5);
        assertThat(from).as("while another has its turn").isPositive();
        callSlots.takeInBackground(from, 5);
        long next = from + 5 * SECOND / PER_SECOND;
        assertThat(callSlots.fromInBackground(next, 1))
                .as("in the half of others")
                .isEqualTo(next + 5 * SECOND / PER_SECOND);
        assertThat(callSlots.from(next, 1)).as("what somebody waits for").isEqualTo(next);
    }
}
