package dev.morlens.bench;

import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.MinedBlock;
import dev.morlens.testing.replay.history.Miner;
import dev.morlens.testing.replay.history.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a block at the head costs: questions to the node, and bytes of memory and database that come with time alone. */
final class Following {

    private static final Duration BLOCK = Duration.ofMillis(200);

    /** So the last block gets its whole interval, too. */
    private static final Duration AFTER_THE_LAST = BLOCK.dividedBy(2);

    /** Audit, completeness, second and late looks and finality come by the clock, not by the block. */
    private static final Map<String, String> BY_THE_BLOCK_ALONE = Map.of(
            "MORLENS_INDEXER_AUDIT_CALLS", "0",
            "MORLENS_INDEXER_COMPLETENESS_INTERVAL", "1h",
            "MORLENS_INDEXER_RECHECK_HEAD_INTERVAL", "1h",
            "MORLENS_INDEXER_RECHECK_HISTORY_INTERVAL", "1h",
            "MORLENS_INDEXER_FINALITY_INTERVAL", "1h");

    private final History history;
    private final ReplayNode node;
    private final ServerLogin login;
    private final Extent extent;
    private final Figures figures;

    Following(History history, ReplayNode node, ServerLogin login, Extent extent, Figures figures) {
        this.history = history;
        this.node = node;
        this.login = login;
        this.extent = extent;
        this.figures = figures;
    }

    void measure() throws IOException, InterruptedException {
        try (ServerProcess server = Growth.start(node, login, BY_THE_BLOCK_ALONE)) {
            server.awaitIndex();
            follow(server, history::mineEmpty, extent.followed(), "nothing touched", Goal.atMost(1));
            follow(server, history::mine, extent.followed(), "with logs", Goal.NONE);
        }
        if (extent.followedByTheClock() > 0) {
            measureByTheClock();
        }
    }

    private void measureByTheClock() throws IOException, InterruptedException {
        try (ServerProcess server = Growth.start(node, login, Map.of())) {
            server.awaitIndex();
            follow(
                    server,
                    history::mineEmpty,
                    extent.followedByTheClock(),
                    "nothing touched, and the checks that come by the clock",
                    Goal.NONE);
        }
    }

    private void follow(ServerProcess server, Supplier<MinedBlock> block, int count, String name, Goal goal)
            throws IOException, InterruptedException {
        DatabaseSize sizeBefore = DatabaseSize.of(login);
        double residentBefore = server.memory().megabytes();
        Traffic before = node.traffic();
        Miner miner = Miner.every(BLOCK, block);
        try (miner) {
            Thread.sleep(BLOCK.multipliedBy(count).minus(AFTER_THE_LAST));
        }
        Thread.sleep(AFTER_THE_LAST);
        server.awaitIndex();
        Traffic traffic = node.traffic().since(before);
        double blocks = miner.mined().size();
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("blocks", miner.mined().size());
        context.put("logs", miner.mined().stream().mapToInt(MinedBlock::logs).sum());
        context.put("callsPerBlock", Figures.rounded(traffic.callCount() / blocks));
        context.put("bytesPerBlock", Math.round(traffic.bytes() / blocks));
        context.put("calls", traffic.calls());
        context.put("databaseBytesMore", DatabaseSize.of(login).bytes() - sizeBefore.bytes());
        context.put("residentMbMore", Figures.rounded(server.memory().megabytes() - residentBefore));
        Spread requests = Spread.of(traffic.requests() / blocks);
        figures.add("rpc_calls_per_block_following", name, "requests", goal, requests, context);
    }
}
