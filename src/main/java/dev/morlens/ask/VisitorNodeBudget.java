package dev.morlens.ask;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * What visitors may have nodes asked a minute: so much in all, that nobody can use up a node's limits through us, and of it
 * a share for each of them, that no one can use it up for the others.
 */
public final class VisitorNodeBudget {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Some 400 bytes each. Who is forgotten begins with a whole share; what there is in all stays as it is. */
    private static final int MOST_ASKERS = 50_000;

    private final int perMinute;
    private final int perAsker;
    private final TimeMeter clock;
    private final Bucket all;
    private final Cache<Requester, Bucket> shares;

    /**
     * @param perMinute permits; 0 gives none
     * @param share of one asker, above 0 and at most 1; one permit at least
     */
    public VisitorNodeBudget(int perMinute, double share) {
        this(perMinute, share, TimeMeter.SYSTEM_NANOTIME);
    }

    VisitorNodeBudget(int perMinute, double share, TimeMeter clock) {
        if (perMinute < 0 || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "expected no negative number of questions a minute and a share above 0 and" + " at most 1, got "
                            + perMinute + " and " + share);
        }
        this.perMinute = perMinute;
        this.perAsker = (int) Math.max(1, perMinute * share);
        this.clock = clock;
        this.all = bucket(Math.max(1, perMinute));
        this.shares = Caffeine.newBuilder()
                .maximumSize(MOST_ASKERS)
                .expireAfterAccess(MINUTE.multipliedBy(2))
                .build();
    }

    /**
     * An answer that is known or on its way, which costs nothing; else the asker pays for asking. Whoever cannot is sent
     * away before others can wait for the answer: they may be able to.
     *
     * @param permits what asking takes; what is more than a whole share takes a whole share
     * @return empty if the permits are not there
     */
    public <K, V> Optional<CompletableFuture<V>> once(
            AsyncCache<K, V> answers, K key, Requester requester, int permits, Function<K, V> question) {
        CompletableFuture<V> known = answers.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        if (!take(requester, permits)) {
            return Optional.empty();
        }
        AtomicBoolean asked = new AtomicBoolean();
        CompletableFuture<V> answer = answers.get(key, (wanted, executor) -> {
            asked.set(true);
            return CompletableFuture.supplyAsync(() -> question.apply(wanted), executor);
        });
        if (!asked.get()) {
            refund(requester, permits);
        }
        return Optional.of(answer);
    }

    /** All that are wanted or none. */
    boolean take(Requester requester, int permits) {
        if (perMinute == 0) {
            return false;
        }
        long wanted = Math.clamp(permits, 1, perAsker);
        Bucket own = share(requester);
        if (!own.tryConsume(wanted)) {
            return false;
        }
        if (all.tryConsume(wanted)) {
            return true;
        }
        own.addTokens(wanted);
        return false;
    }

    private void refund(Requester requester, int permits) {
        long unused = Math.clamp(permits, 1, perAsker);
        all.addTokens(unused);
        share(requester).addTokens(unused);
    }

    private Bucket share(Requester requester) {
        return shares.get(requester, unknown -> bucket(perAsker));
    }

    private Bucket bucket(int permits) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(permits).refillGreedy(permits, MINUTE))
                .withCustomTimePrecision(clock)
                .build();
    }
}
