package dev.morlens.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.rpc.http.RpcEndpoint;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.chain.Emitted;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.node.NodeRpc;
import dev.morlens.testing.node.RpcStub;
import dev.morlens.testing.node.RpcStub.Answer;
import dev.morlens.testing.server.Profiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that a node must not get away with (docs/protocol.md, P47). */
class DistrustTest {

    private static final Address HERE = Address.of("0x1000000000000000000000000000000000000001");
    private static final BlockRange RANGE = new BlockRange(0, 3);

    private final ChainBuilder chain = ChainBuilder.genesis();
    private final NodeRpc honest = new NodeRpc(new FakeNode(chain), true);
    private final RpcStub stub = RpcStub.start(honest);
    private final Node node = JsonRpcNodes.connect(
            new RpcEndpoint(stub.url()), NodeConfigs.fast(stub.url()), Profiles.fresh(), calls -> {}, bytes -> {});

    @BeforeEach
    void letTheNodeShowItsBlocks() {
        Emitted log = new Emitted(HERE, List.of(Hash.ZERO), new byte[] {1});
        chain.add(log, log);
        chain.addEmpty(2);
        assertThat(node.logs(RANGE, Set.of(HERE))).hasSize(2);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void logsThatDoNotFitAreNamedWithFieldAndBothValues() {
        String other = Hash.ZERO.toString();
        assertLogRefused(log -> log.put("address", Address.ZERO.toString()), "log.address", Address.ZERO.toString());
        assertLogRefused(log -> log.put("blockNumber", "0x9"), "log.blockNumber", "one of 0..3", "9");
        assertLogRefused(log -> log.put("blockHash", other), "log.blockHash", other);
        assertLogRefused(log -> log.put("logIndex", "0x0"), "log.logIndex", "1:0 twice");
        assertLogRefused(log -> log.put("logIndex", "0xffffffff"), "log.logIndex", "2^31");
        assertLogRefused(log -> log.put("removed", true), "log.removed");
        assertLogRefused(log -> log.put("data", "0x123"), "log.data", "0x123");
        assertLogRefused(log -> log.remove("transactionHash"), "log.transactionHash", "nothing");
        assertLogRefused(log -> log.putNull("blockNumber"), "log.blockNumber", "nothing");
        assertLogRefused(log -> log.remove("topics"), "log.topics", "nothing");
        assertLogRefused(log -> log.putArray("topics").add("0x12"), "log.topics", "0x12");
    }

    @Test
    void logsWithAnotherHashThanTheirHeaderAreRefused() {
        RawLog log = chain.logs().getFirst();
        NodeRpc bare = new NodeRpc(new FakeNode(chain), false);
        String lying = "[" + bare.log(log).put("blockHash", Hash.ZERO.toString()) + "]";
        stub.script(request ->
                request.at("/0/method").asText().equals("eth_getLogs") ? logs(request, lying) : bare.answer(request));

        assertTemporary(() -> node.logs(RANGE, Set.of(HERE)), "log.blockHash", Hash.ZERO.toString());
    }

    @Test
    void rangeBeyondTheHeadIsRefusedAndNotTakenForComplete() {
        BlockRange beyond = new BlockRange(0, 4);
        assertThatThrownBy(() -> node.logs(beyond, Set.of(HERE)))
                .isInstanceOf(UnknownBlockException.class)
                .hasMessageContaining("block 4");

        chain.add();
        assertThat(node.logs(beyond, Set.of(HERE))).hasSize(2);
    }

    @Test
    void logsOutOfOrderArePutInOrder() {
        List<RawLog> logs = chain.logs();
        stub.script(request -> logs(request, "[" + honest.log(logs.get(1)) + "," + honest.log(logs.get(0)) + "]"));

        assertThat(node.logs(RANGE, Set.of(HERE)))
                .extracting(RawLog::position)
                .containsExactly(logs.get(0).position(), logs.get(1).position());
    }

    @Test
    void logsOfAnotherBlockThanAskedByHashAreRefused() {
        RawLog log = chain.logs().getFirst();
        stub.script(request -> Answer.result("[" + honest.log(log) + "]"));

        assertTemporary(
                () -> node.logs(chain.headers().getFirst().hash(), Set.of(HERE)),
                "log.blockHash",
                log.block().hash().toString());
    }

    @Test
    void headerOfAnotherNumberOrHashIsRefused() {
        stub.script(request -> honest.answer(rewritten(request, "0x1")));

        assertTemporary(() -> node.headers(List.of(2L)), "block.number", "the 2 asked for", "got 1");
        stub.script(request -> Answer.result(
                "{\"number\":\"0x1\",\"hash\":\"%s\",\"parentHash\":\"%s\"}".formatted(Hash.ZERO, Hash.ZERO)));
        assertTemporary(() -> node.header(BlockTag.LATEST), "block.timestamp", "nothing");
    }

    @Test
    void quantitiesBeyondAnyChainAreRefused() {
        stub.script(request -> Answer.result("\"0xffffffffffffffffffff\""));

        assertTemporary(node::chainId, "eth_chainId", "quantity");
    }

    @Test
    void cutOrForeignJsonIsTemporary() {
        for (String body :
                List.of("{\"jsonrpc\":\"2.0\",\"id\":1,\"resu", "<html>please log in</html>", "", "[]", "7")) {
            stub.script(request -> Answer.ok(body));
            assertThatThrownBy(() -> node.logs(RANGE, Set.of(HERE)))
                    .as(body)
                    .isInstanceOf(TemporaryNodeException.class);
        }
    }

    @Test
    void batchesWithWrongIdsAreTemporary() {
        String one = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":\"0x\"}";
        for (List<Integer> ids : List.of(List.of(1, 1), List.of(1, 3), List.of(1), List.of(1, 2, 3))) {
            stub.script(request ->
                    Answer.ok(ids.stream().map(one::formatted).toList().toString()));
            assertThatThrownBy(() -> node.storage(BlockId.latest(), HERE, List.of(Hash.ZERO, Hash.ZERO)))
                    .as("ids %s", ids)
                    .isInstanceOf(TemporaryNodeException.class);
        }
    }

    @Test
    void batchRefusedAsAWholeGivesItsError() {
        stub.script(request ->
                Answer.ok("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"no batches\"}}"));

        assertThatThrownBy(() -> node.headers(List.of(1L, 2L)))
                .isInstanceOf(RefusedByNodeException.class)
                .hasMessageContaining("no batches");
    }

    @Test
    void hugeAnswerIsRefusedUnreadAndForLogsTheRangeIsTooLarge() {
        String huge = "\"0x" + "00".repeat(6_000_000) + "\"";
        stub.script(request -> Answer.result(huge));
        // Megabytes take a busy machine a while.
        Node patient = JsonRpcNodes.connect(
                new RpcEndpoint(stub.url()), NodeConfigs.real(stub.url()), Profiles.fresh(), calls -> {}, bytes -> {});

        assertThatThrownBy(() -> patient.code(BlockId.latest(), HERE))
                .isInstanceOf(RefusedByNodeException.class)
                .hasMessageContaining("10000000 bytes");
        assertThatThrownBy(() -> patient.logs(RANGE, Set.of(HERE)))
                .isInstanceOfSatisfying(
                        RangeTooLargeException.class, e -> assertThat(e.range()).isEqualTo(RANGE));
    }

    @Test
    void silenceIsTemporaryAfterTheTimeout() {
        stub.script(request -> Answer.result("\"0x1\"").after(2_000));

        assertTemporary(node::chainId, "eth_chainId", stub.url().getHost());
    }

    @Test
    void tooManyRequestsCarriesWhenToComeBack() {
        stub.script(request -> new Answer(429, Map.of("Retry-After", "7"), "{\"error\":\"slow down\"}", 0));

        assertThatThrownBy(node::chainId)
                .isInstanceOfSatisfying(
                        TemporaryNodeException.class,
                        e -> assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(7)));
    }

