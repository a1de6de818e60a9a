package dev.morlens.testing.replay;

import static dev.morlens.testing.replay.RpcClient.filter;
import static dev.morlens.testing.replay.RpcClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.Kind;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.replay.view.Abi;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What any indexer asks of a node, the replaying one answers as a real one does. */
class ReplayRpcTest {

    private static final int LOGS = 20_000;
    private static final Manners FAST = new Manners(Duration.ZERO, 2_000, 10_000);

    private static final History HISTORY = SyntheticHistory.write(3, LOGS, 400);
    private static ReplayNode node;
    private static RpcClient client;

    @BeforeAll
    static void start() {
        node = ReplayNode.start(HISTORY, FAST);
        client = new RpcClient(node.url());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void tagsNameBlocksInTheirOrderAndHashesLeadBackToNumbers() throws IOException, InterruptedException {
        List<Long> numbers = new ArrayList<>();
        for (String tag : List.of("earliest", "finalized", "safe", "latest")) {
            JsonNode block = client.ask("eth_getBlockByNumber", "\"" + tag + "\"", "false");
            numbers.add(Long.decode(block.get("number").asText()));
            assertThat(client.ask("eth_getBlockByHash", block.get("hash").toString(), "false"))
                    .isEqualTo(block);
        }
        assertThat(numbers).isSorted().startsWith(0L).endsWith(HISTORY.head());
        assertThat(client.ask("eth_getBlockByNumber", "\"0x%x\"".formatted(HISTORY.head() + 1), "false")
                        .isNull())
                .isTrue();
        assertThat(client.ask("eth_getBlockByHash", "\"" + Hash.ZERO + "\"", "false")
                        .isNull())
                .isTrue();
        assertThat(Long.decode(client.ask("eth_blockNumber").asText())).isEqualTo(HISTORY.head());
        assertThat(client.ask("eth_chainId").asText()).isEqualTo("0x7a6a");
        assertThat(client.ask("net_version").asText()).isEqualTo("31338");
    }

    @Test
    void transactionsAndReceiptsHoldTheLogsOfTheirBlock() throws IOException, InterruptedException {
        for (JsonNode first : sample(client.ask("eth_getLogs", filter(0, 1_999, "")))) {
            String hash = first.get("blockHash").toString();
            JsonNode logs = client.ask("eth_getLogs", "{\"blockHash\":" + hash + "}");
            List<JsonNode> ofReceipts = new ArrayList<>();
            JsonNode block = client.ask("eth_getBlockByHash", hash, "true");
            JsonNode receipts = client.ask("eth_getBlockReceipts", hash);
            assertThat(receipts).hasSameSizeAs(block.get("transactions"));
            for (int i = 0; i < receipts.size(); i++) {
                JsonNode transaction = block.get("transactions").get(i);
                String name = transaction.get("hash").toString();
                assertThat(client.ask("eth_getTransactionByHash", name)).isEqualTo(transaction);
                assertThat(client.ask("eth_getTransactionReceipt", name)).isEqualTo(receipts.get(i));
                receipts.get(i).get("logs").forEach(ofReceipts::add);
            }
            assertThat(logs).containsExactlyElementsOf(ofReceipts);
            assertThat(block.get("logsBloom").asText()).isEqualTo(bloom(logs));
        }
    }

    private static List<JsonNode> sample(JsonNode logs) {
        List<JsonNode> sample = new ArrayList<>();
        for (int i = 0; i < logs.size(); i += 20) {
            sample.add(logs.get(i));
        }
        assertThat(sample).hasSizeGreaterThan(10);
        return sample;
    }

    /** By web3j, which is not what the node uses. */
    private static String bloom(JsonNode logs) {
        byte[] bits = new byte[256];
        for (JsonNode log : logs) {
            List<String> items = new ArrayList<>(List.of(log.get("address").asText()));
            log.get("topics").forEach(topic -> items.add(topic.asText()));
            for (String item : items) {
                byte[] hash = org.web3j.crypto.Hash.sha3(org.web3j.utils.Numeric.hexStringToByteArray(item));
                for (int i = 0; i < 6; i += 2) {
                    int bit = ((hash[i] & 7) << 8) + (hash[i + 1] & 255);
                    bits[255 - bit / 8] |= (byte) (1 << bit % 8);
                }
            }
        }
        return org.web3j.utils.Numeric.toHexString(bits);
    }

    @Test
    void aFilterByAddressAndTopicsGivesWhatAScanOfAllLogsGives() throws IOException, InterruptedException {
        JsonNode all = client.ask("eth_getLogs", filter(2_000, 3_999, ""));
        String opened = Kind.SESSION_OPENED.topic().toString();
        String closed = Kind.SESSION_CLOSED.topic().toString();
        JsonNode session = stream(all, log -> log.get("topics").get(0).asText().equals(closed))
                .getFirst();
        String user = session.get("topics").get(1).asText();
        JsonNode either = client.ask(
                "eth_getLogs",
                filter(2_000, 3_999, ",\"topics\":[[\"%s\",\"%s\"],\"%s\"]".formatted(opened, closed, user)));
        assertThat(either)
                .hasSizeGreaterThan(1)
                .containsExactlyElementsOf(stream(
                        all,
                        log -> List.of(opened, closed)
                                        .contains(log.get("topics").get(0).asText())
                                && log.get("topics").get(1).asText().equals(user)));
        String id = session.get("topics").get(2).asText();
        JsonNode byId = client.ask("eth_getLogs", filter(2_000, 3_999, ",\"topics\":[null,null,\"" + id + "\"]"));
        assertThat(byId).hasSize(2);
        for (var contract : List.of(ReplayContracts.TOKEN, ReplayContracts.DIAMOND)) {
            assertThat(client.ask("eth_getLogs", filter(2_000, 3_999, ",\"address\":[\"" + contract + "\"]")))
                    .containsExactlyElementsOf(
                            stream(all, log -> log.get("address").asText().equals(contract.toString())));
        }
    }

    private static List<JsonNode> stream(JsonNode logs, java.util.function.Predicate<JsonNode> chosen) {
        List<JsonNode> all = new ArrayList<>();
        logs.forEach(log -> {
            if (chosen.test(log)) {
                all.add(log);
            }
        });
        return all;
    }

    @Test
    void whatItDoesNotKnowOrServeIsRefusedWithACode() throws IOException, InterruptedException {
        assertThat(client.whole("eth_mine").at("/error/code").asInt()).isEqualTo(-32601);
        assertThat(client.whole("eth_getBlockByHash", "\"0x12\"")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
        assertThat(client.whole("eth_getLogs", filter(0, 2_000, ""))
                        .at("/error/message")
                        .asText())
                .contains("max block range 2000");
        String balance =
                "{\"to\":\"%s\",\"data\":\"%s\"}".formatted(ReplayContracts.TOKEN, Abi.selector("totalSupply()"));
        assertThat(client.whole("eth_call", balance, "\"0x%x\"".formatted(HISTORY.head() + 1))
                        .at("/error/message")
                        .asText())
                .isEqualTo("header not found");
        Manners limits = new Manners(Duration.ZERO, 2_000, 50, Integer.MAX_VALUE, 128);
        try (ReplayNode narrow = ReplayNode.start(HISTORY, limits)) {
            RpcClient limited = new RpcClient(narrow.url());
            assertThat(limited.whole("eth_getLogs", filter(0, 1_999, ""))
                            .at("/error/message")
                            .asText())
                    .isEqualTo("query returned more than 50 results");
            assertThat(limited.whole("eth_call", balance, "\"0x1\"")
                            .at("/error/message")
                            .asText())
                    .startsWith("missing trie node");
        }
    }

    @Test
    void moreRequestsThanItAllowsAreAnsweredWith429AndWhenToComeAgain() throws IOException, InterruptedException {
        try (ReplayNode slow = ReplayNode.start(HISTORY, new Manners(Duration.ZERO, 2_000, 10_000, 1, 128))) {
            RpcClient hasty = new RpcClient(slow.url());
            HttpResponse<String> answer = hasty.post(request("eth_chainId"));
            assertThat(answer.statusCode()).isEqualTo(200);
            for (int i = 0; i < 20 && answer.statusCode() == 200; i++) {
                answer = hasty.post(request("eth_chainId"));
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
            assertThat(slow.refused()).isEqualTo(1);
        }
    }
}
