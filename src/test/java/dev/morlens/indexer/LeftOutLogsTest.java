package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.Network;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.NodeTroubles;
import dev.morlens.testing.server.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The only endpoint there is leaves out what moves no sum: transfers between wallets. While it does, nothing can tell; once
 * it is well, the index is right again without a hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeftOutLogsTest {

    /** When a block comes, and soon after. */
    private static final int LOOKS = 2;

    private DevChain chain;

    @BeforeAll
    void play() {
        chain = DevChain.start(Counts.seed("LeftOutLogsTest"));
        chain.play(20);
    }

    @AfterAll
    void stop() {
        chain.close();
    }

    @Test
    void whatWasLeftOutTwiceWhileFollowingIsFoundLater() throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        try (FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl());
                RunningIndexer indexer = RunningIndexer.start(chain, network, endpoint.url())) {
            leaveOutATransferTwice(endpoint, indexer);
            chain.mine(1);
            assertThat(indexer.differencesAtTheHead()).isNotEmpty();
            endpoint.behave(Fault.NONE);
            indexer.isRightInTheEnd();
        }
    }

    @Test
    void whatWasLeftOutOnceIsFoundSoonAfter() throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        try (FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl());
                RunningIndexer indexer = RunningIndexer.start(chain, network, endpoint.url())) {
            indexer.catchesUpWithoutADifference();
            endpoint.behave(NodeTroubles.once(NodeTroubles.noLogsOf(nextBlock())));
            long block = transferToNewWallet();
            indexer.await("logs to be left out", () -> endpoint.disturbed() > 0);
            assertThat(chain.block("latest").number())
                    .as("too early for the late look")
                    .isEqualTo(block);
            indexer.catchesUpWithoutADifference();
            assertThat(endpoint.disturbed()).isEqualTo(1);
        }
    }

    @Test
    void whatWasLeftOutOfABackfillIsFoundLaterEvenByAnotherProcess() throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        long block = transferToNewWallet();
        chain.mine(100);
        try (FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl())) {
            endpoint.behave(NodeTroubles.noLogsOf(block));
            try (RunningIndexer indexer = RunningIndexer.start(chain, network, endpoint.url())) {
                assertThat(indexer.differencesAtTheHead()).isNotEmpty();
            }
            assertThat(endpoint.disturbed()).isPositive();
            endpoint.behave(Fault.NONE);
            try (RunningIndexer indexer = RunningIndexer.start(chain, network, endpoint.url())) {
                indexer.isRightInTheEnd();
            }
        }
    }

    /** Nobody waits for the last look where an endpoint was found out. */
    @Test
    void whoLeftOutOneLogIsAskedAgainAboutTheBlocksBefore() throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        try (FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl());
                RunningIndexer indexer = RunningIndexer.start(chain, network, endpoint.url())) {
            leaveOutATransferTwice(endpoint, indexer);
            endpoint.behave(NodeTroubles.noLogs());
            long stake = chain.ask("provider", Map.of()).get("head").asLong();
            indexer.await("the block of a stake", () -> indexer.isAt(stake));
            endpoint.behave(Fault.NONE);
            indexer.catchesUpWithoutADifference();
        }
    }

    private void leaveOutATransferTwice(FaultyEndpoint endpoint, RunningIndexer indexer) throws InterruptedException {
        indexer.catchesUpWithoutADifference();
        endpoint.behave(NodeTroubles.noLogsOf(nextBlock()));
        transferToNewWallet();
        indexer.await("both looks at a transfer", () -> endpoint.disturbed() >= LOOKS);
    }

    private long nextBlock() {
        return chain.block("latest").number() + 1;
    }

    private long transferToNewWallet() {
        return chain.ask("wallet", Map.of("amount", "1000000000000000000"))
                .get("head")
                .asLong();
    }
}
