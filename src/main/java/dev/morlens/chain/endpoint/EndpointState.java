package dev.morlens.chain.endpoint;

import dev.morlens.chain.Due;
import dev.morlens.chain.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/** An endpoint and the memory of how it did. */
final class EndpointState {

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int LONGEST_REASON = 200;

    private final String host;
    private final Node node;
    private final Due preference;

    private int failures;
    private Instant lastSuccess;
    private String lastFailure;

    /** @param nanoTime as {@link System#nanoTime} */
    EndpointState(String host, Node node, LongSupplier nanoTime) {
        this.host = host;
        this.node = node;
        this.preference = new Due(nanoTime);
    }

    Node node() {
        return node;
    }

    /** How long it still rests before it may be preferred again; zero while it is well. */
    Duration rest() {
        return preference.left();
    }

    synchronized void succeeded() {
        failures = 0;
        preference.atOnce();
        lastSuccess = Instant.now();
    }

    /** It rests a second, doubling with each failure in a row up to a minute. */
    synchronized void failed(Exception why) {
        String reason = String.valueOf(why.getMessage());
        lastFailure = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        preference.after(FIRST_REST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
        failures++;
    }

    synchronized EndpointHealth health() {
        return new EndpointHealth(
                host,
                failures > 0 || lastSuccess != null,
                failures == 0 && lastSuccess != null,
                failures,
                Optional.ofNullable(lastSuccess),
                Optional.ofNullable(lastFailure));
    }
}
