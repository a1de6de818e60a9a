package dev.morlens.chain.rpc.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.morlens.chain.Node;
import dev.morlens.chain.rpc.JsonRpcNodes;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.server.Profiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that breaks off before any answer makes OkHttp send the question again, unasked. */
class ResendingInterceptorTest {

    private final List<Long> arrivals = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsSentAgainIsCountedAgainstTheRate() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Node node = JsonRpcNodes.connect(
                RpcEndpoint.of(url),
                NodeConfigs.of(Map.of("rpc-urls", url, "requests-per-second", "2")),
                Profiles.fresh(),
                calls -> {},
                bytes -> {});
        node.chainId();
        node.chainId();
        assertThat(arrivals).as("one is sent again").hasSize(3);
        assertThat(arrivals.get(2) - arrivals.get(0))
                .as("from the first to the third at two calls a second, in ns")
                .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    /** The second is dropped. */
    private void answer(HttpExchange exchange) throws IOException {
        arrivals.add(System.nanoTime());
        if (arrivals.size() == 2) {
            exchange.close();
            return;
        }
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
