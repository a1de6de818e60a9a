package dev.morlens.chain.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Finds out for those who cannot wait whether an endpoint that fell silent answers again. An endpoint that swallows questions
 * keeps whoever asks until the time is up: so one question a second is asked in the background, and only who caused it waits
 * for it, and only for a moment.
 */
final class RecoveryProbe {

    private static final Duration MOMENT = Duration.ofMillis(300);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** A question that nobody answered by then is given up before another is asked: one hangs at most. */
    private static final Duration HUNG_UP = Duration.ofSeconds(5);

    private final BooleanSupplier question;
    private CompletableFuture<Boolean> asked = CompletableFuture.completedFuture(false);
    private Thread asking;
    private long askedAt;

    /** @param question whether it answers */
    RecoveryProbe(BooleanSupplier question) {
        this.question = question;
    }

    /** False as well where that is not known in a moment. */
    boolean comes() {
        return ask().map(RecoveryProbe::inAMoment).orElse(false);
    }

    private synchronized Optional<CompletableFuture<Boolean>> ask() {
        long now = System.nanoTime();
        if (!asked.isDone() && now - askedAt < HUNG_UP.toNanos() || now - askedAt < INTERVAL.toNanos()) {
            return Optional.empty();
        }
        if (asking != null) {
            asking.interrupt();
        }
        askedAt = now;
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        asked = answer;
        asking = Thread.ofVirtual().name("sign-of-life").start(() -> answered(answer));
        return Optional.of(answer);
    }

    private void answered(CompletableFuture<Boolean> answer) {
        try {
            answer.complete(question.getAsBoolean());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static boolean inAMoment(CompletableFuture<Boolean> answer) {
        try {
            return answer.get(MOMENT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a sign of life could not be asked for", e.getCause());
        }
    }
}
