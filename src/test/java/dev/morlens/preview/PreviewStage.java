package dev.morlens.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.ask.NodeQueries;
import dev.morlens.ask.NodeQueryConfig;
import dev.morlens.ask.Requester;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.holdrule.CloserCodes;
import dev.morlens.holdrule.RuleHistory;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.preview.action.ActionKind;
import dev.morlens.preview.action.ActionNodeFacts;
import dev.morlens.preview.action.DryRun;
import dev.morlens.preview.action.DryRuns;
import dev.morlens.preview.action.RecoveryAction;
import dev.morlens.preview.action.RecoveryActions;
import dev.morlens.preview.close.ClosePreviews;
import dev.morlens.preview.due.LiveFacts;
import dev.morlens.protocol.CloseRules;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.abi.CodeHash;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.SignedReceipt;
import dev.morlens.protocol.call.UnsignedCall;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.chain.Anvil;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.server.Shares;
import dev.morlens.testing.server.TestDatabase;
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
        return new AsOf(head.ref(), FinalityLevel.LATEST, false);
    }

    BlockRef head() {
        return node.header(BlockTag.LATEST).orElseThrow().ref();
    }

    public <T> T read(Function<NetworkReads, T> question) {
        return TestStores.stores().read(network.name(), question);
    }

    public Session session(JsonNode made) {
        indexer.run();
        SessionId id = SessionId.of(made.get("made").get("session").asText());
        return read(networkReads -> networkReads.session(id)).orElseThrow();
    }

    /** Closes it in a block of its own at that time, as its user, disputed; false if the contract refuses. */
    public boolean close(Session session, Instant time) {
        SignedReceipt receipt = SignedReceipt.disputed(session.id(), network.chainId(), time);
        ViewCall viewCall =
                new SessionCalls(network.diamond()).closeSession(receipt).call();
        return send(session.facts().user(), viewCall, time);
    }

    /** What {@link #close} would come to, as a dry run in a block of that time says. */
    public DryRun rehearse(AsOf before, Session session, Instant time) {
        SignedReceipt receipt = SignedReceipt.disputed(session.id(), network.chainId(), time);
        UnsignedCall call = new SessionCalls(network.diamond()).closeSession(receipt);
        RecoveryAction close = new RecoveryAction(
                ActionKind.CLOSE_SESSION,
                Optional.empty(),
                Optional.empty(),
                List.of(new RecoveryAction.CallStep(call, OptionalInt.empty(), Optional.empty(), Optional.of(time))),
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
    public boolean send(Address from, ViewCall viewCall, Instant time) {
        return anvil.mine(from, viewCall, time).get("status").asText().equals("0x1");
    }

    /** That know the code of this chain's contracts. */
    public RuleHistory rules() {
        return rules(CloseRules.of(chain.closeRules()));
    }

    public RuleHistory rules(CloseRules known) {
        return new RuleHistory(new SnapshotReader(TestStores.stores(), new IndexStatusRegistry()), (name, contract) -> {
            Hash code = CodeHash.of(node.code(BlockId.latest(), contract));
            return Optional.of(new CloserCodes.CloserCode(code, known.of(code)));
        });
    }

    public NodeQueries simulations(int perMinute) {
        return simulations(node, perMinute);
    }

    public ClosePreviews previews() {
        NodeQueries nodeQueries = simulations(100_000);
        return new ClosePreviews(rules(), new DryRuns(nodeQueries), nodeQueries);
    }

    public RecoveryActions actions() {
        return actions(simulations(100_000));
    }

    /** Of a stage whose node tells nothing of single views and tries nothing, as if the budget were used up by then. */
    public RecoveryActions actionsUnread() {
        return actions(
                new NodeQueries(
                        nodes(node),
                        config(100_000, Duration.ofSeconds(10)),
                        Shares.ALL,
                        () -> Requester.UNKNOWN,
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
                        return type == ActionNodeFacts.class
                                ? super.recent(network, asOf, about, subject, type, question)
                                : Optional.empty();
                    }

                    @Override
                    public <T> Optional<T> attempt(
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

    private RecoveryActions actions(NodeQueries nodeQueries) {
        SnapshotReader snapshotReader = new SnapshotReader(TestStores.stores(), new IndexStatusRegistry());
        LiveFacts unused = new LiveFacts(new PositionResolver(null, null, snapshotReader), nodeQueries);
        return new RecoveryActions(snapshotReader, unused, rules(), new DryRuns(nodeQueries), nodeQueries);
    }

    public static NodeQueries simulations(Node node, int perMinute) {
        return new NodeQueries(
                nodes(node),
                config(perMinute, Duration.ofSeconds(10)),
                Shares.ALL,
                () -> Requester.UNKNOWN,
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

    public static NodeQueryConfig config(int perMinute, Duration patience) {
        return new NodeQueryConfig() {
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
