package dev.morlens.preview;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.failsafe.RateLimiter;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeException;
import dev.morlens.chain.value.Hash;
import dev.morlens.position.AsOf;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.view.ViewFailedException;
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
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * Questions that visitors make us ask nodes: each at most once a block, all of them within one budget, so that nobody can
 * use up a node's limits through us. An answer belongs to its block and never grows old.
 */
@ApplicationScoped
public class Simulations {

    private static final Logger LOG = Logger.getLogger(Simulations.class);

    /** Some 300 bytes each. */
    private static final int MOST_KEPT = 20_000;

    /** Positions move on to newer blocks long before. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private record Question(String network, Hash block, Object subject) {}

    private final NetworkNodes nodes;
    private final Duration patience;
    private final Optional<RateLimiter<Object>> budget;
    private final AsyncCache<Question, Object> answers;

    @Inject
    public Simulations(NetworkNodes nodes, PreviewConfig config, @VirtualThreads ExecutorService threads) {
        this.nodes = nodes;
        this.patience = config.patience();
        this.budget = Optional.of(config.simulationsPerMinute())
                .filter(perMinute -> perMinute > 0)
                .map(perMinute -> RateLimiter.burstyBuilder(perMinute, Duration.ofMinutes(1))
                        .build());
        this.answers = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(KEPT)
                .executor(threads)
                .buildAsync();
    }

    /**
     * Asks the network's nodes at the block of {@code asOf}; empty if the budget is used up or no node answers in time.
     *
     * @param subject names the question among all about that block, as a value
     */
    public <T> Optional<T> ask(
            Network network, AsOf asOf, Object subject, Class<T> type, BiFunction<Node, BlockId, T> question) {
        if (asOf.stale()) {
            return Optional.empty();
        }
        Question key = new Question(network.name(), asOf.block().hash(), subject);
        return await(key, answers.get(key, wanted -> answer(network, wanted, question)))
                .map(type::cast);
    }

    private <T> T answer(Network network, Question key, BiFunction<Node, BlockId, T> question) {
        if (budget.isEmpty() || !budget.get().tryAcquirePermit()) {
            return null;
        }
        try {
            return question.apply(nodes.node(network), new BlockId.Hashed(key.block()));
        } catch (NodeException | ViewFailedException e) {
            LOG.debugf("%s could not be asked: %s", key, e.getMessage());
            return null;
        }
    }

    private Optional<Object> await(Question key, CompletableFuture<Object> answer) {
        try {
            Optional<Object> found = Optional.ofNullable(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
            if (found.isEmpty()) {
                // The cache drops it as well, but only some time after those who wait have gone on and may ask again.
                answers.asMap().remove(key, answer);
            }
            return found;
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking " + key + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
