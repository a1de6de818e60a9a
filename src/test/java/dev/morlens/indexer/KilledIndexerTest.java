package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.server.TestDatabase;
import dev.morlens.testing.truth.TruthComparison;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The indexer's process is killed (SIGKILL) at random instants: while it follows, while it catches up, and whatever it does
 * by then, starting included. Nothing is lost or doubled.
 */
class KilledIndexerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyFigureIsTheContractsAfterKillsAtRandomInstants() throws IOException, InterruptedException {
        long seed = Counts.seed("KilledIndexerTest");
        Random random = new Random(seed);
        int kills = Counts.of(100);
        try (DevChain chain = DevChain.start(seed)) {
            Network network = chain.network(TestDatabase.networkName());
            chain.play(100);
            List<String> rounds = new ArrayList<>();
            int written = 0;
            for (int kill = 0; kill < kills; kill++) {
                upgrade(chain, kill, kills);
                Optional<BlockRef> before = head(network);
                Process process = IndexerProcesses.start(network, chain);
                switch (kill % 3) {
                    case 0 -> {
                        awaitBatch(network, before, process);
                        chain.play(20);
                        chain.reorganise(1 + random.nextInt(8));
                        Thread.sleep(random.nextInt(1_500));
                    }
                    case 1 -> {
                        awaitBatch(network, before, process);
                        Thread.sleep(random.nextInt(300));
                    }
                    default -> Thread.sleep(400 + random.nextInt(1_500));
                }
                process.destroyForcibly().waitFor();
                Optional<BlockRef> after = head(network);
                written += after.equals(before) ? 0 : 1;
                rounds.add(height(before) + " to " + height(after));
                chain.play(20);
            }
            assertThat(written)
                    .as(
                            "processes that had written when they were killed, by checkpoints at start and kill: %s",
                            rounds)
                    .isGreaterThanOrEqualTo((kills + 1) / 2);
            Process last = IndexerProcesses.start(network, chain);
            try {
                compareWhenCaughtUp(chain, network, last);
            } finally {
                last.destroyForcibly().waitFor();
            }
            Counts.say("killed indexer: seed %d, %d kills, %d of them after a batch was written, 0 differences; %s"
                    .formatted(seed, kills, written, rounds));
        }
    }

    private static void upgrade(DevChain chain, int kill, int kills) {
        if (kill == kills / 3) {
            chain.upgrade("daylock");
        } else if (kill == 2 * kills / 3) {
            chain.upgrade("pool");
        }
    }

    private static String height(Optional<BlockRef> checkpoint) {
        return checkpoint.map(block -> String.valueOf(block.number())).orElse("none");
    }

    private static void awaitBatch(Network network, Optional<BlockRef> before, Process process)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (head(network).equals(before)) {
            assertThat(process.isAlive())
                    .as("the process lives; its log is target/killed-indexer.log")
                    .isTrue();
            assertThat(Instant.now()).as("a batch").isBefore(deadline);
            Thread.sleep(20);
        }
    }

    private static void compareWhenCaughtUp(DevChain chain, Network network, Process process)
            throws InterruptedException {
        JsonNode truth = chain.truth();
        String expected = truth.get("blockHash").asText();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!head(network).map(block -> block.hash().toString()).equals(Optional.of(expected))) {
            assertThat(process.isAlive())
                    .as("the process lives; its log is target/killed-indexer.log")
                    .isTrue();
            assertThat(Instant.now()).as("caught up with " + expected).isBefore(deadline);
            Thread.sleep(20);
        }
        List<String> differences = TruthComparison.compare(truth, TestStores.statement(network), network.diamond())
                .differences();
        assertThat(differences).isEmpty();
        assertThat(TestStores.identityBreaks(network)).isEmpty();
        assertThat(TestStores.unmadeIndexes(network)).isEmpty();
    }

    private static Optional<BlockRef> head(Network network) {
        try {
            return TestStores.stores().read(network.name(), networkReads -> networkReads.head());
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }
}
