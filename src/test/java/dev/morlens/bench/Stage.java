package dev.morlens.bench;

import dev.morlens.chain.value.Address;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.SyntheticHistory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server that has indexed all of a history and has nothing at hand yet, and the addresses to ask it about. */
public final class Stage implements AutoCloseable {

    private final ReplayNode node;
    private final History history;
    private final ServerProcess server;
    private final Address largest;
    private final int largestSessions;
    private final int hot;
    private final List<Address> addresses;

    private Stage(ReplayNode node, ServerProcess server, History history, Extent extent) {
        this.node = node;
        this.history = history;
        this.server = server;
        this.largest = history.largest();
        this.largestSessions = extent.answered().largest();
        this.hot = extent.hot();
        this.addresses = history.balances().keySet().stream()
                .filter(address -> !address.equals(largest))
                .sorted()
                .toList();
    }

    static Stage caughtUp(Extent extent, ServerLogin database) throws IOException, InterruptedException {
        History history = SyntheticHistory.write(extent.seed(), extent.answered());
        ReplayNode node = ReplayNode.start(history, new Manners(Duration.ZERO, 2_000, 10_000));
        ServerProcess server = ServerProcess.caughtUp(
                ReplayContracts.network(),
                URI.create(node.url()),
                FreshDatabase.on(database),
                Map.of(
                        "MORLENS_POSITIONS_WARM_AT_MOST", "1",
                        // Pages are measured with all that a node tells: one client asks for as many as it can.
                        "MORLENS_PREVIEW_SIMULATIONS_PER_MINUTE", "1000000",
                        "MORLENS_PREVIEW_READS_PER_MINUTE", "1000000"));
        return new Stage(node, server, history, extent);
    }

    /** To which blocks can be added. */
    public History history() {
        return history;
    }

    public ServerProcess server() {
        return server;
    }

    public Address largest() {
        return largest;
    }

    public int largestSessions() {
        return largestSessions;
    }

    /** Those that are asked for again and again. */
    public List<Address> hot() {
        return addresses.subList(0, hot);
    }

    /** Those that are asked for once. */
    public List<Address> cold() {
        return addresses.subList(hot, addresses.size());
    }

    public static String json(Address address) {
        return "/api/v1/local/addresses/" + address;
    }

    public static String page(Address address) {
        return "/local/address/" + address;
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
        node.close();
    }
}
