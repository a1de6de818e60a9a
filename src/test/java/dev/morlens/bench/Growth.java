package dev.morlens.bench;

import dev.morlens.chain.value.Address;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.Scale;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.replay.history.Traffic;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How memory, database and questions to the node grow with a chain of which one address has a quarter of all sessions:
 * one backfill, killed when nine tenths are done, resumed, and followed.
 */
final class Growth {

    private static final String HEAP = "256m";
    private static final double KILLED_AT = 0.9;

    private static final Manners NEAR = new Manners(Duration.ZERO, 2_000, 10_000);

    /** What is there at a part of the chain. */
    private record Mark(DatabaseSize size, double residentMegabytes, double heapMegabytes) {}

    private final ServerLogin database;
    private final Extent extent;
    private final Figures figures;
    private final Parts parts;
    private final Map<String, Mark> marks = new LinkedHashMap<>();
    private double nodeBytesPerLog;
    private String stateWhenKilled = "";

    Growth(ServerLogin database, Extent extent, Figures figures, Parts parts) {
        this.database = database;
        this.extent = extent;
        this.figures = figures;
        this.parts = parts;
    }

    void measure() throws IOException, InterruptedException {
        History history = SyntheticHistory.write(extent.seed(), Scale.LARGE.withLogs(extent.chainLogs()));
        ServerLogin login = FreshDatabase.on(database);
        try (ReplayNode node = ReplayNode.start(history, NEAR)) {
            double backfill = untilKilled(node, login, history) / KILLED_AT;
            double resume = resumed(node, login, history);
            figures.add(
                    "resume_seconds_over_backfill",
                    "ratio",
                    Goal.NONE,
                    Spread.of(resume / backfill),
                    Map.of(
                            "killedAt", KILLED_AT,
                            "stateWhenKilled", stateWhenKilled,
                            "resumeSeconds", Figures.rounded(resume),
                            "leaseSeconds", extent.lease().toSeconds(),
                            "backfillSeconds", Figures.rounded(backfill)));
            note(history);
            new Projection(marks.get("100 %").size(), figures).note(history.logCount() / backfill, nodeBytesPerLog);
            parts.ended("growth");
            new Following(history, node, login, extent, figures).measure();
            parts.ended("following");
        }
    }

    /** Seconds from the start of the process until so much is done. */
    private double untilKilled(ReplayNode node, ServerLogin login, History history)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Traffic before = node.traffic();
        try (ServerProcess server = start(
                node, login, Map.of("MORLENS_DATABASE_LEASE", extent.lease().toString()))) {
            mark("10 %", 0.1, server, login);
            mark("50 %", 0.5, server, login);
            mark("90 %", KILLED_AT, server, login);
            stateWhenKilled = server.state();
            server.kill();
            double seconds = (System.nanoTime() - begun) / 1e9;
            noteTraffic(node.traffic().since(before), history);
            return seconds;
        }
    }

    static ServerProcess start(ReplayNode node, ServerLogin login, Map<String, String> special) throws IOException {
        return ServerProcess.start(ReplayContracts.network(), URI.create(node.url()), login, special, HEAP);
    }

    private void mark(String name, double part, ServerProcess server, ServerLogin login)
            throws IOException, InterruptedException {
        server.awaitPart(part);
        mark(name, server, login);
    }

    private void mark(String name, ServerProcess server, ServerLogin login) throws IOException, InterruptedException {
        marks.put(name, new Mark(DatabaseSize.of(login), server.memory().peakMegabytes(), server.heapMegabytes()));
    }

    /** Seconds from the start of the next process until it has caught up. */
    private double resumed(ReplayNode node, ServerLogin login, History history)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (ServerProcess server = start(
                node, login, Map.of("MORLENS_DATABASE_LEASE", extent.lease().toString()))) {
            server.awaitIndex();
            double seconds = (System.nanoTime() - begun) / 1e9;
            ask(server, history);
            mark("100 %", server, login);
            return seconds;
        }
    }

    /** Answers take memory, too, most of all those about an address with a quarter of all sessions. */
    private void ask(ServerProcess server, History history) throws IOException, InterruptedException {
        List<Address> asked = new ArrayList<>(history.balances().keySet().stream()
                .sorted()
                .limit(extent.askedAfterGrowth())
                .toList());
        asked.add(history.largest());
        for (Address address : asked) {
            server.body(Stage.json(address));
            server.body(Stage.page(address));
        }
        server.body(Stage.json(history.largest()) + "/diagnosis");
    }

    private void noteTraffic(Traffic traffic, History history) throws IOException {
        double blocks = KILLED_AT * history.head();
        nodeBytesPerLog = traffic.bytes() / (KILLED_AT * history.logCount());
        figures.add(
                "rpc_calls_per_1000_blocks_backfill",
                "calls",
                Goal.NONE,
                Spread.of(1_000 * traffic.callCount() / blocks),
                Map.of(
                        "requestsPer1000Blocks", Figures.rounded(1_000 * traffic.requests() / blocks),
                        "bytesPer1000Blocks", Math.round(1_000 * traffic.bytes() / blocks),
                        "calls", traffic.calls(),
                        "blocks", Math.round(blocks)));
    }

    private void note(History history) throws IOException {
        Spread resident = new Spread();
        Map<String, Object> memory = new LinkedHashMap<>(Map.of("xmx", HEAP, "logs", history.logCount()));
        marks.forEach((name, mark) -> memory.put(
                name,
                Map.of(
                        "peakResidentMb", Figures.rounded(mark.residentMegabytes()),
                        "heapMb", Figures.rounded(mark.heapMegabytes()))));
        resident.add(marks.values().stream()
                .mapToDouble(Mark::residentMegabytes)
                .max()
                .orElseThrow());
        figures.add("rss_mb", "MB", Goal.atMost(512), resident, memory);
        for (String name : marks.keySet()) {
            DatabaseSize size = marks.get(name).size();
            Map<String, ?> context = Map.of(
                    "bytes", size.bytes(),
                    "rowBytes", size.rowBytes(),
                    "logs", size.logs(),
                    "sessions", size.sessions(),
                    "addresses", size.addresses());
            figures.add("db_bytes_per_session", name, "bytes", Goal.NONE, Spread.of(size.bytesPerSession()), context);
            figures.add("db_bytes_per_address", name, "bytes", Goal.NONE, Spread.of(size.bytesPerAddress()), context);
        }
        noteLinear();
    }

    /** A log of the chain's second half costs what one of the first half cost. A short chain may be half done at once. */
    private void noteLinear() throws IOException {
        DatabaseSize tenth = marks.get("10 %").size();
        DatabaseSize half = marks.get("50 %").size();
        if (half.logs() == tenth.logs()) {
            return;
        }
        double early = half.rowBytesPerLogSince(tenth);
        double late = marks.get("100 %").size().rowBytesPerLogSince(half);
        figures.add(
                "db_row_bytes_per_late_log_over_early_log",
                "ratio",
                Goal.atMost(1.1),
                Spread.of(late / early),
                Map.of("bytesPerLogFrom10To50", Math.round(early), "bytesPerLogFrom50To100", Math.round(late)));
    }
}
