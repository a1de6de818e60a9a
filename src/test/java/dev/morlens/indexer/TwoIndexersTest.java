package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.Test;

/** Two indexers on one database: one writes, and one that slept through the loss of its lease does not. */
class TwoIndexersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whoSleptWritesNothingWhenItWakes() throws IOException, InterruptedException {
        long seed = Counts.seed("TwoIndexersTest");
        try (DevChain chain = DevChain.start(seed)) {
            Network network = chain.network(TestDatabase.networkName());
            chain.play(60);
            Process sleeper = IndexerProcesses.start(network, chain);
            caughtUp(chain, network);
            Process other = IndexerProcesses.start(network, chain);
            try {
                signal(sleeper, "STOP");
                chain.play(20);
                caughtUp(chain, network);
                chain.reorganise(5);
                signal(sleeper, "CONT");
                chain.play(20);
                caughtUp(chain, network);
                Thread.sleep(2_000);
                caughtUp(chain, network);
                assertThat(other.isAlive()).as("the one that took over goes on").isTrue();
            } finally {
                sleeper.destroyForcibly().waitFor();
                other.destroyForcibly().waitFor();
            }
        }
    }

    /** It holds the lease's row then, which the other must write. */
    @Test
    void whoFreezesInTheMiddleOfABatchIsNotWaitedForForEver() throws IOException, InterruptedException {
        try (DevChain chain = DevChain.start(Counts.seed("TwoIndexersTest"))) {
            Network network = chain.network(TestDatabase.networkName());
            chain.play(20);
            Process frozen = IndexerProcesses.start(network, chain);
            caughtUp(chain, network);
            TestStores.edit(network, """
                    create function slow() returns trigger language plpgsql as
                    $$ begin perform pg_sleep(1); return new; end $$;
                    create trigger fault before update on checkpoint for each row execute function slow()
                    """);
            chain.play(3);
            awaitOpenBatch(network);
            signal(frozen, "STOP");
            Process other = IndexerProcesses.start(network, chain);
            try {
                caughtUp(chain, network);
                signal(frozen, "CONT");
                chain.play(3);
                caughtUp(chain, network);
                assertThat(other.isAlive()).as("the one that took over goes on").isTrue();
            } finally {
                frozen.destroyForcibly().waitFor();
                other.destroyForcibly().waitFor();
            }
        }
    }

    private static void awaitOpenBatch(Network network) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!TestStores.isWaiting(network, "PgSleep", "")) {
            assertThat(Instant.now()).as("a batch is being written").isBefore(deadline);
        }
    }

    @Test
    void whoStopsInOrderNeedNotBeWaitedFor() throws IOException, InterruptedException {
        try (DevChain chain = DevChain.start(Counts.seed("TwoIndexersTest"))) {
            Network network = chain.network(TestDatabase.networkName());
            chain.play(20);
            RunningIndexer first = RunningIndexer.start(chain, network, Duration.ofHours(1));
            first.catchesUpWithoutADifference();
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> TestStores.open(network));
            first.close();
            try (RunningIndexer next = RunningIndexer.start(chain, network, Duration.ofHours(1))) {
                chain.play(5);
                next.catchesUpWithoutADifference();
            }
        }
    }

    private static void caughtUp(DevChain chain, Network network) throws InterruptedException {
        JsonNode truth = chain.truth();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!head(network).equals(truth.get("blockHash").asText())) {
            assertThat(Instant.now()).as("caught up").isBefore(deadline);
            Thread.sleep(20);
        }
        assertThat(TruthComparison.compare(truth, TestStores.statement(network), network.diamond())
                        .differences())
                .isEmpty();
        assertThat(TestStores.identityBreaks(network)).isEmpty();
    }

    private static String head(Network network) {
        try {
            return TestStores.stores()
                    .read(network.name(), networkReads -> networkReads.head())
                    .map(block -> block.hash().toString())
                    .orElse("");
        } catch (StoreUnavailableException e) {
            return "";
        }
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        int ended = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(ended).isZero();
    }
}
