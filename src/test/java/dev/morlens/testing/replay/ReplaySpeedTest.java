package dev.morlens.testing.replay;

import static dev.morlens.testing.replay.RpcClient.filter;
import static dev.morlens.testing.replay.RpcClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.morlens.testing.Counts;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.replay.history.World;
import dev.morlens.testing.replay.view.Abi;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How much the replaying node serves, so that it is known not to be the bottleneck of what is measured on it. */
class ReplaySpeedTest {

    private static final History HISTORY = SyntheticHistory.write(3, 20_000, 400);

    /** A figure to look at, not a goal: the machine may be busy. */
    @Test
    void allLogsAndSessionsAreServedAndHowFastIsTold() throws IOException, InterruptedException {
        try (ReplayNode node = ReplayNode.start(HISTORY, new Manners(Duration.ZERO, 2_000, 10_000))) {
            logs(new RpcClient(node.url()));
            logs(new RpcClient(node.url()));
            sessions(new RpcClient(node.url()));
        }
    }

    private static void logs(RpcClient client) throws IOException, InterruptedException {
        long logs = 0;
        long bytes = 0;
        long begun = System.nanoTime();
        long cpu = cpuNanos();
        for (long from = 0; from <= HISTORY.head(); from += 2_000) {
            String body = client.post(request("eth_getLogs", filter(from, from + 1_999, "")))
                    .body();
            bytes += body.length();
            logs += count(body, "\"logIndex\"");
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuSeconds = (cpuNanos() - cpu) / 1e9;
        Counts.say("replay node: %.0f logs/s, %.0f MB/s; %.0f logs a CPU second, the client's included"
                .formatted(logs / seconds, bytes / seconds / 1e6, logs / cpuSeconds));
        assertThat(logs).isEqualTo(HISTORY.logCount());
    }

    private static void sessions(RpcClient client) throws IOException, InterruptedException {
        int calls = 500;
        int rounds = 40;
        String call = request("eth_call", multicall(calls), "\"latest\"");
        long begun = System.nanoTime();
        long cpu = cpuNanos();
        for (int i = 0; i < rounds; i++) {
            assertThat(client.post(call).body()).hasSizeGreaterThan(calls * 13 * 64);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuSeconds = (cpuNanos() - cpu) / 1e9;
        Counts.say("replay node: %.0f getSession/s; %.0f a CPU second, the client's included"
                .formatted(calls * rounds / seconds, calls * rounds / cpuSeconds));
    }

    private static int count(String text, String word) {
        int count = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            count++;
        }
        return count;
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static String multicall(int calls) {
        World world = HISTORY.world();
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            String data = Abi.selector("getSession(bytes32)").substring(2) + Abi.word(world.sessions.id(i));
            elements.add(Abi.word(ReplayContracts.DIAMOND) + Abi.word(true) + Abi.word(96) + Abi.bytes(data));
        }
        int size = elements.getFirst().length() / 2;
        String offsets = elements.stream()
                .map(element -> Abi.word(32L * calls + (long) size * elements.indexOf(element)))
                .collect(Collectors.joining());
        String data = Abi.selector("aggregate3((address,bool,bytes)[])")
                + Abi.word(32)
                + Abi.word(calls)
                + offsets
                + String.join("", elements);
        return "{\"to\":\"%s\",\"data\":\"%s\"}".formatted(ReplayContracts.MULTICALL, data);
    }
}
