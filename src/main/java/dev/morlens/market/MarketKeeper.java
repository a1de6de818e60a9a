package dev.morlens.market;

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
final class MarketKeeper {

    /**
     * @param fresh so long nothing is read again
     * @param young so long it answers at once while a newer one is read
     * @param patience of somebody who asks later than that; who asks first of all waits until it is read
     */
    record Limits(Duration fresh, Duration young, Duration patience) {}

    private record Kept(Market market, long since) {}

    private final Limits limits;
    private final UnaryOperator<Market> reader;
    private final Executor threads;
    private final LongSupplier nanos;
    private volatile Kept kept;
    private CompletableFuture<Market> reading;

    /** @param reader given the market as it was read last, or null; may throw */
    MarketKeeper(Limits limits, UnaryOperator<Market> reader, Executor threads, LongSupplier nanos) {
        this.limits = limits;
        this.reader = reader;
        this.threads = threads;
        this.nanos = nanos;
    }

    /** @throws RuntimeException the reader's, if there is none to answer with */
    Market get() {
        Kept known = kept;
        if (known != null && isWithin(limits.fresh(), known)) {
            return known.market();
        }
        CompletableFuture<Market> newer = newer();
        if (known == null) {
            return join(newer);
        }
        return isWithin(limits.young(), known)
                ? known.market()
                : inTime(newer).orElseGet(() -> known.market().asStale());
    }

    /** As it was read last, however long ago; nothing is read for it. */
    Optional<Market> atHand() {
        return Optional.ofNullable(kept).map(Kept::market);
    }

    private synchronized CompletableFuture<Market> newer() {
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

    private boolean isWithin(Duration age, Kept known) {
        return nanos.getAsLong() - known.since() < age.toNanos();
    }

    private Optional<Market> inTime(CompletableFuture<Market> newer) {
        try {
            return Optional.of(newer.copy()
                    .orTimeout(limits.patience().toNanos(), TimeUnit.NANOSECONDS)
                    .join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return Optional.empty();
            }
            throw cause(e);
        }
    }

    private static Market join(CompletableFuture<Market> newer) {
        try {
            return newer.join();
        } catch (CompletionException e) {
            throw cause(e);
        }
    }

    private static RuntimeException cause(CompletionException e) {
        return e.getCause() instanceof RuntimeException thrown ? thrown : e;
    }
}
