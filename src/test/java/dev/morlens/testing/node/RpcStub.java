package dev.morlens.testing.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A JSON-RPC endpoint on a free local port that answers what a test says; its URL carries a pretended key. */
public final class RpcStub implements AutoCloseable {

    public static final String KEY = "s3cr3t-key-of-this-endpoint";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An HTTP answer.
     *
     * @param delayMillis before it comes
     */
    public record Answer(int status, Map<String, String> headers, String body, long delayMillis) {

        public static Answer ok(String body) {
            return status(200, body);
        }

        public static Answer status(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json"), body, 0);
        }

        public static Answer result(String json) {
            return ok("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + json + "}");
        }

        public static Answer error(int code, String message) {
            return ok(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}}");
        }

        public Answer after(long millis) {
            return new Answer(status, headers, body, millis);
        }
    }

    /** Answers a request: an object, or an array for a batch. */
    public interface Script {
        Answer answer(JsonNode request);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile Script script;

    private RpcStub(Script script) throws IOException {
        this.script = script;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public static RpcStub start(Script script) {
        try {
            return new RpcStub(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void script(Script other) {
        script = other;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2/" + KEY);
    }

    /** Every request that came, in order. */
    public List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            requests.add(request);
            Answer answer = script.answer(request);
            Thread.sleep(answer.delayMillis());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}
