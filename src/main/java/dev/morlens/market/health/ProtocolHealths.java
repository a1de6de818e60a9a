package dev.morlens.market.health;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.BudgetConfig;
import dev.morlens.ask.StateIds;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.OverdueTotal;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** How the protocol fares: nodes are asked when somebody wants to know and what they told last has become too old. */
@ApplicationScoped
public class ProtocolHealths {

    private static final Logger LOG = Logger.getLogger(ProtocolHealths.class);

    /** An answer must not wait for a dead node; a living one takes some 100 ms. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Nobody else waits for a node that kept somebody waiting just now. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    /** Of the funding account, and as many of its approvals: some weeks, since both move about once a close. */
    private static final int MOVEMENTS = 500;

    /** Blocks of all networks together; only the newest are asked about. */
    private static final int MOST_KEPT = 20;

    private record Key(String network, Hash block) {}

    private record Lately(String network, Object state) {}

    private final SnapshotReader snapshotReader;
    private final NetworkNodes nodes;
    private final Cache<Key, OverdueTotal> overdue =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
    private final StateIds stateIds;
    private final Duration maxAge;
    private final AsyncCache<Lately, OnChainHealth> fromNode;
    private final AsyncCache<Key, FundingHistory> pasts;
    private final Map<String, Long> silentSince = new ConcurrentHashMap<>();

    @Inject
    public ProtocolHealths(
            SnapshotReader snapshotReader,
            NetworkNodes nodes,
            StateIds stateIds,
            BudgetConfig shares,
            @VirtualThreads ExecutorService threads) {
        this.snapshotReader = snapshotReader;
        this.nodes = nodes;
        this.stateIds = stateIds;
        this.maxAge = shares.answerMaxAge();
        this.fromNode =
                Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(threads).buildAsync();
        this.pasts =
                Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(threads).buildAsync();
    }

    /** What of it the index tells, at the block that is being read. */
    public OverdueTotal overdue(Network network, NetworkReads networkReads, AsOf asOf) {
        Key key = new Key(network.name(), asOf.block().hash());
        return overdue.get(key, absent -> networkReads.overdue(asOf.now()));
    }

    /** At that block or lately, which the answer says. Asks a node, so not while a connection of the database is held. */
    public ProtocolHealth of(Network network, AsOf asOf, OverdueTotal known) {
        Optional<OnChainHealth> found =
                asOf.stale() || inCooldown(network) ? Optional.empty() : fromNode(network, asOf.block());
        if (found.isEmpty() && !inCooldown(network)) {
            silentSince.put(network.name(), System.nanoTime());
        }
        FundingHistory past = found.filter(now -> !snapshotReader.storeIsDown(network.name()))
                .flatMap(now -> past(network, now))
                .orElse(FundingHistory.UNKNOWN);
        return new ProtocolHealth(asOf, known, past, found);
    }

    private Optional<OnChainHealth> fromNode(Network network, BlockRef block) {
        Object state = stateIds.at(network, block, network.diamond()).orElse(block.hash());
        Lately key = new Lately(network.name(), state);
        CompletableFuture<OnChainHealth> known = fromNode.getIfPresent(key);
        if (known != null && known.isDone() && !known.isCompletedExceptionally() && isOld(known.join(), block)) {
            fromNode.asMap().remove(key, known);
        }
        return await(fromNode.get(key, absent -> ask(network, block)));
    }

    private boolean isOld(OnChainHealth known, BlockRef now) {
        Duration age = Duration.between(known.block().time(), now.time());
        return !known.block().equals(now) && (known.block().number() >= now.number() || age.compareTo(maxAge) >= 0);
    }

    private Optional<FundingHistory> past(Network network, OnChainHealth now) {
        Key key = new Key(network.name(), now.block().hash());
        return await(pasts.get(key, absent -> past(network, now.funding())));
    }

    private boolean inCooldown(Network network) {
        Long since = silentSince.get(network.name());
        return since != null && System.nanoTime() - since < LEFT_ALONE.toNanos();
    }

    private OnChainHealth ask(Network network, BlockRef block) {
        try {
            return HealthReader.read(nodes.node(network), network, block);
        } catch (NodeException | ViewFailedException e) {
            LOG.debugf("the health of %s could not be read: %s", network.name(), e.getMessage());
            return null;
        }
    }

    /** A question of its own: a database that keeps us waiting must not pass for a silent node. Null if it does not answer. */
    private FundingHistory past(Network network, FundingAccount now) {
        MovementCriteria query = new MovementCriteria(now.account(), Optional.of(Bucket.WALLET));
        try {
            return snapshotReader.read(
                    network.name(),
                    (networkReads, asOf) -> FundingHistory.of(
                            now,
                            networkReads.movements(query, CursorPage.first(MOVEMENTS)),
                            networkReads.protocol().approvals(now.account(), network.diamond(), MOVEMENTS)));
        } catch (StoreUnavailableException e) {
            return null;
        }
    }

    private static <T> Optional<T> await(CompletableFuture<T> answer) {
        try {
            return Optional.ofNullable(answer.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading the protocol's health failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
