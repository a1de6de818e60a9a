package dev.morlens.chain.rpc.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.JsonRpcNodes;
import dev.morlens.chain.rpc.http.RpcEndpoint;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.node.RpcStub;
import dev.morlens.testing.node.RpcStub.Answer;
import dev.morlens.testing.server.Profiles;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals as they come over HTTP: with a status, without JSON-RPC, for a whole batch. */
class HttpRefusalTest {

    private static final Address HERE = Address.of("0x1000000000000000000000000000000000000001");
    private static final String WORD = "0x" + "0".repeat(64);

    private final RpcStub stub = RpcStub.start(request -> Answer.result("\"0x1\""));
    private final EndpointProfile profile = Profiles.fresh();
    private final Node node = JsonRpcNodes.connect(
            new RpcEndpoint(stub.url()), NodeConfigs.fast(stub.url()), profile, calls -> {}, bytes -> {});

    @AfterEach
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            402 | Payment Required                                        | NO_ACCESS | Payment Required
            402 | {"error":"quota used up, see your plan"}                | NO_ACCESS | quota used up
            401 | {"message":"no api key"}                                | NO_ACCESS | no api key
            403 | <html><head><title>Access denied - Cloudflare</title></head><body>x</body></html> | NO_ACCESS | Access denied
            403 | {"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"Monthly capacity limit exceeded."}} | NO_ACCESS | Monthly capacity
            403 | {"jsonrpc":"2.0","id":1,"error":{"code":-32999,"message":"no rights of a new kind"}} | NO_ACCESS | new kind
            404 | no such endpoint                                        | NO_ACCESS | no such endpoint
            429 | {"jsonrpc":"2.0","id":1,"error":{"code":429,"message":"Monthly capacity limit exceeded. Visit your dashboard"}} | NO_ACCESS | Monthly capacity
            429 | {"error":"slow down"}                                   | BUSY      | slow down
            429 | {"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"rate limit exceeded"}} | BUSY | rate limit
            503 | upstream connect error                                  | BROKEN    | upstream connect
            500 | {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"of a new kind"}} | FAULT | new kind
            """)
    void whatTheEndpointWantsIsShownInItsOwnWords(int status, String body, Trouble trouble, String words) {
        stub.script(request -> Answer.status(status, body));

        assertThatThrownBy(node::chainId)
                .isInstanceOfSatisfying(
                        TemporaryNodeException.class,
                        e -> assertThat(e.trouble()).isEqualTo(trouble))
                .hasMessageContainingAll(words, "HTTP status " + status);
    }

    @Test
    void keyInThePageOfARefusalIsBlottedOutAndTheRestIsBounded() {
        stub.script(request -> Answer.status(403, "for " + RpcStub.KEY + " " + "x".repeat(200_000)));

        assertThatThrownBy(node::chainId)
                .hasMessageContaining("for ***")
                .hasMessageNotContaining(RpcStub.KEY)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | Archive requests require a personal token. Get one at: https://www.allnodes.com/publicnode
            403 | {"error":"Archive requests require a personal token."}
            403 | {"jsonrpc":"2.0","error":{"code":-32602,"message":"Archive requests require a personal token."},"id":4}
            """)
    void missingHistoryIsKnownInWhateverFormItIsTold(int status, String body) {
        stub.script(request -> Answer.status(status, body));

        assertThatThrownBy(() -> node.logs(new BlockRange(0, 9), Set.of(HERE)))
                .isInstanceOf(HistoryMissingException.class);
        assertThatThrownBy(() -> node.code(BlockId.latest(), HERE)).isInstanceOf(RefusedByNodeException.class);
    }

    @Test
    void capThatComesWithStatus413IsLearnt() {
        stub.script(request -> isLogs(request) && blocks(request) > 5
                ? Answer.status(
                        413,
                        Answer.error(-32614, "eth_getLogs is limited to a 5 range")
                                .body())
                : request.isArray()
                        ? Answer.ok("[" + Answer.result("[]").body() + ","
                                + header(request.get(1)).body() + "]")
                        : header(request));

        assertThat(node.logs(new BlockRange(0, 99), Set.of(HERE))).isEmpty();
        assertThat(profile.logRange().caps().blocks()).hasValue(5);
        // The batch as a whole and its questions one by one, and then as many as there are fives.
        assertThat(stub.requests().size()).isEqualTo(3 + 20);
    }

    private static Answer header(JsonNode request) {
        String number = request.get("params").get(0).asText();
        return Answer.ok("""
                {"jsonrpc":"2.0","id":%s,"result":
                 {"number":"%s","hash":"%s","parentHash":"%s","timestamp":"0x1","logsBloom":"0x%s"}}
                """.formatted(request.get("id"), number, WORD, WORD, "00".repeat(256)));
    }

