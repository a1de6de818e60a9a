package dev.morlens.bench;

import dev.morlens.chain.value.Address;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.replay.History;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server that has indexed all of a history and has nothing at hand yet, and the addresses to ask it about. */
final class Stage implements AutoCloseable {

    private static final int HOT = 200;

    private final ReplayNode node;
    private final ServerProcess server;
    private final List<Address> addresses;

    private Stage(ReplayNode node, ServerProcess server, List<Address> addresses) {
        this.node = node;
        this.server = server;
        this.addresses = addresses;
    }

    static Stage caughtUp(History history, ServerLogin database) throws IOException, InterruptedException {
        ReplayNode node = ReplayNode.start(history, new Manners(Duration.ZERO, 2_000, 10_000));
        ServerProcess server = ServerProcess.caughtUp(
                ReplayContracts.network(),
                URI.create(node.url()),
                FreshDatabase.on(database),
                Map.of("MORLENS_POSITIONS_WARM_AT_MOST", "1"));
        return new Stage(
                node, server, history.balances().keySet().stream().sorted().toList());
    }

    ServerProcess server() {
        return server;
    }

    /** Those that are asked for again and again. */
    List<Address> hot() {
        return addresses.subList(0, HOT);
    }

    /** Those that are asked for once. */
    List<Address> cold() {
        return addresses.subList(HOT, addresses.size());
    }

    static String json(Address address) {
        return "/api/v1/local/addresses/" + address;
    }

    static String page(Address address) {
        return "/local/address/" + address;
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
        node.close();
    }
}
