package dev.morlens.chain.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * How an endpoint did lately, for the status page.
 *
 * @param host never its path or key
 * @param asked whether it was ever asked; of one that was not, nothing is known
 * @param healthy whether its last answer was one
 * @param failures how many answers in a row were none
 * @param lastFailure why, short
 */
public record EndpointHealth(
        String host,
        boolean asked,
        boolean healthy,
        int failures,
        Optional<Instant> lastSuccess,
        Optional<String> lastFailure) {}
