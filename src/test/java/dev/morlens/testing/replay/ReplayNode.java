package dev.morlens.testing.replay;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A JSON-RPC node over HTTP on a free port of this machine, which replays a history and waits before each answer as a
 * distant node does.
 */
public final class ReplayNode implements AutoCloseable {

    private static final int LARGEST_REQUEST = 16 << 20;

    /**
     * How the node behaves.
     *
     * @param latency between a request and its answer
     * @param mostBlocks an {@code eth_getLogs} may span
     * @param mostLogs an answer may hold
     */
    public record Manners(Duration latency, int mostBlocks, int mostLogs) {

        /** What the speed goals are measured with. */
        public static final Manners DISTANT = new Manners(Duration.ofMillis(50), 2_000, 10_000);
    }

    private final Vertx vertx = Vertx.vertx();
    private final LongAdder requests = new LongAdder();
    private final ReplayMethods methods;
    private final long latencyMillis;
    private final HttpServer server;

    private ReplayNode(History history, Manners manners) {
        this.methods = new ReplayMethods(history, manners);
        this.latencyMillis = manners.latency().toMillis();
        this.server = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0));
    }

    public static ReplayNode start(History history, Manners manners) {
        ReplayNode node = new ReplayNode(history, manners);
        await(node.server.requestHandler(node::receive).listen());
        return node;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** HTTP requests answered so far; a batch is one. */
    public long requests() {
        return requests.sum();
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
        Buffer answer = methods.answer(body);
        requests.increment();
        Runnable send = () ->
                request.response().putHeader("content-type", "application/json").end(answer);
        if (latencyMillis == 0) {
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
