package dev.morlens.testing.replay;

import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.Traffic;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A JSON-RPC node over HTTP on a port of this machine, which replays a history, with the latency and the limits that
 * distant nodes have. What the history mines or forks meanwhile is there at once.
 */
public final class ReplayNode implements AutoCloseable {

    private static final int LARGEST_REQUEST = 16 << 20;
    private static final String TOO_MANY =
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32005,\"message\":\"rate limit exceeded\"}}";

    /**
     * How the node behaves.
     *
     * @param latency between a request and its answer
     * @param mostBlocks an {@code eth_getLogs} may span
     * @param mostLogs an answer may hold
     * @param requestsPerSecond beyond which it answers 429; a batch is one
     * @param stateBlocks below the head whose state it still has
     * @param saysCaps whether a refusal names how many blocks or logs are allowed
     */
    public record Manners(
            Duration latency, int mostBlocks, int mostLogs, int requestsPerSecond, long stateBlocks, boolean saysCaps) {

        public Manners(Duration latency, int mostBlocks, int mostLogs, int requestsPerSecond, long stateBlocks) {
            this(latency, mostBlocks, mostLogs, requestsPerSecond, stateBlocks, true);
        }

        /** An archive node that serves as fast as it can. */
        public Manners(Duration latency, int mostBlocks, int mostLogs) {
            this(latency, mostBlocks, mostLogs, true);
        }

        public Manners(Duration latency, int mostBlocks, int mostLogs, boolean saysCaps) {
            this(latency, mostBlocks, mostLogs, Integer.MAX_VALUE, Long.MAX_VALUE >> 1, saysCaps);
        }

        /** What the speed goals are measured with. */
        public static final Manners DISTANT = new Manners(Duration.ofMillis(50), 2_000, 10_000);
    }

    private final Vertx vertx = Vertx.vertx();
    private final LongAdder requests = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final RateLimit limit;
    private final ReplayMethods methods;
    private volatile long latencyMillis;
    private final HttpServer server;

    private ReplayNode(History history, Manners manners, int port) {
        this.limit = new RateLimit(manners.requestsPerSecond());
        this.methods = new ReplayMethods(history, manners);
        this.latencyMillis = manners.latency().toMillis();
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                // A client that offers an upgrade with a body may get the answer in neither form.
                .setHttp2ClearTextEnabled(false));
    }

    public static ReplayNode start(History history, Manners manners) {
        return start(history, manners, 0);
    }

    /** On a port of one's choice. */
    public static ReplayNode start(History history, Manners manners, int port) {
        ReplayNode node = new ReplayNode(history, manners, port);
        await(node.server.requestHandler(node::receive).listen());
        return node;
    }

    /** From now on, between each request and its answer. */
    public void latency(Duration latency) {
        latencyMillis = latency.toMillis();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** HTTP requests answered so far; a batch is one. */
    public long requests() {
        return requests.sum();
    }

    /** Requests refused so far as too many. */
    public long refused() {
        return refused.sum();
    }

    /** Questions for logs refused so far as too large. */
    public long refusedLogs() {
        return methods.refusedLogs();
    }

    /** What was asked and sent so far. */
    public Traffic traffic() {
        return new Traffic(requests.sum(), bytesSent.sum(), methods.counts());
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (body.length() > LARGEST_REQUEST) {
                request.response().setStatusCode(413).end();
            } else {
                answer(request, body);
            }
        });
    }

    private void answer(HttpServerRequest request, Buffer body) {
        if (!limit.admits()) {
            refused.increment();
            request.response().setStatusCode(429).putHeader("retry-after", "1").end(TOO_MANY);
            return;
        }
        Buffer answer = methods.answer(body);
        requests.increment();
        bytesSent.add(answer.length());
        Runnable send = () ->
                request.response().putHeader("content-type", "application/json").end(answer);
        if (latencyMillis <= 0) {
            send.run();
        } else {
            vertx.setTimer(latencyMillis, timer -> send.run());
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the replaying node did not start or stop", e);
        }
    }
}
