package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.CallResult;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import dev.morlens.indexer.fetch.SuspectRange;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.browser.PassingTime;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.chain.Emitted;
import dev.morlens.testing.chain.EventWriter;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.server.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * For sixteen minutes the only endpoint leaves transfers between wallets out, which move no sum, on a chain that makes a block
 * in two seconds at first and then five a second. By a fake clock.
 */
class LeftOutForMinutesTest {

    private static final int SLOW_BLOCKS = 30;
    private static final int FAST_BLOCKS = 300;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Address ANN = Address.of("0x" + "d1".repeat(20));
    private static final Address BOB = Address.of("0x" + "d2".repeat(20));
    private static final String FUNDING_ACCOUNT = "0x775c3727";

    private final Network network = new Network(
            TestDatabase.networkName(),
            "Minutes",
            1,
            Address.of("0x" + "a1".repeat(20)),
            Address.of("0x" + "a2".repeat(20)),
            Optional.empty(),
            OptionalLong.of(0));
    private final EventWriter events = new EventWriter(network);
    private final Emitted transfer = events.log(new Transfer(ANN, BOB, Wei.of(1)));
    private final ChainBuilder chain = ChainBuilder.genesis();
    private final FakeNode node = new FakeNode(chain).calls((at, viewCall) -> view(viewCall.data()));
    private final PassingTime time = new PassingTime();
    private final IndexStatusRegistry board = new IndexStatusRegistry();
    private Instant clock = ChainBuilder.START;
    private long transfers;

    @Test
    void theyAreFoundAnHourAfterTheyWereFetched() {
        chain.addAt(clock, events.log(new Transfer(Address.ZERO, ANN, Wei.of(1_000))));
        NetworkIndexer indexer = indexer();
        for (int minute = 1; minute <= 10; minute++) {
            live(SLOW_BLOCKS, true);
            show(indexer, chain);
        }
        long known = transfers;
        var told = chain.logs();
        for (int minute = 1; minute <= 16; minute++) {
            // So that no find near them leads to the others.
            live(FAST_BLOCKS, minute <= 8);
            show(indexer, ChainBuilder.of(chain.headers(), told));
        }
        assertThat(bob()).as("nothing tells that any is missing").isEqualTo(known);
        for (int minute = 1; minute <= 43; minute++) {
            live(1, true);
            show(indexer, chain);
        }
        assertThat(bob()).as("none of the missing ones was fetched an hour ago").isEqualTo(transfers - 8);
        for (int minute = 1; minute <= 3; minute++) {
            live(1, true);
            show(indexer, chain);
        }
        assertThat(bob()).isEqualTo(transfers);
        assertThat(board.of(network.name()).orElseThrow().counts().get("FETCHED_AGAIN"))
                .isPositive();
    }

    /** For a minute, with a transfer in the last of so many blocks or without. */
    private void live(int blocks, boolean withTransfer) {
        for (int i = 1; i < blocks; i++) {
            chain.addAt(clock.plusMillis(60_000L * i / blocks).truncatedTo(ChronoUnit.SECONDS));
        }
        clock = clock.plus(MINUTE);
        if (withTransfer) {
            chain.addAt(clock, transfer);
            transfers++;
        } else {
            chain.addAt(clock);
        }
        time.pass(MINUTE);
    }

    private void show(NetworkIndexer indexer, ChainBuilder shown) {
        node.show(shown);
        TestIndexers.catchUp(indexer);
    }

    private NetworkIndexer indexer() {
        IndexerFactory.Lasting lasting =
                new IndexerFactory.Lasting(Runnable::run, new SuspectRange(Duration.ZERO), time::currentTimeNanos);
        return TestIndexers.indexer(
                network,
                new ConnectedNode(node, List.of(node), List::of),
                TestStores.open(network),
                TestIndexers.reporter(network, board, List::of),
                TestIndexers.config(Map.of("completeness-interval", "1h")),
                2_000,
                lasting);
    }

    private long bob() {
        return TestStores.stores()
                .read(
                        network.name(),
                        networkReads ->
                                networkReads.accountsAtHead(List.of(BOB)).orElseThrow())
                .accounts()
                .get(BOB)
                .balance(Bucket.WALLET)
                .value()
                .longValueExact();
    }

    /** No state can be read, so that no sum tells. */
    private static CallResult view(byte[] call) {
        return Hex.of(call).startsWith(FUNDING_ACCOUNT)
                ? new CallResult(true, new Hash(0, 0, 0, 7).bytes())
                : new CallResult(false, new byte[0]);
    }
}
