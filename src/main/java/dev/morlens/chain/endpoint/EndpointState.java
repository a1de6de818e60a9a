package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An endpoint and the memory of how it did. */
final class EndpointState {

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int LONGEST_REASON = 200;

    private final String host;
    private final Node node;
    private final Clock clock;

    private int failures;
    private Instant restsUntil = Instant.EPOCH;
    private Instant lastSuccess;
    private String lastFailure;

    EndpointState(String host, Node node, Clock clock) {
        this.host = host;
        this.node = node;
        this.clock = clock;
    }

    Node node() {
        return node;
    }

    /** When it may be preferred again; past while it is well. */
    synchronized Instant restsUntil() {
        return restsUntil.isAfter(clock.instant()) ? restsUntil : Instant.EPOCH;
    }

    synchronized void succeeded() {
        failures = 0;
        restsUntil = Instant.EPOCH;
        lastSuccess = clock.instant();
    }

    /** It rests a second, doubling with each failure in a row up to a minute. */
    synchronized void failed(Exception why) {
        String reason = String.valueOf(why.getMessage());
        lastFailure = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        restsUntil = clock.instant().plus(FIRST_REST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
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
