package dev.morlens.chain.endpoint;

import dev.morlens.chain.profile.ProfileSnapshot;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
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
 * @param notAskedFor how long it is left alone from now, because it refuses every question; empty while it is asked
 * @param head the latest block that it told of
 * @param standingStillSince since when its head has not risen although it was asked
 * @param behind whether its head was behind another endpoint's when they were last compared
 * @param profile what was learnt of it
 */
public record EndpointHealth(
        String host,
        boolean asked,
        boolean healthy,
        int failures,
        Optional<Instant> lastSuccess,
        Optional<String> lastFailure,
        Optional<Duration> notAskedFor,
        Optional<BlockRef> head,
        Optional<Instant> standingStillSince,
        boolean behind,
        ProfileSnapshot profile) {}
