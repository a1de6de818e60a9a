package dev.morlens.indexer.backfill;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long an endpoint's cap makes a backfill, in words.
 *
 * @param blocks that one request for logs may cover; empty where no bound is known
 * @param requestsPerSecond at most
 */
public record BackfillCost(OptionalLong blocks, int requestsPerSecond) {

    /** Less is not worth a word. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final Duration DAYS = Duration.ofDays(2);

    /** What is to be known of reading so many blocks; empty if it does not take long. */
    public Optional<String> of(long left) {
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        long cap = blocks.getAsLong();
        long requests = Math.ceilDiv(left, cap);
        Duration time = Duration.ofSeconds(Math.ceilDiv(requests, requestsPerSecond));
        if (time.compareTo(LONG) < 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "at %,d block%s a request, which is what the endpoint allows, the %,d blocks that are left take about %s;"
                        + " add an endpoint that allows more",
                cap,
                cap == 1 ? "" : "s",
                left,
                text(time)));
    }

    private static String text(Duration time) {
        return time.compareTo(DAYS) >= 0 ? time.toDays() + " days" : Math.max(1, time.toHours()) + " hours";
    }
}
