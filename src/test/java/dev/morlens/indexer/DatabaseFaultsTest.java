package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.Network;
import dev.morlens.store.StoreUnavailableException;
import dev.morlens.store.TestStores;
import dev.morlens.store.embedded.EmbeddedServers;
import dev.morlens.testing.Counts;
import dev.morlens.testing.DevChain;
import dev.morlens.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A PostgreSQL that is killed, full or slow in the middle of batches: nothing is lost or doubled, and the index goes on
 * by itself. It is a server of this test's own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseFaultsTest {

    private final long seed = Counts.seed("DatabaseFaultsTest");
    private final Path directory = Path.of("target", "faults", "pg18");
    private DevChain chain;

    @BeforeAll
    void play() {
        TestStores.embedded(directory);
        chain = DevChain.start(seed);
        chain.play(60);
    }

    @AfterAll
    void stop() {
        chain.close();
        TestStores.shared();
    }

    @Test
    void killedInTheMiddleOfABatchItIsStartedAgainAndNothingIsMissing() throws Exception {
        Network network = chain.network(TestDatabase.networkName());
        try (RunningIndexer indexer = RunningIndexer.start(chain, network, chain.rpcUrl())) {
            indexer.catchesUpWithoutADifference();
            for (int kill = 0; kill < 2; kill++) {
                TestStores.edit(network, slowly("checkpoint", 1));
                chain.play(10);
                Thread.sleep(500);
                EmbeddedServers.kill(directory);
                indexer.await("the database to be up again", () -> isMended(network));
                indexer.catchesUpWithoutADifference();
            }
        }
    }

    @Test
    void aFullDiskStopsNothingForGood() throws Exception {
        Network network = chain.network(TestDatabase.networkName());
        try (RunningIndexer indexer = RunningIndexer.start(chain, network, chain.rpcUrl())) {
            indexer.catchesUpWithoutADifference();
            TestStores.edit(network, """
                    create function full_disk() returns trigger language plpgsql as $$
                    begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$
                    """);
            TestStores.edit(
                    network, "create trigger fault before insert on flows for each row execute function full_disk()");
            chain.play(12);
            indexer.await(
                    "the full disk to be met",
                    () -> indexer.status()
                            .flatMap(status -> status.message())
                            .orElse("")
                            .contains("No space left"));
            indexer.showsNothingWrong();
            TestStores.edit(network, "drop trigger fault on flows");
            indexer.catchesUpWithoutADifference();
        }
    }

    @Test
    void aSlowOneIsWaitedFor() throws Exception {
        Network network = chain.network(TestDatabase.networkName());
        try (RunningIndexer indexer = RunningIndexer.start(chain, network, chain.rpcUrl())) {
            indexer.catchesUpWithoutADifference();
            TestStores.edit(network, slowly("checkpoint", 0.3));
            chain.play(12);
            chain.reorganise(4);
            indexer.catchesUpWithoutADifference();
            assertThat(indexer.status().orElseThrow().message()).isEmpty();
        }
    }

    private static boolean isMended(Network network) {
        try {
            TestStores.edit(network, "drop trigger if exists fault on checkpoint");
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    /** Every change of a table's rows takes so many seconds. */
    private static String slowly(String table, double seconds) {
        return """
                create or replace function slow() returns trigger language plpgsql as
                $$ begin perform pg_sleep(%s); return new; end $$;
                create trigger fault before update on %s for each row execute function slow()
                """.formatted(seconds, table);
    }
}
