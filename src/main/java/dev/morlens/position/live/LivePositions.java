package dev.morlens.position.live;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.ask.BudgetConfig;
import dev.morlens.ask.CurrentRequester;
import dev.morlens.ask.Requester;
import dev.morlens.ask.VisitorNodeBudget;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.position.cache.Position;
import dev.morlens.position.head.AddressVersions;
import dev.morlens.position.head.PositionsConfig;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.Verification;
import dev.morlens.store.read.ClaimableItems;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where addresses' MOR is, asked of a node: at the index's own block while it follows the chain, else at the newest one.
 * What was told is told again, with its block, until it is too old or a block touches the address. All is asked within one
 * budget, so that nobody can use up a node's limits through us. Rows on hold cost by their number; those that nobody pays
 * for, or that are too many for anybody, the answer says it lacks.
 */
@ApplicationScoped
public class LivePositions {

    private static final int MOST_KEPT = 5_000;
    private static final int MOST_CLAIMS = 200;
    /** Who asks for the same at the same time is answered together, however young answers have to be. */
    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    /** Four requests of the default size: about as many as the rest of an answer takes. */
    private static final int ROWS_A_PERMIT = 100;

    /** Twenty such requests, one after the other: half of the default patience where a node takes 200 ms for each. */
    static final int MOST_ROWS = 500;

    /** As often as the indexer looks at the head, however fast blocks come. */
    private static final Duration SAME_HEAD = Duration.ofSeconds(1);

    /**
     * @param version of the address in the index
     * @param complete whether the index is
     * @param allRows whether it is for more rows than one permit pays for
     */
    private record Key(String network, Address address, long version, boolean complete, boolean allRows) {

        Key withAllRows() {
            return new Key(network, address, version, complete, true);
        }
    }

    /** @param complete whether the index is, so that ids which it does not know do not exist */
    private record Pin(BlockRef block, boolean complete) {}

    private record Found(Pin pin, LiveAccounts accounts) {}

    private final NetworkNodes nodes;
    private final SnapshotReader snapshotReader;
    private final AddressVersions versions;
    private final Duration patience;
    private final VisitorNodeBudget budget;
    private final CurrentRequester currentRequester;
    private final NodeTimeLimit timeLimit;
    private final AsyncCache<Key, Found> kept;
    private final Cache<String, BlockRef> newest =
            Caffeine.newBuilder().expireAfterWrite(SAME_HEAD).build();

    @Inject
    public LivePositions(
            NetworkNodes nodes,
            SnapshotReader snapshotReader,
            PositionsConfig config,
            BudgetConfig shares,
            CurrentRequester currentRequester,
            AddressVersions versions,
            @VirtualThreads ExecutorService threads) {
        this.nodes = nodes;
        this.snapshotReader = snapshotReader;
        this.patience = config.liveTimeout();
        this.timeLimit = new NodeTimeLimit(patience, threads);
        this.budget = new VisitorNodeBudget(config.livePerMinute(), shares.clientShare());
        this.currentRequester = currentRequester;
        this.versions = versions;
        Duration maxAge = shares.answerMaxAge();
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(maxAge.compareTo(AT_LEAST) < 0 ? AT_LEAST : maxAge)
                .executor(threads)
                .buildAsync();
    }

    /**
     * @param verification what is said of the index's own figures
     * @throws LiveUnavailableException if no node answers in time, or the budget or the asker's share of it is used up
     */
    public Position of(Network network, Address address, Verification verification) {
        Requester requester = currentRequester.current();
        return timeLimit.within(network, () -> {
            Found found = found(network, address, requester);
            BlockRef block = found.pin().block();
            return found.accounts().at(block, snapshotReader.isOld(network.name(), block), verification);
        });
    }

    private Found found(Network network, Address address, Requester requester)
            throws ExecutionException, InterruptedException {
        long version = versions.version(network.name(), address);
        Key key = new Key(network.name(), address, version, snapshotReader.isFollowing(network.name()), false);
        Found found = budget.once(kept, key, requester, 1, absent -> read(network, address))
                .orElseThrow(() ->
                        new LiveUnavailableException("too many questions to the nodes of " + network.title() + " now"))
                .get();
        int unread = found.accounts().unread();
        boolean readable = unread > 0 && unread <= MOST_ROWS;
        int permits = Math.ceilDiv(unread, ROWS_A_PERMIT);
        Optional<CompletableFuture<Found>> whole = readable
                ? budget.once(kept, key.withAllRows(), requester, permits, absent -> withRows(network, found))
                : Optional.empty();
        return whole.isPresent() ? withTimeout(whole.get(), found) : found;
    }

    private Found read(Network network, Address address) {
        Pin pin = pin(network);
        LiveAccountReader reader = new LiveAccountReader(nodes.node(network), network, pin.block());
        return new Found(pin, reader.read(address, known(network, pin, address), ROWS_A_PERMIT));
    }

    private Found withRows(Network network, Found found) {
        Pin pin = found.pin();
        return new Found(
                pin, new LiveAccountReader(nodes.node(network), network, pin.block()).withRows(found.accounts()));
    }

    /** In half the time that an answer may take: the one at hand names what it lacks, and is better than none. */
    private Found withTimeout(CompletableFuture<Found> whole, Found found)
            throws ExecutionException, InterruptedException {
        try {
            return whole.get(patience.dividedBy(2).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return found;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NodeException) {
                return found;
            }
            throw e;
        }
    }

    private Pin pin(Network network) {
        if (snapshotReader.isFollowing(network.name())) {
            try {
                return new Pin(snapshotReader.read(network.name(), (networkReads, asOf) -> asOf.block()), true);
            } catch (StoreUnavailableException e) {
                // The node alone has to do.
            }
        }
        return new Pin(newest.get(network.name(), name -> newest(nodes.node(network))), false);
    }

    private static BlockRef newest(Node node) {
        return node.header(BlockTag.LATEST)
                .orElseThrow(() -> new TemporaryNodeException("the node does not know its latest block"))
                .ref();
    }

    private Optional<ClaimableItems> known(Network network, Pin pin, Address address) {
        if (!pin.complete()) {
            return Optional.empty();
        }
        ClaimableItems claimableItems = snapshotReader.read(
                network.name(),
                (networkReads, asOf) -> networkReads.claims(address, pin.block().time(), MOST_CLAIMS));
        boolean all = claimableItems.models().size() < MOST_CLAIMS
                && claimableItems.grants().size() < MOST_CLAIMS;
        return Optional.of(claimableItems).filter(some -> all);
    }
}
