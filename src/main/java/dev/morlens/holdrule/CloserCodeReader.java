package dev.morlens.holdrule;

import dev.morlens.ask.NodeQueryConfig;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.abi.CodeHash;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Asks a node once for the code of each contract that ever closed sessions: code stays as it is. Their number is the
 * protocol's own doing and not the visitors', so that this needs no budget.
 */
@ApplicationScoped
public class CloserCodeReader implements CloserCodes {

    private static final Logger LOG = Logger.getLogger(CloserCodeReader.class);

    /** Before a node that did not tell is asked again. */
    private static final Duration REST = Duration.ofSeconds(10);

    private record Key(String network, Address contract) {}

    private record Asked(CompletableFuture<Optional<Hash>> answer, Instant at) {

        boolean failedLongAgo() {
            return answer.isDone()
                    && answer.getNow(Optional.empty()).isEmpty()
                    && at.plus(REST).isBefore(Instant.now());
        }
    }

    private final Networks networks;
    private final NetworkNodes nodes;
    private final Duration patience;
    private final ExecutorService threads;
    private final Map<Key, Asked> asked = new ConcurrentHashMap<>();

    @Inject
    CloserCodeReader(
            Networks networks, NetworkNodes nodes, NodeQueryConfig config, @VirtualThreads ExecutorService threads) {
        this.networks = networks;
        this.nodes = nodes;
        this.patience = config.timeout();
        this.threads = threads;
    }

    @Override
    public Optional<CloserCode> code(String network, Address contract) {
        Asked question = asked.compute(
                new Key(network, contract),
                (key, before) -> before == null || before.failedLongAgo() ? ask(key) : before);
        return await(question)
                .map(hash -> new CloserCode(hash, networks.closeRules(network).of(hash)));
    }

    private Asked ask(Key key) {
        Network network = networks.named(key.network());
        return new Asked(CompletableFuture.supplyAsync(() -> hash(network, key.contract()), threads), Instant.now());
    }

    private Optional<Hash> hash(Network network, Address contract) {
        try {
            byte[] code = nodes.node(network).code(BlockId.latest(), contract);
            // What has closed sessions has code: a node without it does not have the block of its deployment yet.
            return code.length == 0 ? Optional.empty() : Optional.of(CodeHash.of(code));
        } catch (NodeException e) {
            LOG.debugf("the code of %s on %s could not be read: %s", contract, network.name(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Nobody waits for longer than if the question were asked alone. */
    private Optional<Hash> await(Asked question) {
        Duration left = patience.minus(Duration.between(question.at(), Instant.now()));
        try {
            return question.answer().get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading a contract's code failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
