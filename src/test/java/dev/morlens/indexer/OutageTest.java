package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.protocol.Network;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.NodeTroubles;
import dev.morlens.testing.server.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While the index stood still, the chain dropped the block that it stands at, and went on until what replaced that block
 * was final. What was dropped moves MOR between wallets only, so that no sum would ever tell of it.
 */
class OutageTest {

    /** Deeper than one look at the headers below a fork. */
    private static final int DROPPED = 6;

    /** What anvil calls final lies so far below its head. */
    private static final int UNFINAL = 64;

    private final long seed = Counts.seed("OutageTest");

    @ParameterizedTest(name = "the block is so many blocks below finality: {0}")
    @ValueSource(ints = {0, 10, RunningIndexer.BACKFILL_ABOVE - 1, RunningIndexer.BACKFILL_ABOVE, 100})
    void aBlockThatWasDroppedMeanwhileIsUndone(int below) throws InterruptedException {
        try (DevChain chain = DevChain.start(seed)) {
            Network network = chain.network(TestDatabase.networkName());
            chain.play(20);
            long kept = head(chain);
            transfer(chain);
            chain.mine(DROPPED - 1);
            followToTheHead(chain, network);
            chain.rpc("anvil_rollback", DROPPED);
            assertThat(head(chain)).isEqualTo(kept);
            chain.mine(DROPPED + UNFINAL + below);
            followToTheHead(chain, network);
        }
    }

    @Test
    void aLongerForeignChainBehindAnEndpointThatIsStillBelievedMovesNothing() throws InterruptedException {
        try (DevChain chain = DevChain.start(seed);
                DevChain foreign = DevChain.start(seed + 1)) {
            Network network = chain.network(TestDatabase.networkName());
            chain.play(20);
            foreign.mine((int) head(chain) + UNFINAL + 2 * RunningIndexer.BACKFILL_ABOVE);
            try (FaultyEndpoint beside = FaultyEndpoint.before(foreign.rpcUrl());
                    FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl());
                    RunningIndexer indexer = RunningIndexer.start(chain, network, endpoint.url())) {
                indexer.catchesUpWithoutADifference();
                endpoint.behave(NodeTroubles.anotherChain(beside, 8453));
                indexer.await("the foreign chain to be refused", () -> indexer.isIn(IndexStatus.IndexState.STOPPED));
                assertThat(indexer.status().orElseThrow().message().orElseThrow())
                        .contains("31337", "8453");
                indexer.showsNothingWrong();
                endpoint.behave(Fault.NONE);
                chain.play(10);
                indexer.catchesUpWithoutADifference();
            }
        }
    }

    private static void followToTheHead(DevChain chain, Network network) throws InterruptedException {
        try (RunningIndexer indexer = RunningIndexer.start(chain, network, chain.rpcUrl())) {
            indexer.catchesUpWithoutADifference();
        }
        assertThat(TestStores.stores()
                        .read(network.name(), networkReads -> networkReads.head())
                        .orElseThrow()
                        .number())
                .isEqualTo(head(chain));
    }

    /** From one wallet to another, in a block of its own. */
    private static void transfer(DevChain chain) {
        Address to = Address.of("0x00000000000000000000000000000000000f0e0d");
        String data = "0xa9059cbb" + "0".repeat(24) + to.toString().substring(2) + "0".repeat(63) + "7";
        chain.rpc(
                "eth_sendTransaction",
                Map.of(
                        "from",
                        chain.fundingAccount(),
                        "to",
                        chain.network("any").token().toString(),
                        "data",
                        data,
                        "gas",
                        "0x100000",
                        "gasPrice",
                        "0x0"));
        chain.mine(1);
    }

    private static long head(DevChain chain) {
        return Long.decode(chain.rpc("eth_blockNumber").asText());
    }
}
