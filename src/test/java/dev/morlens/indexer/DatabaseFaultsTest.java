package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.Network;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.embedded.EmbeddedServers;
import dev.morlens.store.feed.IndexStatus.IndexState;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.server.TestDatabase;
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
        quicken();
        chain.play(60);
        // So that what was played is final, and a new index begins with a backfill.
        chain.mine(80);
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
                TestStores.edit(network, slowly("update on checkpoint", 2));
                chain.play(10);
                killInTheMiddleOf("insert into checkpoint", IndexState.FOLLOWING, indexer, network);
                mend("drop trigger fault on checkpoint", indexer, network);
                indexer.catchesUpWithoutADifference();
            }
        }
    }

    @Test
    void killedInTheMiddleOfABackfillsCopyItIsStartedAgainAndNothingIsMissing() throws Exception {
        Network network = chain.network(TestDatabase.networkName());
        TestStores.open(network).release();
        TestStores.edit(network, slowly("insert on flows", 0.02));
        try (RunningIndexer indexer = RunningIndexer.start(chain, network, chain.rpcUrl())) {
            killInTheMiddleOf("copy flows", IndexState.BACKFILLING, indexer, network);
            mend("drop trigger fault on flows", indexer, network);
            indexer.catchesUpWithoutADifference();
        }
    }

    @Test
    void killedWhileItMakesTheIndexesOfReadersItMakesTheRestWhenItIsUpAgain() throws Exception {
        Network network = chain.network(TestDatabase.networkName());
        TestStores.open(network).release();
        TestStores.edit(network, """
                create function slow_index() returns event_trigger language plpgsql as
                $$ begin perform pg_sleep(2); end $$;
                create event trigger fault on ddl_command_end when tag in ('CREATE INDEX') execute function slow_index()
                """);
        try (RunningIndexer indexer = RunningIndexer.start(chain, network, chain.rpcUrl())) {
            killInTheMiddleOf("create index", IndexState.BACKFILLING, indexer, network);
            mend("drop event trigger fault", indexer, network);
            indexer.catchesUpWithoutADifference();
            assertThat(TestStores.unmadeIndexes(network)).isEmpty();
        } finally {
            quicken();
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
            TestStores.edit(network, slowly("update on checkpoint", 0.3));
            chain.play(12);
            chain.reorganise(4);
            indexer.catchesUpWithoutADifference();
            assertThat(indexer.status().orElseThrow().message()).isEmpty();
        }
    }

    /** Making indexes slowly concerns the whole server, and would outlive a run that was broken off. */
    private void quicken() {
        TestStores.edit(chain.network("any"), "drop event trigger if exists fault");
    }

    private void killInTheMiddleOf(String statement, IndexState indexState, RunningIndexer indexer, Network network)
            throws Exception {
        indexer.await(
                "a slow '" + statement + "' while " + indexState,
                () -> indexer.isIn(indexState) && TestStores.isWaiting(network, "PgSleep", statement));
        EmbeddedServers.kill(directory);
    }

    private static void mend(String statement, RunningIndexer indexer, Network network) throws InterruptedException {
        indexer.await("the database to be up again", () -> isDone(statement, network));
    }

    private static boolean isDone(String statement, Network network) {
        try {
            TestStores.edit(network, statement);
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    /** Every row of such a change takes so many seconds. */
    private static String slowly(String change, double seconds) {
        return """
                create or replace function slow() returns trigger language plpgsql as
                $$ begin perform pg_sleep(%s); return new; end $$;
                create trigger fault before %s for each row execute function slow()
                """.formatted(seconds, change);
    }
}
