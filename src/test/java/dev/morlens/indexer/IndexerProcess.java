package dev.morlens.indexer;

import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.node.NodeConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An indexer in a process of its own, to be killed. Small batches, so that every instant is in the middle of one. */
public final class IndexerProcess {

    private IndexerProcess() {}

    /** Name, chain id, token, Diamond, RPC URL, JDBC URL, user, password. */
    public static void main(String[] arguments) throws InterruptedException {
        Network network = new Network(
                arguments[0],
                "Killed now and then",
                Long.parseLong(arguments[1]),
                Address.of(arguments[2]),
                Address.of(arguments[3]),
                Optional.empty(),
                OptionalLong.of(1));
        TestStores.use(new ServerLogin(arguments[5], arguments[6], arguments[7]));
        Node node = Nodes.connect(
                        NodeConfigs.fast(URI.create(arguments[4])), network.chainId(), new SimpleMeterRegistry())
                .node();
        LedgerStore store = open(network);
        NetworkIndexer indexer = TestIndexers.indexer(
                network,
                node,
                store,
                new IndexStatusRegistry(),
                Map.of("backfill-above", "30", "blocks-at-head", "3"),
                5);
        while (true) {
            Duration wait = indexer.step();
            Thread.sleep(wait.isZero() ? Duration.ZERO : Duration.ofMillis(20));
        }
    }

    /** The killed one's right to write has to run out first. */
    private static LedgerStore open(Network network) throws InterruptedException {
        while (true) {
            try {
                return TestStores.open(network);
            } catch (StoreUnavailableException e) {
                Thread.sleep(50);
            }
        }
    }
}