    private static boolean isLogs(JsonNode request) {
        return first(request).get("method").asText().equals("eth_getLogs");
    }

    private static long blocks(JsonNode request) {
        JsonNode filter = first(request).get("params").get(0);
        return Long.decode(filter.get("toBlock").asText())
                - Long.decode(filter.get("fromBlock").asText())
                + 1;
    }

    private static JsonNode first(JsonNode request) {
        return request.isArray() ? request.get(0) : request;
    }

    @Test
    void rangeThatIsTooLargeEvenForOneBlockIsRefused() {
        stub.script(request -> Answer.error(-32602, "query exceeds max block range 0"));

        assertThatThrownBy(() -> node.logs(new BlockRange(0, 99), Set.of(HERE)))
                .isInstanceOf(RangeTooLargeException.class);
    }

    /** Whole batches: dRPC's object with status 500, Erigon's without an id, Geth's for the first question alone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"id":1,"jsonrpc":"2.0","error":{"message":"Batch of more than 3 requests are not allowed on free tier, to use this feature register paid account at drpc.org","code":31}}
            200 | {"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"batch limit 3 exceeded: 8 requests given"}}
            200 | [{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"batch limit 3 exceeded: 8 requests given"}}]
            200 | [{"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"batch too large"}}]
            413 | {"jsonrpc":"2.0","id":null,"error":{"code":-32010,"message":"The batch request was too large","data":"Exceeded max limit of 3"}}
            200 | {"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"batch size exceed limit 3"}}
            400 | {"jsonrpc":"2.0","error":{"code":-32014,"message":"too many RPC calls in batch request"},"id":null}
            """)
    void refusedBatchIsHalvedAndItsSizeRemembered(int status, String body) {
        stub.script(request -> request.size() > 3 && request.isArray()
                ? Answer.status(status, body)
                : request.isArray() ? each(request) : Answer.result("\"0x7\""));
        List<Hash> slots =
                IntStream.range(0, 8).mapToObj(i -> new Hash(0, 0, 0, i)).toList();

        assertThat(node.storage(BlockId.latest(), HERE, slots)).hasSize(8);
        assertThat(profile.batch().current()).isLessThanOrEqualTo(4);
        int before = stub.requests().size();
        node.storage(BlockId.latest(), HERE, slots.subList(0, 2));
        assertThat(stub.requests()).hasSize(before + 1);
    }

    @Test
    void anEndpointThatIsAwayTakesBatchesAsLargeAsBeforeOnceItIsBack() {
        List<Hash> slots =
                IntStream.range(0, 8).mapToObj(i -> new Hash(0, 0, 0, i)).toList();
        int before = profile.batch().current();
        stub.script(request -> Answer.status(503, "no backend is up"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> node.storage(BlockId.latest(), HERE, slots))
                    .isInstanceOf(TemporaryNodeException.class);
        }
        assertThat(profile.batch().current()).isEqualTo(before);
    }

    private static Answer each(JsonNode batch) {
        return Answer.ok(IntStream.rangeClosed(1, batch.size())
                .mapToObj("{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":\"0x7\"}"::formatted)
                .toList()
                .toString());
    }

    @Test
    void whenToComeBackMayBeADate() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        stub.script(request -> new Answer(429, Map.of("Retry-After", date), "later", 0));

        assertThatThrownBy(node::chainId)
                .isInstanceOfSatisfying(
                        TemporaryNodeException.class,
                        e -> assertThat(e.retryAfter().orElseThrow())
                                .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10)));
    }

    @Test
    void unknownWordingIsLoggedOnceInFullWithoutTheKey() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = collecting(logged);
        Logger logger = Logger.getLogger(UnknownWordingLog.class.getName());
        logger.addHandler(handler);
        try {
            for (int i = 0; i < 3; i++) {
                String words = "request " + i + " with " + RpcStub.KEY + " is of a kind not seen before, "
                        + "so much so ".repeat(30);
                stub.script(request -> Answer.error(-32000, words));
                assertThatThrownBy(node::chainId).isInstanceOf(TemporaryNodeException.class);
            }
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(logged)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(
                                "eth_chainId",
                                "-32000",
                                "with *** is of a kind not seen before",
                                "so much so ".repeat(29))
                        .doesNotContain(RpcStub.KEY));
    }

    private static Handler collecting(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                Object[] values = line.getParameters();
                lines.add(values == null ? line.getMessage() : String.format(line.getMessage(), values));
            }

            @Override
            public void flush() {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Nothing to be given back.
            }
        };
    }
}
