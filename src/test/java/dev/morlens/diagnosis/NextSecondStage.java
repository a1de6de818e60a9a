package dev.morlens.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.market.contract.ContractReader;
import dev.morlens.market.health.ProtocolHealths;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.preview.PreviewStage;
import dev.morlens.preview.action.DryRuns;
import dev.morlens.preview.action.RecoveryAction;
import dev.morlens.preview.action.RecoveryActions;
import dev.morlens.preview.close.ClosePreviews;
import dev.morlens.preview.close.NextClose;
import dev.morlens.preview.due.LiveFacts;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.NetworksConfig;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.SignedReceipt;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.HoldStorage;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.server.Shares;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** What is said of a real chain's next blocks, and what those blocks then do; the chain is as before after each. */
final class NextSecondStage implements AutoCloseable {

    /**
     * What a transaction came to.
     *
     * @param received by its sender, in wei of MOR
     * @param held more in rows of the sender's than before, in wei
     * @param logs that it left
     */
    record Outcome(boolean taken, Wei received, Wei held, int logs) {}

    final PreviewStage stage;
    private final ClosePreviews previews;
    private final RecoveryActions recoveryActions;
    private final Diagnoses diagnoses;

    NextSecondStage(long seed) {
        stage = new PreviewStage(seed, Counts.of(20));
        stage.chain.upgrade("daylock");
        stage.chain.upgrade("pool");
        previews = stage.previews();
        recoveryActions = stage.actions();
        diagnoses = new Diagnoses(cases(), stage.simulations(1));
    }

    private CaseReader cases() {
        Networks networks = networks();
        NodeQueries nodeQueries = stage.simulations(100_000);
        SnapshotReader snapshotReader = new SnapshotReader(TestStores.stores(), new IndexStatusRegistry());
        DryRuns dryRuns = new DryRuns(nodeQueries);
        return new CaseReader(
                snapshotReader,
                new LiveFacts(new PositionResolver(null, null, snapshotReader), nodeQueries),
                null,
                networks,
                new ProtocolHealths(
                        snapshotReader,
                        PreviewStage.nodes(stage.node),
                        (network, block, address) -> Optional.empty(),
                        Shares.ALL,
                        Executors.newVirtualThreadPerTaskExecutor()),
                new ContractReader(networks, snapshotReader, null),
                stage.rules(),
                nodeQueries,
                new CaseDryRuns(dryRuns, stage.previews(), nodeQueries));
    }

    /** That none but this one is served. */
    private Networks networks() {
        String prefix = "morlens.networks." + stage.network.name() + ".";
        return new Networks(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(Map.of(
                        "morlens.networks-served",
                        stage.network.name(),
                        prefix + "title",
                        stage.network.title(),
                        prefix + "chain-id",
                        String.valueOf(stage.network.chainId()),
                        prefix + "token",
                        stage.network.token().toString(),
                        prefix + "diamond",
                        stage.network.diamond().toString(),
                        prefix + "start-block",
                        String.valueOf(stage.network.startBlock().orElseThrow()),
                        prefix + "rpc-urls",
                        stage.chain.rpcUrl().toString()))
                .withMapping(NetworksConfig.class)
                .build()
                .getConfigMapping(NetworksConfig.class));
    }

    /** Mines blocks of that time, so that the last of them is the newest. */
    AsOf mine(Instant time, int blocks) {
        for (int i = 0; i < blocks; i++) {
            stage.anvil.mine(time);
        }
        return stage.catchUp();
    }

    NextClose close(AsOf asOf, Session session) {
        return previews.next(stage.network, asOf, session);
    }

    List<RecoveryAction> actions(Address address) {
        return recoveryActions.of(stage.network, address).actions();
    }

    Diagnosis diagnosis(Address address) {
        return diagnoses.of(stage.network, address);
    }

    /** Closes a session as its user, disputed, in a block of that time. */
    Outcome close(Session session, Instant time) {
        SignedReceipt receipt = SignedReceipt.disputed(session.id(), stage.network.chainId(), time);
        ViewCall viewCall =
                new SessionCalls(stage.network.diamond()).closeSession(receipt).call();
        return send(session.facts().user(), viewCall, time);
    }

    Outcome send(Address from, ViewCall viewCall, Instant time) {
        return stage.anvil.undone(() -> {
            Wei balance = balance(from);
            Wei held = held(from);
            JsonNode receipt = stage.anvil.mine(from, viewCall, time);
            return new Outcome(
                    receipt.get("status").asText().equals("0x1"),
                    balance(from).minus(balance),
                    held(from).minus(held),
                    receipt.get("logs").size());
        });
    }

    private Wei balance(Address of) {
        return new DiamondReader(stage.node, stage.network).balance(BlockId.latest(), of);
    }

    private Wei held(Address of) {
        return Wei.sum(new HoldStorage(stage.node, stage.network.diamond())
                .read(BlockId.latest(), of).stream().map(StoredHold::amount).toList());
    }

    @Override
    public void close() {
        stage.close();
    }
}
