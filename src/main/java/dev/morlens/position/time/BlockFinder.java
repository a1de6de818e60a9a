package dev.morlens.position.time;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.position.head.PositionsConfig;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.Networks;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatus.IndexState;
import dev.morlens.store.feed.IndexStatusRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Asks a node for past blocks that the index does not keep, since nothing happened in them. An answer waits for it only
 * so long, and only few at once: readers must not use up what the indexer may ask.
 */
@ApplicationScoped
public class BlockFinder {

    private static final Logger LOG = Logger.getLogger(BlockFinder.class);
    private static final int AT_ONCE = 4;
    private static final int KEPT = 10_000;

    private record Key(String network, AsOfTime moment) {}

    private final Networks networks;
    private final NetworkNodes nodes;
    private final IndexStatusRegistry board;
    private final Duration patience;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Cache<Key, BlockRef> found =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    @Inject
    public BlockFinder(Networks networks, NetworkNodes nodes, IndexStatusRegistry board, PositionsConfig config) {
        this.networks = networks;
        this.nodes = nodes;
        this.board = board;
        this.patience = config.nodeTimeout();
    }

    /**
     * The block that a moment in a gap means; empty if no node tells in time.
     *
     * @param finalized the newest final height: what lies above is not kept at hand
     */
    Optional<BlockRef> find(String network, AsOfTime asOfTime, BlockGap gap, long finalized) {
        Key key = new Key(network, asOfTime);
        BlockRef known = found.getIfPresent(key);
        if (known != null && gap.allow(known)) {
            return Optional.of(known);
        }
        Optional<BlockRef> told = ask(network, asOfTime, gap).filter(gap::allow);
        told.filter(block -> block.number() < finalized).ifPresent(block -> found.put(key, block));
        return told;
    }

    private Optional<BlockRef> ask(String network, AsOfTime asOfTime, BlockGap gap) {
        if (isOutOfReach(network) || !turns.tryAcquire()) {
            return Optional.empty();
        }
        Node node = nodes.node(networks.named(network));
        Future<BlockRef> answer = threads.submit(() -> look(node, asOfTime, gap));
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("no node told which block of %s %s is: %s", network, asOfTime, e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            answer.cancel(true);
            turns.release();
        }
    }

    private static BlockRef look(Node node, AsOfTime asOfTime, BlockGap gap) {
        if (asOfTime instanceof AsOfTime.Block(long number)) {
            return header(node, number);
        }
        Instant at = ((AsOfTime.Time) asOfTime).at();
        BlockRef low = gap.below().orElseGet(() -> header(node, 0));
        boolean beforeTheChain = low.time().isAfter(at);
        return beforeTheChain
                ? low
                : new BlockSearch(node, at).between(low, gap.above().orElseThrow());
    }

    private static BlockRef header(Node node, long number) {
        return node.headers(List.of(number)).getFirst().ref();
    }

    private boolean isOutOfReach(String network) {
        return board.of(network)
                .map(IndexStatus::state)
                .filter(IndexState.NODE_UNREACHABLE::equals)
                .isPresent();
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
