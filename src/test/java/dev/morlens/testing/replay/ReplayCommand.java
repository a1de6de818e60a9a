package dev.morlens.testing.replay;

import dev.morlens.testing.chain.BlockSpeed;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.MinedBlock;
import dev.morlens.testing.replay.history.Miner;
import dev.morlens.testing.replay.history.Scale;
import dev.morlens.testing.replay.history.SyntheticHistory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code ./morlens replay}: serves a made-up chain until it is stopped. */
public final class ReplayCommand {

    private static final String PREFIX = "--";

    private final Map<String, Long> options = new LinkedHashMap<>(Map.ofEntries(
            Map.entry("seed", 1L),
            Map.entry("logs", (long) Scale.LARGE.logs()),
            Map.entry("sessions", 0L),
            Map.entry("addresses", 0L),
            Map.entry("blocks", 0L),
            Map.entry("largest", -1L),
            Map.entry("fast-from", -1L),
            Map.entry("port", 8_545L),
            Map.entry("latency", 0L),
            Map.entry("range", 10_000L),
            Map.entry("results", 20_000L),
            Map.entry("rate", (long) Integer.MAX_VALUE),
            Map.entry("states", Long.MAX_VALUE >> 1),
            Map.entry("mine", 0L),
            Map.entry("act-every", 1L)));

    private ReplayCommand(String... arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith(PREFIX) ? arguments[i].substring(PREFIX.length()) : arguments[i];
            if (!options.containsKey(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("expected pairs of --NAME and a number, NAME one of %s; got %s"
                        .formatted(options.keySet(), name));
            }
            options.put(name, Long.parseLong(arguments[i + 1]));
        }
    }

    /** Pairs of a name and a number; see {@code ./morlens help}. */
    public static void main(String[] arguments) throws InterruptedException {
        ReplayCommand command;
        try {
            command = new ReplayCommand(arguments);
            command.scale();
            command.speed();
            command.atLeast("act-every", 1);
        } catch (IllegalArgumentException e) {
            System.err.println("replay: " + e.getMessage());
            System.exit(2);
            return;
        }
        command.serve();
    }

    private MinedBlock mined(History history) {
        return (history.head() + 1) % options.get("act-every") == 0 ? history.mine() : history.mineEmpty();
    }

    private Scale scale() {
        Scale scale = Scale.LARGE.withLogs(number("logs"));
        return new Scale(
                scale.logs(),
                given("sessions", scale.sessions()),
                given("addresses", scale.addresses()),
                given("blocks", scale.blocks()),
                options.get("largest") < 0 ? scale.largest() : number("largest"));
    }

    private BlockSpeed speed() {
        long half = scale().blocks() / 2;
        return new BlockSpeed(options.get("fast-from") == -1 ? half : options.get("fast-from"));
    }

    private void atLeast(String name, long least) {
        if (options.get(name) < least) {
            throw new IllegalArgumentException(
                    "expected --%s of %d at least, got %d".formatted(name, least, options.get(name)));
        }
    }

    private int given(String name, int otherwise) {
        return options.get(name) > 0 ? number(name) : otherwise;
    }

    private int number(String name) {
        return Math.toIntExact(options.get(name));
    }

    private void serve() throws InterruptedException {
        boolean mining = options.get("mine") > 0;
        long seed = options.get("seed");
        History history = mining
                ? SyntheticHistory.endingNow(seed, scale(), speed())
                : SyntheticHistory.write(seed, scale(), speed());
        Manners manners = new Manners(
                Duration.ofMillis(options.get("latency")),
                number("range"),
                number("results"),
                number("rate"),
                options.get("states"));
        ReplayNode node = ReplayNode.start(history, manners, number("port"));
        System.out.printf(
                "%s: chain %d, token %s, Diamond %s, blocks 0 to %d, %d logs, %d sessions; most sessions: %s%n",
                node.url(),
                ReplayContracts.CHAIN_ID,
                ReplayContracts.TOKEN,
                ReplayContracts.DIAMOND,
                history.head(),
                history.logCount(),
                history.sessionCount(),
                history.largest());
        if (mining) {
            Miner.every(Duration.ofMillis(options.get("mine")), () -> mined(history));
        }
        Thread.currentThread().join();
    }
}
