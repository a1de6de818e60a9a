package dev.morlens.testing.replay;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.protocol.Network;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.Scale;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.truth.Statement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells of indexes that servers have left, as they stand in their embedded databases, what differs from all that the chain's
 * views and storage say: {@code Differences LOGS NAME=DIRECTORY…}. Exits with 1 if anything differs in the last one.
 */
public final class Differences {

    private static final long SEED = 1;
    private static final String NETWORK = "local";
    private static final int SHOWN = 5;
    private static final Pattern OF_A_SESSION = Pattern.compile("^0x[0-9a-f]{64} ");

    private Differences() {}

    /** See above. */
    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        History history = SyntheticHistory.write(SEED, Scale.LARGE.withLogs(Integer.parseInt(arguments[0])));
        List<String> differences = List.of();
        try (ReplayNode replay = ReplayNode.start(history, new Manners(Duration.ZERO, 10_000, 20_000))) {
            Network network = ReplayContracts.network(NETWORK);
            Node node = Nodes.connect(
                            NodeConfigs.of(Map.of("rpc-urls", replay.url(), "requests-per-second", "1000")),
                            network.chainId(),
                            new SimpleMeterRegistry())
                    .node();
            for (int i = 1; i < arguments.length; i++) {
                String[] version = arguments[i].split("=", 2);
                differences = of(network, node, history, Path.of(version[1]));
                print(version[0], history, differences);
            }
        }
        System.exit(differences.isEmpty() ? 0 : 1);
    }

    private static List<String> of(Network network, Node node, History history, Path directory) {
        TestStores.embedded(directory);
        try {
            Statement accounts = TestStores.statement(network);
            List<String> differences = new ArrayList<>();
            if (accounts.sessions().size() != history.sessionCount()) {
                differences.add("number of sessions: the chain has %d, we have %d"
                        .formatted(history.sessionCount(), accounts.sessions().size()));
            }
            differences.addAll(ReplayTruth.differences(node, network, BlockId.latest(), accounts));
            TestStores.owedBreaks(network).forEach(broken -> differences.add("0x" + broken));
            return differences;
        } finally {
            TestStores.shared();
        }
    }

    private static void print(String version, History history, List<String> differences) {
        long sessions = differences.stream()
                .filter(difference -> OF_A_SESSION.matcher(difference).find())
                .map(difference -> difference.substring(0, 66))
                .distinct()
                .count();
        System.out.printf(
                "%s: %d figures differ from the chain, of %d of %d sessions%n",
                version, differences.size(), sessions, history.sessionCount());
        differences.stream().limit(SHOWN).forEach(difference -> System.out.println("  " + difference));
    }
}
