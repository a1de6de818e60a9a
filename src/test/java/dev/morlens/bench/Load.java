package dev.morlens.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A closed load from one cheap thread: a fixed number of connections that stay open, each asking again as soon as it is
 * answered. So it tells what a server can do, and how long it takes at that; not how long visitors wait who come at a rate
 * of their own, since a server that pauses is asked less meanwhile.
 */
final class Load implements AutoCloseable {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final int connections;

    /** @param nanos of each answer, from asking to the last byte */
    record Result(Duration time, Histogram nanos) {

        static final Result NONE = new Result(Duration.ZERO, new Histogram(LONGEST_NANOS, DIGITS));

        Result plus(Result more) {
            Histogram both = nanos.copy();
            both.add(more.nanos);
            return new Result(time.plus(more.time), both);
        }

        double perSecond() {
            return nanos.getTotalCount() * 1e9 / time.toNanos();
        }

        double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    Load(int port, int connections) {
        HttpClientOptions options = new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setProtocolVersion(HttpVersion.HTTP_1_1);
        this.connections = connections;
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(connections));
    }

    /** For so long, asking for the paths in turn, each connection beginning elsewhere. */
    Result during(Duration time, List<String> paths) throws InterruptedException {
        Run run = new Run(paths, System.nanoTime() + time.toNanos(), Long.MAX_VALUE);
        return run.result();
    }

    /** Each path once. */
    Result once(List<String> paths) throws InterruptedException {
        return new Run(paths, Long.MAX_VALUE, paths.size()).result();
    }

    private final class Run {

        private final List<String> paths;
        private final long end;
        private final long most;
        private final long begun = System.nanoTime();
        private final Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger busy = new AtomicInteger(connections);
        private final AtomicReference<String> refusal = new AtomicReference<>();

        private Run(List<String> paths, long end, long most) {
            this.paths = paths;
            this.end = end;
            this.most = most;
            vertx.runOnContext(none -> {
                for (int i = 0; i < connections; i++) {
                    next();
                }
            });
        }

        private void next() {
            int number = asked.getAndIncrement();
            if (System.nanoTime() >= end || number >= most || refusal.get() != null) {
                busy.decrementAndGet();
                return;
            }
            String path = paths.get(number % paths.size());
            long from = System.nanoTime();
            ask(path).onComplete(result -> {
                nanos.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - from));
                if (result.failed() || result.result() != 200) {
                    refusal.set(path + ": " + (result.failed() ? result.cause() : result.result()));
                }
                next();
            });
        }

        private Result result() throws InterruptedException {
            while (busy.get() > 0) {
                Thread.sleep(1);
            }
            if (refusal.get() != null) {
                throw new IllegalStateException("not answered with 200: " + refusal.get());
            }
            return new Result(Duration.ofNanos(System.nanoTime() - begun), nanos);
        }
    }

    private Future<Integer> ask(String path) {
        return client.request(HttpMethod.GET, path)
                .compose(request ->
                        request.send().compose(response -> response.body().map(body -> response.statusCode())));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