    @Test
    void statusDecidesWhatIsWorthAskingAgain() {
        for (int status : new int[] {408, 500, 502, 503}) {
            stub.script(request -> Answer.status(status, "oops"));
            assertTemporary(node::chainId, "HTTP status " + status);
        }
        for (int status : new int[] {400, 422}) {
            stub.script(request -> Answer.status(status, "no"));
            assertThatThrownBy(node::chainId)
                    .isInstanceOf(RefusedByNodeException.class)
                    .hasMessageContaining("HTTP status " + status);
        }
    }

    @Test
    void errorObjectWithAFailureStatusIsReadAsWhatItIs() {
        stub.script(request -> Answer.status(
                400, Answer.error(-32602, "range 9 exceeds limit of 5").body()));

        assertThatThrownBy(() -> node.logs(RANGE, Set.of(HERE))).isInstanceOf(RangeTooLargeException.class);
    }

    @Test
    void timesOfLogsThatCannotBeReadOrContradictEachOtherAreTakenFromHeaders() {
        RawLog log = chain.logs().getFirst();
        for (String time : List.of("0x1", "", "0x", "2026-11-20T10:00:00Z", "1790000000", "0xffffffffffffff")) {
            ObjectNode lying = honest.log(chain.logs().get(1)).put("blockTimestamp", time);
            stub.script(request -> request.toString().contains("eth_getLogs")
                    ? logs(request, "[" + honest.log(log) + "," + lying + "]")
                    : honest.answer(request));
            assertThat(node.logs(RANGE, Set.of(HERE)))
                    .as(time)
                    .extracting(RawLog::block)
                    .containsExactly(log.block(), log.block());
        }
    }

    @Test
    void keyOfTheUrlIsInNoMessage() {
        stub.script(request -> Answer.error(-32000, "key " + RpcStub.KEY + " is used up"));
        assertThatThrownBy(node::chainId)
                .hasMessageContaining("key *** is used up")
                .hasMessageNotContaining(RpcStub.KEY);
        stub.close();
        assertThatThrownBy(node::chainId)
                .isInstanceOf(TemporaryNodeException.class)
                .hasMessageNotContaining(RpcStub.KEY);
    }

    /** Of the blocks' logs this, of all else the truth. */
    private Answer logs(JsonNode request, String logs) {
        String answer = Answer.result(logs).body();
        return request.isArray()
                ? Answer.ok("[" + answer + "," + honest.answer(request.get(1)).body() + "]")
                : Answer.ok(answer);
    }

    private void assertLogRefused(Consumer<ObjectNode> lie, String... parts) {
        RawLog log = chain.logs().getFirst();
        ObjectNode lying = honest.log(chain.logs().get(1));
        lie.accept(lying);
        stub.script(request -> logs(request, "[" + honest.log(log) + "," + lying + "]"));
        assertTemporary(() -> node.logs(RANGE, Set.of(HERE)), parts);
    }

    private static void assertTemporary(ThrowingCallable question, String... parts) {
        assertThatThrownBy(question).isInstanceOf(TemporaryNodeException.class).hasMessageContainingAll(parts);
    }

    private static JsonNode rewritten(JsonNode request, String number) {
        ((ArrayNode) request.get("params")).set(0, number);
        return request;
    }
}
