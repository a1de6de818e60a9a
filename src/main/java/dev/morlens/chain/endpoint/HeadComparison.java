package dev.morlens.chain.endpoint;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Holds the heads of all endpoints against each other, now and then and whenever the one that leads looks odd, and notes who
 * is behind. An endpoint that stands still goes on answering, so that nothing else would tell.
 */
final class HeadComparison {

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(30);
    private static final Duration INTERVAL_IF_ODD = Duration.ofSeconds(5);

    /** The others are not waited for longer than a look at the head may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** So much older than the best one's a head is late and no mere matter of the moment at which it was asked for. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private static final Duration AHEAD_AT_MOST = Duration.ofMinutes(1);

    private record Told(EndpointState endpoint, BlockHeader head) {}

    private final List<EndpointState> endpoints;
    private final Executor threads;
    private final InstantSource clock = InstantSource.system();
    private final IntervalTimer usual;
    private final IntervalTimer odd;

    /** @param nanoTime as {@link System#nanoTime} */
    HeadComparison(List<EndpointState> endpoints, Executor threads, LongSupplier nanoTime) {
        this.endpoints = endpoints;
        this.threads = threads;
        this.usual = new IntervalTimer(nanoTime);
        this.odd = new IntervalTimer(nanoTime);
        usual.after(USUAL_INTERVAL);
    }

    /** The best head: what the leader told, or another's if that one is behind. */
    BlockHeader best(EndpointState leader, BlockHeader head) {
        if (endpoints.size() == 1 || !isDue(leader)) {
            return head;
        }
        usual.after(USUAL_INTERVAL);
        odd.after(INTERVAL_IF_ODD);
        List<Told> heads = new ArrayList<>(others(leader));
        heads.add(new Told(leader, head));
        List<Told> present =
                heads.stream().filter(told -> !isAhead(told.head().ref())).toList();
        if (!present.isEmpty() && present.size() < heads.size()) {
            heads.forEach(told -> told.endpoint().behind(isAhead(told.head().ref())));
            return highest(present).head();
        }
        Told best = highest(heads);
        heads.forEach(told -> told.endpoint().behind(isBehind(told, best)));
        boolean leaderIsBehind = heads.stream()
                .anyMatch(told ->
                        told.endpoint().equals(leader) && told.endpoint().isBehind());
        return leaderIsBehind ? best.head() : head;
    }

    private static Told highest(List<Told> heads) {
        return heads.stream()
                .max(Comparator.comparing(told -> told.head().number()))
                .orElseThrow();
    }

    /** Where another endpoint tells of a block of now, one of the future is a mistake. */
    private boolean isAhead(BlockRef head) {
        return head.time().isAfter(clock.instant().plus(AHEAD_AT_MOST));
    }

    private boolean isDue(EndpointState leader) {
        boolean looksOdd = leader.isBehind()
                || leader.profile().head().fellBack()
                || leader.profile().head().newest().filter(this::isAhead).isPresent()
                || leader.profile().head().standingStillSince().isPresent();
        return usual.isNow() || looksOdd && odd.isNow();
    }

    private static boolean isBehind(Told told, Told best) {
        boolean lower = told.head().number() < best.head().number();
        Duration older =
                Duration.between(told.head().ref().time(), best.head().ref().time());
        return lower
                && (older.compareTo(LATE) > 0
                        || told.endpoint().profile().head().standingStillSince().isPresent());
    }

    private List<Told> others(EndpointState leader) {
        List<CompletableFuture<Optional<Told>>> asked = endpoints.stream()
                .filter(endpoint -> !endpoint.equals(leader) && endpoint.rest().isZero())
                .map(endpoint -> CompletableFuture.supplyAsync(() -> ask(endpoint), threads))
                .toList();
        long end = System.nanoTime() + PATIENCE.toNanos();
        return asked.stream()
                .map(each -> await(each, end))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Told> ask(EndpointState endpoint) {
        try {
            Optional<BlockHeader> head = endpoint.node().header(BlockTag.LATEST);
            endpoint.succeeded();
            return head.map(found -> new Told(endpoint, found));
        } catch (NodeException e) {
            endpoint.failed(e);
            return Optional.empty();
        }
    }

    private static Optional<Told> await(CompletableFuture<Optional<Told>> asked, long end) {
        try {
            return asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("comparing heads failed", e.getCause());
        }
    }
}
