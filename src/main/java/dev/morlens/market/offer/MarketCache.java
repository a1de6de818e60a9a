package dev.morlens.market.offer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Keeps one market and has it read again when somebody asks for it, once at a time. Nobody waits who can be answered: what
 * is young enough answers at once, what is older after a while in which the newer one did not come, and then says so.
 */
final class MarketCache {

    /**
     * @param fresh so long nothing is read again
     * @param young so long it answers at once while a newer one is read
     * @param patience of somebody who asks later than that
     * @param first the patience of who asks while there is none
     */
    record Limits(Duration fresh, Duration young, Duration patience, Duration first) {}

    private record Kept(Market market, long since) {}

    private final String network;
    private final Limits limits;
    private final UnaryOperator<Market> reader;
    private final Executor threads;
    private final LongSupplier nanos;
    private volatile Kept kept;
    private CompletableFuture<Market> reading;

    /** @param reader given the market as it was read last, or null; may throw */
    MarketCache(String network, Limits limits, UnaryOperator<Market> reader, Executor threads, LongSupplier nanos) {
        this.network = network;
        this.limits = limits;
        this.reader = reader;
        this.threads = threads;
        this.nanos = nanos;
    }

    /**
     * @throws MarketUnavailableException if there is none to answer with, and none was read in time
     * @throws RuntimeException the reader's, if there is none to answer with
     */
    Market get() {
        Kept known = kept;
        if (isFresh(known)) {
            return known.market();
        }
        CompletableFuture<Market> newer = newer();
        if (known == null) {
            return withTimeout(newer, limits.first()).orElseThrow(() -> new MarketUnavailableException(network, null));
        }
        return isWithin(limits.young(), known)
                ? known.market()
                : withTimeout(newer, limits.patience())
                        .orElseGet(() -> known.market().asStale());
    }

    /** As it was read last, however long ago; nothing is read for it. */
    Optional<Market> cached() {
        return Optional.ofNullable(kept).map(Kept::market);
    }

    private synchronized CompletableFuture<Market> newer() {
        Kept meanwhile = kept;
        if (isFresh(meanwhile)) {
            return CompletableFuture.completedFuture(meanwhile.market());
        }
        if (reading == null || reading.isDone()) {
            reading = CompletableFuture.supplyAsync(this::read, threads);
        }
        return reading;
    }

    private Market read() {
        Kept known = kept;
        Market market = reader.apply(known == null ? null : known.market());
        kept = new Kept(market, nanos.getAsLong());
        return market;
    }

    private boolean isFresh(Kept known) {
        return known != null && isWithin(limits.fresh(), known);
    }

    private boolean isWithin(Duration age, Kept known) {
        return nanos.getAsLong() - known.since() < age.toNanos();
    }

    private static Optional<Market> withTimeout(CompletableFuture<Market> newer, Duration patience) {
        try {
            return Optional.of(newer.copy()
                    .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                    .join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return Optional.empty();
            }
            throw cause(e);
        }
    }

    private static RuntimeException cause(CompletionException e) {
        return e.getCause() instanceof RuntimeException thrown ? thrown : e;
    }
}
