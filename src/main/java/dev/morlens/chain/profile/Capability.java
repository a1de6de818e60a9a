package dev.morlens.chain.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Something that an endpoint can do or not, taken for possible until it is refused. What was refused is tried again after a
 * while. Safe for many threads.
 */
public final class Capability {

    /** @param why in the endpoint's own words, or what its answers contradict */
    public record Missing(String why, Instant since) {}

    private final InstantSource clock;
    private Missing missing;
    private Instant tryAgainAt;
    private Duration believed = TrustPeriod.FIRST;

    Capability(InstantSource clock) {
        this.clock = clock;
    }

    /** False from a refusal until it is time to try again; then true for whoever asks first. */
    public synchronized boolean isToBeTried() {
        if (missing == null) {
            return true;
        }
        boolean due = !clock.instant().isBefore(tryAgainAt);
        if (due) {
            tryAgainAt = clock.instant().plus(believed);
        }
        return due;
    }

    /** Whether it is known to be missing, without using up the next trial. */
    public synchronized boolean isMissing() {
        return missing != null;
    }

    public synchronized void refused(String why) {
        believed = missing == null ? TrustPeriod.FIRST : TrustPeriod.next(believed);
        missing = new Missing(why, missing == null ? clock.instant() : missing.since());
        tryAgainAt = clock.instant().plus(believed);
    }

    public synchronized void worked() {
        missing = null;
    }

    public synchronized Optional<Missing> missing() {
        return Optional.ofNullable(missing);
    }

    /** As an earlier process left it; due for another trial soon. */
    synchronized void restore(Missing known) {
        missing = known;
        tryAgainAt = clock.instant().plus(believed);
    }
}
