package dev.morlens.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Call;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.indexer.TestIndexers;
import dev.morlens.ledger.Session;
import dev.morlens.position.AsOf;
import dev.morlens.position.Asker;
import dev.morlens.position.Finality;
import dev.morlens.position.Heads;
import dev.morlens.position.Whereabouts;
import dev.morlens.protocol.CloseRules;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.abi.CodeHash;
import dev.morlens.protocol.abi.SessionCalls;
import dev.morlens.protocol.abi.SignedReceipt;
import dev.morlens.protocol.abi.UnsignedCall;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.Reads;
import dev.morlens.store.StatusBoard;
import dev.morlens.store.TestStores;
import dev.morlens.testing.Anvil;
import dev.morlens.testing.DevChain;
import dev.morlens.testing.NodeConfigs;
import dev.morlens.testing.Shares;
import dev.morlens.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A real chain with its index, and what previews need around them. */
public final class PreviewStage implements AutoCloseable {

    public final DevChain chain;
    public final Network network;
    public final Node node;
    public final Anvil anvil;
    private final Runnable indexer;

    public PreviewStage(long seed, int actions) {
        chain = DevChain.start(seed);
        chain.play(actions);
        network = chain.network(TestDatabase.networkName());
        node = Nodes.connect(NodeConfigs.real(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
        anvil = new Anvil(chain.rpcUrl());
        indexer = TestIndexers.following(network, node, TestStores.open(network));
    }

    /** The index's newest block, which is the chain's. */
    public AsOf catchUp() {
        indexer.run();
        BlockHeader head = node.header(BlockTag.LATEST).orElseThrow();
        return new AsOf(head.ref(), Finality.LATEST, false);
    }

    BlockRef head() {
        return node.header(BlockTag.LATEST).orElseThrow().ref();
    }

    public <T> T read(Function<Reads, T> question) {
        return TestStores.stores().read(network.name(), question);
    }

    public Session session(JsonNode made) {
        indexer.run();
        SessionId id = SessionId.of(made.get("made").get("session").asText());
        return read(reads -> reads.session(id)).orElseThrow();
    }

    /** Closes it in a block of its own at that time, as its user, disputed; false if the contract refuses. */
    public boolean close(Session session, Instant time) {
        SignedReceipt receipt = SignedReceipt.disputed(session.id(), network.chainId(), time);
        Call call = new SessionCalls(network.diamond()).closeSession(receipt).call();
        return send(session.facts().user(), call, time);
    }

    /** What {@link #close} would come to, as a dry run in a block of that time says. */
    DryRun rehearse(AsOf before, Session session, Instant time) {
        SignedReceipt receipt = SignedReceipt.disputed(session.id(), network.chainId(), time);
        UnsignedCall call = new SessionCalls(network.diamond()).closeSession(receipt);
        Action close = new Action(
                Action.Kind.CLOSE_SESSION,
                Optional.empty(),
                Optional.empty(),
                List.of(new Action.Step(call, OptionalInt.empty(), Optional.empty(), Optional.of(time))),
                List.of(),
                session.facts().user(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new DryRuns(simulations(1_000))
                .of(network, before, close)
                .orElseThrow()
                .run();
    }

    /** Sends it in a block of its own; false if the contract refuses. */
    public boolean send(Address from, Call call, Instant time) {
        return anvil.mine(from, call, time).get("status").asText().equals("0x1");
    }

    /** That know the code of this chain's contracts. */
    public Rules rules() {
        return rules(CloseRules.of(chain.closeRules()));
    }

    Rules rules(CloseRules known) {
        return new Rules(new Heads(TestStores.stores(), new StatusBoard()), (name, contract) -> {
            Hash code = CodeHash.of(node.code(BlockId.latest(), contract));
            return Optional.of(new Closers.Code(code, known.of(code)));
        });
    }

    public Simulations simulations(int perMinute) {
        return simulations(node, perMinute);
    }

    public ClosePreviews previews() {
        Simulations simulations = simulations(100_000);
        return new ClosePreviews(rules(), new DryRuns(simulations), simulations);
    }

    public Actions actions() {
        return actions(simulations(100_000));
    }

    /** Of a stage whose node tells nothing of single views and tries nothing, as if the budget were used up by then. */
    Actions actionsUnread() {
        return actions(
                new Simulations(
                        nodes(node),
                        config(100_000, Duration.ofSeconds(10)),
                        Shares.ALL,
                        () -> Asker.UNKNOWN,
                        (network, block, address) -> Optional.empty(),
                        Executors.newVirtualThreadPerTaskExecutor()) {
                    @Override
                    public <T> Optional<T> recent(
                            Network network,
                            AsOf asOf,
                            Address about,
                            Object subject,
                            Class<T> type,
                            BiFunction<Node, BlockId, T> question) {
                        return type == OfferFacts.class
                                ? super.recent(network, asOf, about, subject, type, question)
                                : Optional.empty();
                    }

                    @Override
                    <T> Optional<T> attempt(
                            Network network,
                            AsOf asOf,
                            Address about,
                            Object subject,
                            int calls,
                            Class<T> type,
                            BiFunction<Node, BlockId, T> question) {
                        return Optional.empty();
                    }
                });
    }

    private Actions actions(Simulations simulations) {
        Heads heads = new Heads(TestStores.stores(), new StatusBoard());
        LiveFacts unused = new LiveFacts(new Whereabouts(null, null, heads), simulations);
        return new Actions(heads, unused, rules(), new DryRuns(simulations), simulations);
    }

    static Simulations simulations(Node node, int perMinute) {
        return new Simulations(
                nodes(node),
                config(perMinute, Duration.ofSeconds(10)),
                Shares.ALL,
                () -> Asker.UNKNOWN,
                (network, block, address) -> Optional.empty(),
                Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Of any network. */
    public static NetworkNodes nodes(Node node) {
        return new NetworkNodes(null, null) {
            @Override
            public Node node(Network network) {
                return node;
            }
        };
    }

    static PreviewConfig config(int perMinute, Duration patience) {
        return new PreviewConfig() {
            @Override
            public int simulationsPerMinute() {
                return perMinute;
            }

            @Override
            public int readsPerMinute() {
                return perMinute;
            }

            @Override
            public Duration timeout() {
                return patience;
            }
        };
    }

    @Override
    public void close() {
        chain.close();
    }
}
