package dev.morlens.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** As many requests as a server answers, over connections that stay open, from one cheap thread. */
final class Load implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;

    Load(int port) {
        HttpClientOptions options = new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setProtocolVersion(HttpVersion.HTTP_1_1);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** Requests a second; each connection asks for the paths in turn. */
    double perSecond(List<String> paths, Duration time) throws InterruptedException {
        AtomicLong answered = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        for (int i = 0; i < CONNECTIONS; i++) {
            askOn(paths, i * paths.size() / CONNECTIONS, end, answered, refused);
        }
        Thread.sleep(time);
        double rate = answered.get() * 1e9 / (System.nanoTime() - begun);
        if (refused.get() > 0) {
            throw new IllegalStateException(refused + " of " + answered + " requests were not answered with 200");
        }
        return rate;
    }

    private void askOn(List<String> paths, int next, long end, AtomicLong answered, AtomicLong refused) {
        if (System.nanoTime() > end) {
            return;
        }
        ask(paths.get(next % paths.size())).onComplete(result -> {
            answered.incrementAndGet();
            if (result.failed() || result.result() != 200) {
                refused.incrementAndGet();
            }
            askOn(paths, next + 1, end, answered, refused);
        });
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
