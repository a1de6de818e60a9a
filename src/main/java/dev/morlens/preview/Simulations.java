package dev.morlens.preview;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeException;
import dev.morlens.chain.value.Hash;
import dev.morlens.position.AsOf;
import dev.morlens.position.Askers;
import dev.morlens.position.BudgetConfig;
import dev.morlens.position.NodeBudget;
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
 * Questions that visitors make us ask nodes: each at most once a block, within one budget for trying transactions and one
 * for reading views. An answer belongs to its block and never grows old.
 */
@ApplicationScoped
public class Simulations {

    private static final Logger LOG = Logger.getLogger(Simulations.class);

    /** Some 300 bytes each. */
    private static final int MOST_KEPT = 20_000;

    /** Positions move on to newer blocks long before. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Several calls in sequence are one request, but each of them is work for a node. */
    private static final int CALLS_PER_PERMIT = 5;

    private record Question(String network, Hash block, Object subject) {}

    private final NetworkNodes nodes;
    private final Duration patience;
    private final NodeBudget trials;
    private final NodeBudget readings;
    private final Askers askers;
    private final AsyncCache<Question, Object> answers;

    @Inject
    public Simulations(
            NetworkNodes nodes,
            PreviewConfig config,
            BudgetConfig shares,
            Askers askers,
            @VirtualThreads ExecutorService threads) {
        this.nodes = nodes;
        this.patience = config.timeout();
        this.trials = new NodeBudget(config.simulationsPerMinute(), shares.clientShare());
        this.readings = new NodeBudget(config.readsPerMinute(), shares.clientShare());
        this.askers = askers;
        this.answers = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(KEPT)
                .executor(threads)
                .buildAsync();
    }

    /**
     * Reads views of the network's nodes at the block of {@code asOf}; empty if the budget or the asker's share of it is
     * used up, or no node answers in time.
     *
     * @param subject names the question among all about that block, as a value
     */
    public <T> Optional<T> ask(
            Network network, AsOf asOf, Object subject, Class<T> type, BiFunction<Node, BlockId, T> question) {
        return ask(readings, 1, network, asOf, subject, question).map(type::cast);
    }

    /**
     * The same for transactions to be tried.
     *
     * @param calls how many, in sequence
     */
    <T> Optional<T> attempt(
            Network network,
            AsOf asOf,
            Object subject,
            int calls,
            Class<T> type,
            BiFunction<Node, BlockId, T> question) {
        return ask(trials, Math.ceilDiv(calls, CALLS_PER_PERMIT), network, asOf, subject, question)
                .map(type::cast);
    }

    private <T> Optional<Object> ask(
            NodeBudget budget,
            int permits,
            Network network,
            AsOf asOf,
            Object subject,
            BiFunction<Node, BlockId, T> question) {
        if (asOf.stale()) {
            return Optional.empty();
        }
        Question key = new Question(network.name(), asOf.block().hash(), subject);
        return budget.once(answers, key, askers.current(), permits, wanted -> answer(network, wanted, question))
                .flatMap(answer -> await(key, answer));
    }

    private <T> T answer(Network network, Question key, BiFunction<Node, BlockId, T> question) {
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
