package dev.morlens.market.overview;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.BudgetConfig;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.error.NodeException;
import dev.morlens.position.cache.Positions;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.ProtocolReads;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** How the protocol fares, read when somebody asks and kept for some seconds: every answer names its block. */
@ApplicationScoped
public class ProtocolOverviews {

    private static final Logger LOG = Logger.getLogger(ProtocolOverviews.class);

    /** Its sums walk all balances: some 100 ms on Base. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** An answer must not wait for a dead node. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int DAYS = 30;
    private static final int RANKED = 50;

    /** @param version of all the network's accounts when it was read */
    private record Kept(ProtocolOverview overview, long version, long readAt) {}

    private final SnapshotReader snapshotReader;
    private final NetworkNodes nodes;
    private final ExecutorService threads;
    private final Positions positions;
    private final Duration maxAge;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    @Inject
    public ProtocolOverviews(
            SnapshotReader snapshotReader,
            NetworkNodes nodes,
            Positions positions,
            BudgetConfig shares,
            @VirtualThreads ExecutorService threads) {
        this.snapshotReader = snapshotReader;
        this.nodes = nodes;
        this.positions = positions;
        this.maxAge = shares.answerMaxAge();
        this.threads = threads;
    }

    public ProtocolOverview of(Network network) {
        return kept.compute(network.name(), (name, known) -> isFresh(name, known) ? known : kept(network))
                .overview();
    }

    /** The version first: what is read then is of it, or of a later one. */
    private Kept kept(Network network) {
        long version = positions.versionOfAll(network.name());
        return new Kept(read(network), version, System.nanoTime());
    }

    /** For some seconds anyway; for longer while nothing happens. */
    private boolean isFresh(String network, Kept known) {
        if (known == null) {
            return false;
        }
        long age = System.nanoTime() - known.readAt();
        return age < FRESH.toNanos() || age < maxAge.toNanos() && known.version() == positions.versionOfAll(network);
    }

    private ProtocolOverview read(Network network) {
        ProtocolOverview indexed = snapshotReader.read(network.name(), ProtocolOverviews::indexed);
        return indexed.asOf().stale()
                ? indexed
                : indexed.with(await(CompletableFuture.supplyAsync(() -> ask(network, indexed.asOf()), threads)));
    }

    private static ProtocolOverview indexed(NetworkReads networkReads, AsOf asOf) {
        ProtocolReads protocol = networkReads.protocol();
        LocalDate today = LocalDate.ofInstant(asOf.now(), ZoneOffset.UTC);
        LocalDate first = today.minusDays(DAYS - 1);
        var from = first.atStartOfDay().toInstant(ZoneOffset.UTC);
        ProtocolReads.Counts counts = protocol.counts();
        return new ProtocolOverview(
                asOf,
                protocol.totals(),
                counts,
                protocol.overdueByAge(asOf.now()),
                protocol.unclaimed(asOf.now()),
                ProtocolDay.of(first, today, protocol.days(from), protocol.paidByDay(from), counts.escrow()),
                networkReads.upgrades(),
                protocol.holders(RANKED),
                protocol.stakers(RANKED),
                Optional.empty());
    }

    private Optional<OnChainFigures> ask(Network network, AsOf asOf) {
        BlockId at = new BlockId.Hashed(asOf.block().hash());
        try {
            return Optional.of(FiguresReader.read(nodes.node(network), network, at, asOf.now()));
        } catch (NodeException | ViewFailedException e) {
            LOG.debugf("the figures of %s could not be read: %s", network.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<OnChainFigures> await(CompletableFuture<Optional<OnChainFigures>> answer) {
        try {
            return answer.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading the protocol's figures failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
