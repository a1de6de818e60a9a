package dev.morlens.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.protocol.Network;
import dev.morlens.store.embedded.ServerLogin;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The built server in a process of its own, on a replayed history; with 512 MB of heap if nothing else is said. */
public final class ServerProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String HEAP = "512m";

    /** As {@code ./morlens run} starts it. */
    private static final Path AOT_CACHE = JAR.resolveSibling("app.aot");

    /** Who lives for some seconds spends most of them compiling: in a short bench, everything is compiled but once. */
    private static final List<String> HURRY = Extent.asked().brief() ? List.of("-XX:TieredStopAtLevel=1") : List.of();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it has indexed all of the history. */
    static ServerProcess caughtUp(Network network, URI node, ServerLogin database, Map<String, String> special)
            throws IOException, InterruptedException {
        ServerProcess server = start(network, node, database, special, HEAP);
        server.awaitIndex();
        return server;
    }

    /** With a heap of at most so much, as {@code -Xmx} takes it. */
    static ServerProcess start(
            Network network, URI node, ServerLogin database, Map<String, String> special, String heap)
            throws IOException {
        Map<String, String> settings = new HashMap<>(special);
        settings.put("MORLENS_DATABASE_URL", database.url());
        settings.put("MORLENS_DATABASE_USER", database.user());
        settings.put("MORLENS_DATABASE_PASSWORD", database.password());
        return start(network, node, settings, heap);
    }

    /** With an embedded database of its own in a directory. */
    public static ServerProcess start(Network network, URI node, Path directory) throws IOException {
        return start(network, node, Map.of("MORLENS_DATABASE_DIRECTORY", directory.toString()), HEAP);
    }

    private static ServerProcess start(Network network, URI node, Map<String, String> special, String heap)
            throws IOException {
        assertThat(JAR).as("built by ./morlens bench").exists();
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                JAR.toString()));
        if (Files.exists(AOT_CACHE)) {
            command.add(1, "-XX:AOTCache=" + AOT_CACHE);
        }
        command.addAll(1, HURRY);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/bench/server.log"));
        builder.environment().putAll(settings(network, node, port));
        builder.environment().putAll(special);
        return new ServerProcess(builder.start(), port);
    }

    private static Map<String, String> settings(Network network, URI node, int port) {
        return Map.ofEntries(
                Map.entry("MORLENS_NETWORKS_SERVED", "local"),
                Map.entry("MORLENS_NETWORKS_LOCAL_TITLE", network.title()),
                Map.entry("MORLENS_NETWORKS_LOCAL_CHAIN_ID", String.valueOf(network.chainId())),
                Map.entry("MORLENS_NETWORKS_LOCAL_TOKEN", network.token().toString()),
                Map.entry("MORLENS_NETWORKS_LOCAL_DIAMOND", network.diamond().toString()),
                Map.entry("MORLENS_NETWORKS_LOCAL_RPC_URLS", node.toString()),
                Map.entry("MORLENS_NETWORKS_LOCAL_START_BLOCK", "0"),
                Map.entry("MORLENS_NETWORKS_LOCAL_STALE_AFTER", "36500d"),
                Map.entry("MORLENS_NETWORKS_LOCAL_REQUESTS_PER_SECOND", "1000"),
                Map.entry("MORLENS_BENCH", "true"),
                // One address asks as much as it can; the limit counts along, so that its cost is measured too.
                Map.entry("MORLENS_LIMITS_REQUESTS_PER_SECOND", "1000000"),
                Map.entry("MORLENS_LIMITS_BURST", "1000000"),
                Map.entry("MORLENS_SHUTDOWN_DELAY", "0s"),
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)));
    }

    public void awaitIndex() throws InterruptedException {
        await(
                "the whole chain",
                status -> status.has("indexed") && status.get("indexed").equals(status.get("nodeHead")));
    }

    /** Such as {@code backfilling}. */
    String state() throws InterruptedException {
        return status().at("/state").asText();
    }

    /** Waits until it has backfilled that part of the chain, from 0 to 1. */
    void awaitPart(double part) throws InterruptedException {
        await(
                part + " of the chain",
                status -> status.at("/backfill/done").asDouble() >= part
                        || status.at("/state").asText().equals("following"));
    }

    private void await(String what, Predicate<JsonNode> condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.test(status())) {
            assertAlive();
            assertThat(Instant.now()).as("it has indexed " + what).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private void assertAlive() {
        assertThat(process.isAlive())
                .as("the server lives; its log is target/bench/server.log")
                .isTrue();
    }

    /** Empty as long as it does not answer. */
    private JsonNode status() throws InterruptedException {
        try {
            return JSON.readTree(body("/api/v1/local/status"));
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    /** The first answer to this path; how it came to it is in the log. */
    public String firstAnswer(String path) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return body(path);
            } catch (IOException e) {
                assertAlive();
                assertThat(Instant.now()).as(path + " is answered").isBefore(deadline);
                Thread.sleep(10);
            }
        }
    }

    public String body(String path) throws IOException, InterruptedException {
        return body(to(path).build());
    }

    String post(String path, String json) throws IOException, InterruptedException {
        return body(to(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private String body(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(request.uri() + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    /** What it has used so far, to some ten milliseconds. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    public int port() {
        return port;
    }

    ResidentMemory memory() {
        return new ResidentMemory(process.pid());
    }

    /** What its heap holds, garbage included. */
    double heapMegabytes() throws IOException, InterruptedException {
        return body("/q/metrics")
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) / (1 << 20))
                .sum();
    }

    /** As a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
