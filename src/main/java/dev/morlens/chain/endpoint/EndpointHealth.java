package dev.morlens.chain.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * How an endpoint did lately, for the status page.
 *
 * @param host never its path or key
 * @param healthy whether its last answer was one
 * @param failures how many answers in a row were none
 * @param lastFailure why, short
 */
public record EndpointHealth(
        String host, boolean healthy, int failures, Optional<Instant> lastSuccess, Optional<String> lastFailure) {}
