package dev.morlens.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.SyntheticHistory;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;

/** A client that others wrote walks the replayed chain as any indexer built on it would. */
class ReplayWeb3jTest {

    private static final long BLOCKS = 200;

    @Test
    void anotherClientReadsBlocksTransactionsReceiptsAndLogsThatAgree() throws IOException {
        History history = SyntheticHistory.write(5, 2_000, 400);
        try (ReplayNode node = ReplayNode.start(history, new Manners(Duration.ZERO, 2_000, 10_000))) {
            Web3j client = Web3j.build(new HttpService(node.url()));
            long logs = 0;
            String parent = null;
            for (long number = 1; number <= BLOCKS; number++) {
                EthBlock.Block block =
                        client.ethGetBlockByNumber(at(number), true).send().getBlock();
                if (parent != null) {
                    assertThat(block.getParentHash()).isEqualTo(parent);
                }
                parent = block.getHash();
                logs += receiptsOf(block, client);
            }
            EthFilter filter = new EthFilter(
                    at(1), at(BLOCKS), List.of(ReplayContracts.TOKEN.toString(), ReplayContracts.DIAMOND.toString()));
            assertThat(client.ethGetLogs(filter).send().getLogs())
                    .hasSize((int) logs)
                    .hasSizeGreaterThan(100);
            assertThat(client.ethBlockNumber().send().getBlockNumber()).isEqualTo(history.head());
            assertThat(client.ethGetBlockByNumber(DefaultBlockParameterName.FINALIZED, false)
                            .send()
                            .getBlock()
                            .getNumber())
                    .isLessThan(BigInteger.valueOf(history.head()));
            client.shutdown();
        }
    }

    private static DefaultBlockParameter at(long number) {
        return DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
    }

    private static int receiptsOf(EthBlock.Block block, Web3j client) throws IOException {
        int logs = 0;
        for (EthBlock.TransactionResult<?> result : block.getTransactions()) {
            EthBlock.TransactionObject transaction = (EthBlock.TransactionObject) result.get();
            TransactionReceipt receipt = client.ethGetTransactionReceipt(transaction.getHash())
                    .send()
                    .getTransactionReceipt()
                    .orElseThrow();
            assertThat(receipt.isStatusOK()).isTrue();
            assertThat(receipt.getBlockHash()).isEqualTo(block.getHash());
            assertThat(receipt.getTransactionIndex()).isEqualTo(transaction.getTransactionIndex());
            EthFilter filter = new EthFilter(block.getHash());
            List<Log> ofBlock = client.ethGetLogs(filter).send().getLogs().stream()
                    .map(log -> ((EthLog.LogObject) log).get())
                    .toList();
            assertThat(ofBlock).containsAll(receipt.getLogs());
            logs += receipt.getLogs().size();
        }
        return logs;
    }
}
