package dev.morlens.api.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.morlens.api.shutdown.Visitors.End;
import dev.morlens.chain.value.Address;
import dev.morlens.protocol.Network;
import dev.morlens.store.embedded.EmbeddedServers;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.node.CheckingProxy;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.Scale;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.server.PackagedServer;
import dev.morlens.testing.server.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** SIGTERM to the server as it is shipped, while it is asked. */
@Tag("packaged")
@EnabledIfSystemProperty(named = "test.packaged", matches = "true")
class TerminationTest {

    private static final Scale SCALE = new Scale(800, 150, 100, 600, 30);
    private static final int WAITING = 8;
    private static final int LISTENING = 10;
    private static final Duration DELAY = Duration.ofMillis(400);
    private static final Duration SLOW = Duration.ofMillis(120);
    private static final Duration WITHIN = Duration.ofSeconds(20);

    /** What a process that is told to end by SIGTERM, and ends in order, returns. */
    private static final int TERMINATED = 128 + 15;

    private final History history = SyntheticHistory.write(1, SCALE);
    private final Network network = ReplayContracts.network();

    @Test
    void nothingIsLostAndListenersGoLast() throws Exception {
        try (ReplayNode node = ReplayNode.start(history, new Manners(Duration.ZERO, 2_000, 10_000));
                PackagedServer server = server("ending", node, DELAY);
                Neighbour neighbour = new Neighbour();
                Visitors visitors = new Visitors(server.uri());
                CheckingProxy proxy = CheckingProxy.before(server.uri(), neighbour.uri())) {
            List<Future<End>> listeners =
                    started(LISTENING, i -> visitors.listen("/api/v1/local/addresses/" + address(i) + "/events"));
            visitors.awaitListeners();
            String agent = visitors.agent();
            try (SteadyLoad load = SteadyLoad.of(proxy.uri(), paths())) {
                load.awaitAnswers(50);
                node.latency(SLOW);
                String slow = "/api/v1/local/addresses/" + history.largest() + "/diagnosis";
                List<Future<End>> waiting = new ArrayList<>(started(WAITING, i -> visitors.ask(slow)));
                waiting.add(visitors.call(agent, history.largest()));

                long told = System.nanoTime();
                server.terminate();

                long lastAnswer = lastOf(waiting, told);
                lastOf(listeners, lastAnswer);
                assertThat(server.exitWithin(WITHIN)).isEqualTo(TERMINATED);
                assertThat(proxy.answered(0)).isPositive();
                assertThat(load.lostAfterEnd()).isEmpty();
                Counts.say("termination: %d requests through the proxy, 0 lost; %d waiting, %d listening"
                        .formatted(load.asked(), waiting.size(), LISTENING));
            }
        }
    }

    private static List<Future<End>> started(int count, IntFunction<Future<End>> start) {
        return IntStream.range(0, count).mapToObj(start).toList();
    }

    /** When the last one ended; all have ended well, and after a moment. */
    private static long lastOf(List<Future<End>> all, long after) throws Exception {
        long last = after;
        for (Future<End> one : all) {
            assertThat(one.get().problem()).isEmpty();
            assertThat(one.get().nanos()).isGreaterThan(after);
            last = Math.max(last, one.get().nanos());
        }
        return last;
    }

    /** Two servers, one after the other replaced by a new one, again and again. */
    @Test
    @Tag("soak")
    void aRollingRestartLosesNothing() throws Exception {
        try (ReplayNode node = ReplayNode.start(history, new Manners(Duration.ZERO, 2_000, 10_000))) {
            PackagedServer[] servers = {server("rolling-0", node, DELAY), server("rolling-1", node, DELAY)};
            try (CheckingProxy proxy = CheckingProxy.before(servers[0].uri(), servers[1].uri());
                    SteadyLoad load = SteadyLoad.of(proxy.uri(), paths())) {
                int restarts = Counts.of(10);
                for (int restart = 0; restart < restarts; restart++) {
                    int which = restart % 2;
                    servers[which].terminate();
                    assertThat(servers[which].exitWithin(WITHIN)).isEqualTo(TERMINATED);
                    servers[which].close();
                    servers[which] = server("rolling-" + which, node, DELAY);
                    proxy.replace(which, servers[which].uri());
                    load.awaitAnswers(100);
                }
                assertThat(load.lostAfterEnd()).isEmpty();
                Counts.say("rolling restart: %d restarts, %d requests through the proxy, 0 lost"
                        .formatted(restarts, load.asked()));
            } finally {
                servers[0].close();
                servers[1].close();
            }
        }
    }

    @Test
    @Tag("soak")
    void aRequestThatNeverEndsAndADatabaseThatDoesNotStopHoldNothingUp() throws Exception {
        Path directory = Path.of("target", "test-termination").toAbsolutePath();
        try (ReplayNode node = ReplayNode.start(history, new Manners(Duration.ZERO, 2_000, 10_000));
                PackagedServer server = PackagedServer.start(
                        "embedded",
                        network,
                        URI.create(node.url()),
                        Map.of(
                                "morlens.database.directory",
                                        directory.resolve("pg18").toString(),
                                "morlens.shutdown.delay", "0s",
                                "morlens.shutdown.within", "5s"));
                RawHttp slow = RawHttp.connect(server.uri().getPort(), "127.0.0.1")) {
            ProcessHandle postmaster = ProcessHandle.of(EmbeddedServers.pid(directory.resolve("pg18")))
                    .orElseThrow();
            slow.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 100\r\n\r\n{");
            signal("STOP", postmaster);
            server.terminate();
            int code = server.exitWithin(Duration.ofSeconds(30));
            signal("CONT", postmaster);
            assertThat(code).isEqualTo(1);
            EmbeddedServers.kill(directory.resolve("pg18"));
        }
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private PackagedServer server(String name, ReplayNode node, Duration delay)
            throws IOException, InterruptedException {
        return PackagedServer.start(
                name,
                network,
                URI.create(node.url()),
                LocalChain.database(),
                Map.of(
                        "morlens.shutdown.delay", delay.toString(),
                        "morlens.shutdown.within", WITHIN.toString(),
                        "morlens.preview.timeout", "1s"));
    }

    private List<String> paths() {
        return List.of(
                "/api/v1/local/status",
                "/api/v1/local/addresses/" + address(1),
                "/api/v1/local/addresses/" + address(2) + "/movements",
                "/local/address/" + address(3),
                "/");
    }

    private Address address(int which) {
        return history.balances().keySet().stream()
                .sorted()
                .skip(which)
                .findFirst()
                .orElseThrow();
    }

    /** A server that is always ready, to take what the other one does not. */
    private static final class Neighbour implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);

        Neighbour() throws IOException {
            server.createContext("/", exchange -> {
                byte[] body = "here".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
