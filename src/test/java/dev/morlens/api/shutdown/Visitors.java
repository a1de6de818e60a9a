package dev.morlens.api.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Those who have something open when a server is told to end: requests, event streams, an agent's call. */
final class Visitors implements AutoCloseable {

    private static final String HELLO = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",
             "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
    private static final String CALL = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"where_is_my_mor",
             "arguments":{"network":"local","address":"%s"}}}""";

    /**
     * How something ended.
     *
     * @param problem empty if it ended as HTTP says that it should
     * @param nanos when, by the clock of {@link System#nanoTime}
     */
    record End(String problem, long nanos) {}

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore heard = new Semaphore(0);
    private final URI server;
    private int listeners;

    Visitors(URI server) {
        this.server = server;
    }

    /** Reads an event stream to its end. */
    Future<End> listen(String path) {
        listeners++;
        return threads.submit(() -> {
            HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                    .header("Accept", "text/event-stream")
                    .build();
            try (Stream<String> lines =
                    client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
                lines.filter(line -> line.startsWith("event:")).forEach(line -> heard.release());
                return new End("", System.nanoTime());
            } catch (RuntimeException e) {
                return new End(e.toString(), System.nanoTime());
            }
        });
    }

    /** Until all listeners have heard something. */
    void awaitListeners() throws InterruptedException {
        assertThat(heard.tryAcquire(listeners, 60, TimeUnit.SECONDS)).isTrue();
    }

    Future<End> ask(String path) {
        return threads.submit(
                () -> end(HttpRequest.newBuilder(server.resolve(path)).build()));
    }

    /** The session of an agent. */
    String agent() throws IOException, InterruptedException {
        return client.send(message(HELLO).build(), HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    /** A call that is answered as a stream. */
    Future<End> call(String session, Address address) {
        return threads.submit(() -> end(message(CALL.formatted(address))
                .header("Mcp-Session-Id", session)
                .build()));
    }

    private HttpRequest.Builder message(String json) {
        return HttpRequest.newBuilder(server.resolve("/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(json));
    }

    private End end(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new End(answer.statusCode() == 200 ? "" : answer.toString(), System.nanoTime());
        } catch (IOException e) {
            return new End(e.toString(), System.nanoTime());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }
}
