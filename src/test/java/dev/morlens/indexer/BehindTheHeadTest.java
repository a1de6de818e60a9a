package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.CallResult;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatus.IndexState;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.chain.Emitted;
import dev.morlens.testing.chain.EventWriter;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Forty minutes of five blocks a second at a node that names no final block; a log of ours in every hundredth. */
class BehindTheHeadTest {

    private static final int A_LOOK = 300;
    private static final int A_SECOND = 5;
    private static final int A_MINUTE = 60 * A_SECOND;
    private static final int HEAD = 40 * A_MINUTE;
    private static final int LOG_EVERY = 100;
    private static final String FUNDING_ACCOUNT = "0x775c3727";

    private static final Emitted LOG = new EventWriter(network("any"))
            .log(new Transfer(Address.ZERO, Address.of("0x" + "d1".repeat(20)), Wei.of(1)));
    private static final ChainBuilder CHAIN = grown(ChainBuilder.genesis(), HEAD);

    private final Network network = network(TestDatabase.networkName());
    private final FakeNode node = new FakeNode(CHAIN).calls((at, viewCall) -> view(viewCall.data()));
    private final LedgerStore store = TestStores.open(network);
    private final IndexStatusRegistry board = new IndexStatusRegistry();
    private final NetworkIndexer indexer = TestIndexers.indexer(
            network,
            node,
            store,
            board,
            Map.of("finality-interval", "0s", "blocks-at-head", String.valueOf(A_LOOK)),
            2_000);

    @Test
    void anIndexThatComesBackIsCatchingUpUntilItIsCloseToTheHead() {
        node.headAt(HEAD - 3 * A_MINUTE);
        TestIndexers.catchUp(indexer);
        assertThat(status().state()).isEqualTo(IndexState.FOLLOWING);

        node.headAt(HEAD);
        List<String> wrong = new ArrayList<>();
        int catching = 0;
        Duration wait = Duration.ZERO;
        while (wait.isZero()) {
            wait = indexer.step();
            long behind = HEAD - status().indexed().orElseThrow().number();
            IndexState right = behind > 15 * A_SECOND ? IndexState.CATCHING_UP : IndexState.FOLLOWING;
            if (status().state() != right) {
                wrong.add(behind + " blocks behind it is " + status().state());
            }
            catching += right == IndexState.CATCHING_UP ? 1 : 0;
        }
        assertThat(wrong).isEmpty();
        assertThat(catching).isPositive();
        assertThat(status().state()).isEqualTo(IndexState.FOLLOWING);
    }

    @Test
    void whatIsOldEnoughIsReadInRangesAndPrunedButNeverCalledFinal() {
        TestIndexers.catchUp(indexer);

        long deep = HEAD - 30 * A_MINUTE;
        assertThat(status().assumedFinalNumber().orElseThrow()).isBetween(deep, deep + A_SECOND);
        assertThat(node.servedRanges())
                .anySatisfy(range -> assertThat(range.size()).isGreaterThan(1_000));
        assertThat(status().finalizedNumber()).isEmpty();
        assertThat(store.blocks().finalized()).isEmpty();
        Optional<BlockRef> told = TestStores.stores().read(network.name(), NetworkReads::finalized);
        assertThat(told).isEmpty();
        assertThat(store.blocks().last(deep + 2 * A_LOOK).orElseThrow().number())
                .isGreaterThan(deep);
        assertThat(store.blocks().hash(deep - 1)).as("it has no log").isEmpty();
    }

    /** An assumption that turns out wrong stops nothing. */
    @Test
    void aReorganisationOfWhatWasAssumedToBeFinalIsUndone() {
        node.headAt(HEAD - 10);
        TestIndexers.catchUp(indexer);

        ChainBuilder fork = grown(CHAIN.fork(HEAD - 35 * A_MINUTE), 36 * A_MINUTE);
        node.headAt(Long.MAX_VALUE).show(fork);
        TestIndexers.catchUp(indexer);

        assertThat(store.checkpoint()).contains(fork.head().ref());
        assertThat(TestStores.edit(network, "update raw_logs set block = block"))
                .as("logs")
                .isEqualTo(fork.logs().size());
        assertThat(status().state()).isEqualTo(IndexState.FOLLOWING);
    }

    private static ChainBuilder grown(ChainBuilder from, int blocks) {
        BlockRef start = from.head().ref();
        for (int i = 1; i <= blocks; i++) {
            long number = start.number() + i;
            Emitted[] logs = number % LOG_EVERY == 0 ? new Emitted[] {LOG} : new Emitted[0];
            from.addAt(ChainBuilder.START.plusSeconds(number / A_SECOND), logs);
        }
        return from;
    }

    private static Network network(String name) {
        return new Network(
                name,
                "Behind",
                1,
                Address.of("0x" + "a1".repeat(20)),
                Address.of("0x" + "a2".repeat(20)),
                Optional.empty(),
                OptionalLong.of(1));
    }

    private IndexStatus status() {
        return board.of(network.name()).orElseThrow();
    }

    /** No state can be read, so that no sum is compared. */
    private static CallResult view(byte[] call) {
        return Hex.of(call).startsWith(FUNDING_ACCOUNT)
                ? new CallResult(true, new Hash(0, 0, 0, 7).bytes())
                : new CallResult(false, new byte[0]);
    }
}
