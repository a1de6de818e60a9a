package dev.morlens.testing.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.Network;
import dev.morlens.store.embedded.ServerLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The server as it is shipped, in a process of its own. Only for tests that run after packaging. */
public final class PackagedServer implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI uri;
    private final Path log;

    private PackagedServer(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /**
     * Starts it on a database and waits until it has indexed all that the node has.
     *
     * @param name of its log
     * @param special settings beside those of tests
     */
    public static PackagedServer start(
            String name, Network network, URI node, ServerLogin database, Map<String, String> special)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(ServerSettings.of(database));
        // Just started, on a machine that is busy with other tests, the first answers take long.
        settings.put("morlens.database.connection-timeout", "30s");
        settings.put("morlens.database.read-timeout", "30s");
        settings.put("morlens.indexer.retry-delay", "100ms");
        settings.putAll(special);
        return start(name, network, node, settings);
    }

    /** The same with an embedded database, or at a port that the settings name. */
    public static PackagedServer start(String name, Network network, URI node, Map<String, String> settings)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        String port = all.computeIfAbsent("quarkus.http.port", setting -> freePort());
        Path log = Path.of("target", "packaged-" + name + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        // Who lives for some seconds spends most of them compiling.
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        all.putAll(ServerSettings.network(network, node));
        all.put("morlens.networks-served", network.name());
        all.put("quarkus.http.host", "127.0.0.1");
        all.forEach((key, value) -> builder.environment().put(variable(key), value));
        PackagedServer server = new PackagedServer(builder.start(), URI.create("http://127.0.0.1:" + port), log);
        server.await("/api/v1/" + network.name() + "/status", "\"state\":\"following\"");
        return server;
    }

    private static String variable(String setting) {
        return setting.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private void await(String path, String what) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        String last = "";
        while (!last.contains(what)) {
            assertThat(process.isAlive())
                    .as("the server lives; its log is " + log)
                    .isTrue();
            assertThat(Instant.now()).as(what + ", but " + last).isBefore(deadline);
            Thread.sleep(50);
            try {
                last = get(path).body();
            } catch (IOException e) {
                last = e.toString();
            }
        }
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    public URI uri() {
        return uri;
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end: its exit code, or -1 if it goes on. */
    public int exitWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        client.shutdownNow();
        process.destroyForcibly().waitFor();
    }
}
