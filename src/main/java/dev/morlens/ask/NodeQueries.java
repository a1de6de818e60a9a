package dev.morlens.ask;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.view.ViewFailedException;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Questions that visitors make us ask nodes, within one budget for trying transactions and one for reading views. What is
 * asked about the very block of an answer is asked once a block. What may be a little older is asked again when its answer has
 * become too old, or when a block has touched the address that it is about.
 */
@ApplicationScoped
public class NodeQueries {

    private static final Logger LOG = Logger.getLogger(NodeQueries.class);

    /** Some 300 bytes each. */
    private static final int MOST_KEPT = 20_000;

    /** Positions move on to newer blocks long before. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Several calls in sequence are one request, but each of them is work for a node. */
    private static final int CALLS_PER_PERMIT = 5;

    /** The blocks of all answers that something is put together from. */
    private static final ScopedValue<Collection<BlockRef>> NOTED = ScopedValue.newInstance();

    /** @param state that it is about: a block, or one in which an address may be for many blocks */
    private record Question(String network, Object state, Object subject) {}

    private record Told(Object answer, BlockRef block) {}

    private final NetworkNodes nodes;
    private final Duration patience;
    private final Duration maxAge;
    private final VisitorNodeBudget trials;
    private final VisitorNodeBudget readings;
    private final CurrentRequester currentRequester;
    private final StateIds stateIds;
    private final AsyncCache<Question, Told> answers;

    @Inject
    public NodeQueries(
            NetworkNodes nodes,
            NodeQueryConfig config,
            BudgetConfig shares,
            CurrentRequester currentRequester,
            StateIds stateIds,
            @VirtualThreads ExecutorService threads) {
        this.nodes = nodes;
        this.patience = config.timeout();
        this.maxAge = shares.answerMaxAge();
        this.trials = new VisitorNodeBudget(config.simulationsPerMinute(), shares.clientShare());
        this.readings = new VisitorNodeBudget(config.readsPerMinute(), shares.clientShare());
        this.currentRequester = currentRequester;
        this.stateIds = stateIds;
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
        Question exact = new Question(network.name(), asOf.block().hash(), subject);
        return ask(readings, 1, network, asOf, exact, question).map(type::cast);
    }

    /**
     * The same, or what was told lately, while no block touched an address.
     *
     * @param about that address
     * @param subject names the question among all about it, as a value
     */
    public <T> Optional<T> recent(
            Network network,
            AsOf asOf,
            Address about,
            Object subject,
            Class<T> type,
            BiFunction<Node, BlockId, T> question) {
        return ask(readings, 1, network, asOf, lately(network, asOf, about, subject), question)
                .map(type::cast);
    }

    /**
     * The same for transactions to be tried.
     *
     * @param calls how many, in sequence
     */
    public <T> Optional<T> attempt(
            Network network,
            AsOf asOf,
            Address about,
            Object subject,
            int calls,
            Class<T> type,
            BiFunction<Node, BlockId, T> question) {
        int permits = Math.ceilDiv(calls, CALLS_PER_PERMIT);
        return ask(trials, permits, network, asOf, lately(network, asOf, about, subject), question)
                .map(type::cast);
    }

    /** Notes what blocks the answers are of that something is put together from, all by the calling thread. */
    public <T> DatedAnswer<T> dated(Supplier<T> act) {
        List<BlockRef> noted = new ArrayList<>();
        T value = ScopedValue.where(NOTED, noted).call(act::get);
        return DatedAnswer.of(value, noted.stream().min(Comparator.comparing(BlockRef::time)), maxAge);
    }

    /** An answer of a node that was asked for elsewhere. */
    public void note(BlockRef block) {
        if (NOTED.isBound()) {
            NOTED.get().add(block);
        }
    }

    /** Of this block alone, where it is not known whether it differs from those before. */
    private Question lately(Network network, AsOf asOf, Address about, Object subject) {
        Object state =
                stateIds.at(network, asOf.block(), about).orElse(asOf.block().hash());
        return new Question(network.name(), state, subject);
    }

    private <T> Optional<Object> ask(
            VisitorNodeBudget budget,
            int permits,
            Network network,
            AsOf asOf,
            Question key,
            BiFunction<Node, BlockId, T> question) {
        if (asOf.stale()) {
            return Optional.empty();
        }
        BlockRef block = asOf.block();
        forgetIfOld(key, block);
        Optional<Told> told = budget.once(
                        answers,
                        key,
                        currentRequester.current(),
                        permits,
                        wanted -> answer(network, wanted, block, question))
                .flatMap(answer -> await(key, answer));
        told.map(Told::block).ifPresent(this::note);
        return told.map(Told::answer);
    }

    private void forgetIfOld(Question key, BlockRef now) {
        CompletableFuture<Told> known = answers.getIfPresent(key);
        if (known != null && known.isDone() && !known.isCompletedExceptionally() && isOld(known.join(), now)) {
            answers.asMap().remove(key, known);
        }
    }

    /** One of a later block is none of this one. */
    private boolean isOld(Told known, BlockRef now) {
        Duration age = Duration.between(known.block().time(), now.time());
        boolean isOfIt = known.block().equals(now);
        return !isOfIt && (known.block().number() >= now.number() || age.compareTo(maxAge) >= 0);
    }

    private <T> Told answer(Network network, Question key, BlockRef block, BiFunction<Node, BlockId, T> question) {
        try {
            return new Told(question.apply(nodes.node(network), new BlockId.Hashed(block.hash())), block);
        } catch (NodeException | ViewFailedException e) {
            LOG.debugf("%s could not be asked: %s", key, e.getMessage());
            return null;
        }
    }

    private Optional<Told> await(Question key, CompletableFuture<Told> answer) {
        try {
            Optional<Told> found = Optional.ofNullable(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
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
