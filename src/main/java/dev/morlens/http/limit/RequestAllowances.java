package dev.morlens.http.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** A bucket of tokens for each client: refilled steadily, never more than a burst. */
@ApplicationScoped
public class RequestAllowances {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final int perSecond;
    private final int burst;
    private final TimeMeter clock;
    private final Cache<ClientAddress, Bucket> buckets;

    @Inject
    RequestAllowances(LimitsConfig config) {
        this(config.requestsPerSecond(), config.burst(), config.clients(), TimeMeter.SYSTEM_NANOTIME);
    }

    RequestAllowances(int perSecond, int burst, int clients, TimeMeter clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(clients)
                .expireAfterAccess(untilFull())
                .build();
    }

    /** After so long without a request a bucket is full, and as good as a new one. */
    private Duration untilFull() {
        return perSecond == 0 ? SECOND : SECOND.plus(Duration.ofSeconds(burst).dividedBy(perSecond));
    }

    /**
     * Takes tokens, at most a burst of them.
     *
     * @return how long to wait until so many are there; zero if they were and are taken now
     */
    public Duration take(ClientAddress clientAddress, long tokens) {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        var probe = buckets.get(clientAddress, unknown -> bucket())
                .tryConsumeAndReturnRemaining(Math.clamp(tokens, 1, burst));
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** What is allowed, in words. */
    public String inWords() {
        return "%d requests a second in the long run and %d at once".formatted(perSecond, burst);
    }

    /** How many clients are remembered. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, SECOND))
                .withCustomTimePrecision(clock)
                .build();
    }
}
