package dev.morlens.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A closed load from one cheap thread: a fixed number of connections that stay open, each asking again as soon as it is
 * answered. So it tells what a server can do, and how long it takes at that; not how long visitors wait who come at a rate
 * of their own, since a server that pauses is asked less meanwhile.
 */
public final class Load implements AutoCloseable {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final int connections;

    /**
     * @param nanos of each answer, from asking to the last byte
     * @param bytes of all bodies
     */
    public record Result(Duration time, Histogram nanos, long bytes) {

        public static final Result NONE = new Result(Duration.ZERO, new Histogram(LONGEST_NANOS, DIGITS), 0);

        public Result plus(Result more) {
            Histogram both = nanos.copy();
            both.add(more.nanos);
            return new Result(time.plus(more.time), both, bytes + more.bytes);
        }

        public long count() {
            return nanos.getTotalCount();
        }

        public int averageBytes() {
            return Math.toIntExact(bytes / count());
        }

        public double perSecond() {
            return count() * 1e9 / time.toNanos();
        }

        public double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    public Load(int port, int connections) {
        HttpClientOptions options = new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setProtocolVersion(HttpVersion.HTTP_1_1);
        this.connections = connections;
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(connections));
    }

    /** For so long, asking the questions in turn, each connection beginning elsewhere. */
    public Result during(Duration time, List<Question> questions) throws InterruptedException {
        Run run = new Run(questions, System.nanoTime() + time.toNanos(), Long.MAX_VALUE);
        return run.result();
    }

    /** Each question once. */
    Result once(List<Question> questions) throws InterruptedException {
        return new Run(questions, Long.MAX_VALUE, questions.size()).result();
    }

    private final class Run {

        private final List<Question> questions;
        private final long end;
        private final long most;
        private final long begun = System.nanoTime();
        private final Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger busy = new AtomicInteger(connections);
        private final AtomicReference<String> refusal = new AtomicReference<>();

        private Run(List<Question> questions, long end, long most) {
            this.questions = questions;
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
            Question question = questions.get(number % questions.size());
            long from = System.nanoTime();
            ask(question)
                    .onSuccess(body -> {
                        nanos.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - from));
                        bytes.addAndGet(body.length());
                    })
                    .onFailure(cause -> refusal.set(question.path() + ": " + cause))
                    .onComplete(answer -> next());
        }

        private Result result() throws InterruptedException {
            while (busy.get() > 0) {
                Thread.sleep(1);
            }
            if (refusal.get() != null) {
                throw new IllegalStateException("not answered with 200: " + refusal.get());
            }
            return new Result(Duration.ofNanos(System.nanoTime() - begun), nanos, bytes.get());
        }
    }

    private Future<Buffer> ask(Question question) {
        HttpMethod method = question.body().isPresent() ? HttpMethod.POST : HttpMethod.GET;
        return client.request(method, question.path())
                .compose(request -> send(request, question.body()))
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture(String.valueOf(response.statusCode())));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, Optional<String> body) {
        return body.map(json ->
                        request.putHeader("content-type", "application/json").send(json))
                .orElseGet(request::send);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
