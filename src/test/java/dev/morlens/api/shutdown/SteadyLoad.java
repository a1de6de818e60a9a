package dev.morlens.api.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A hundred requests a second, whether or not the earlier ones are answered. */
final class SteadyLoad implements AutoCloseable {

    private static final long EVERY_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
    private final URI target;
    private final List<String> paths;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();

    private SteadyLoad(URI target, List<String> paths) {
        this.target = target;
        this.paths = paths;
    }

    static SteadyLoad of(URI target, List<String> paths) {
        SteadyLoad load = new SteadyLoad(target, paths);
        var _ = load.clock.scheduleAtFixedRate(
                () -> load.askers.execute(load::ask), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return load;
    }

    private void ask() {
        String path = paths.get(asked.getAndIncrement() % paths.size());
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(target.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                lost.add(path + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException | InterruptedException e) {
            lost.add(path + ": " + e);
        }
        answered.incrementAndGet();
    }

    int asked() {
        return asked.get();
    }

    /** Until so many more are answered. */
    void awaitAnswers(int more) throws InterruptedException {
        int until = answered.get() + more;
        Instant deadline = Instant.now().plus(PATIENCE);
        while (answered.get() < until) {
            assertThat(Instant.now()).as("answers under load").isBefore(deadline);
            Thread.sleep(10);
        }
    }

    /** Ends the load, waits for what is still to be answered, and tells what was not. */
    Queue<String> lostAfterEnd() throws InterruptedException {
        clock.shutdownNow();
        assertThat(clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        askers.shutdown();
        assertThat(askers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return lost;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        askers.shutdownNow();
        client.shutdownNow();
    }
}
