package dev.morlens.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.Node;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.http.RpcEndpoint;
import dev.morlens.chain.rpc.view.FakeMulticall;
import dev.morlens.chain.rpc.view.Multicall;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import dev.morlens.testing.chain.BlockSpeed;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.chain.Emitted;
import dev.morlens.testing.chain.RealHistory;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.node.NodeRpc;
import dev.morlens.testing.node.RpcStub;
import dev.morlens.testing.node.RpcStub.Answer;
import dev.morlens.testing.server.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions of {@link Node}, asked over HTTP of a node whose true answers are known. */
class JsonRpcNodeTest {

    private static final Address HERE = Address.of("0x1000000000000000000000000000000000000001");
    private static final Address ELSEWHERE = Address.of("0x1000000000000000000000000000000000000002");

    private final ChainBuilder chain = ChainBuilder.genesis(BlockSpeed.TWO_SECONDS);
    private final FakeNode truth = new FakeNode(chain);
    private final RpcStub stub = RpcStub.start(new NodeRpc(truth, true));
    private final EndpointProfile profile = Profiles.fresh();
    private final Node node = JsonRpcNodes.connect(
            new RpcEndpoint(stub.url()), NodeConfigs.real(stub.url()), profile, calls -> {}, bytes -> {});

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void recordedHistoryArrivesAsItIs() {
        RealHistory history = RealHistory.load();
        truth.show(ChainBuilder.of(history.headers(), history.logs()));
        Set<Address> both = Set.of(history.network().token(), history.network().diamond());
        BlockRange all = new BlockRange(0, history.headBlock());

        assertSame(node.logs(all, both), history.logs());
        stub.script(new NodeRpc(truth, false));
        assertSame(node.logs(all, both), history.logs());
        assertThat(node.headers(
                        LongStream.rangeClosed(0, history.headBlock()).boxed().toList()))
                .isEqualTo(history.headers());
    }

    @Test
    void tagsAndHashesNameTheirBlocksOrNothing() {
        BlockRef block = chain.add();
        chain.addEmpty(3);

        assertThat(node.header(BlockTag.LATEST)).hasValue(chain.head());
        assertThat(node.header(BlockTag.FINALIZED)).isEmpty();
        truth.finalizedAt(2);
        assertThat(node.header(BlockTag.FINALIZED)).hasValue(chain.headers().get(2));
        assertThat(node.header(block.hash())).hasValue(chain.headers().get(1));
        assertThat(node.header(Hash.ZERO)).isEmpty();
    }

    @Test
    void tagThatTheNodeRefusesIsUnknown() {
        stub.script(request -> RpcStub.Answer.error(-32602, "invalid block tag"));

        assertThat(node.header(BlockTag.SAFE)).isEmpty();
        assertThatThrownBy(() -> node.header(BlockTag.LATEST)).isInstanceOf(RefusedByNodeException.class);
    }

    @Test
    void headersComeInTheOrderAskedAndInBatches() {
        chain.addEmpty(120);
        List<Long> backwards =
                LongStream.rangeClosed(1, 120).map(i -> 121 - i).boxed().toList();

        assertThat(node.headers(backwards))
                .extracting(header -> header.number())
                .isEqualTo(backwards);
        assertThat(stub.requests()).hasSize(3);
        assertThat(node.headers(List.of())).isEmpty();
    }

    @Test
    void headerOfABlockToComeIsRefused() {
        assertThatThrownBy(() -> node.headers(List.of(0L, 9L)))
                .isInstanceOf(UnknownBlockException.class)
                .hasMessageContaining("block 9");
    }

    /** It has told of the block before; another replica behind the same address answers now. */
    @Test
    void emptyListOfAReplicaThatLagsIsNotBelieved() {
        chain.add(log(HERE));
        assertThat(node.headers(List.of(1L))).hasSize(1);
        NodeRpc honest = new NodeRpc(truth, true);
        stub.script(request -> request.isArray()
                ? Answer.ok("[" + result(1, "[]") + "," + result(2, "null") + "]")
                : Answer.result("[]"));

        assertThatThrownBy(() -> node.logs(new BlockRange(0, 1), Set.of(HERE)))
                .isInstanceOf(UnknownBlockException.class)
                .hasMessageContaining("block 1");
        stub.script(honest);
        assertThat(node.logs(new BlockRange(0, 1), Set.of(HERE))).hasSize(1);
    }

    @Test
    void rangeOfOldBlocksIsAskedForWithoutAHeader() {
        chain.addEmpty(400);
        node.header(BlockTag.LATEST);
        node.headers(List.of(100L));
        int before = stub.requests().size();

        node.logs(new BlockRange(0, 100), Set.of(HERE));
        node.logs(new BlockRange(101, 400), Set.of(HERE));
        assertThat(stub.requests().subList(before, stub.requests().size()))
                .extracting(JsonNode::isArray)
                .containsExactly(false, true);
    }

    @Test
    void whereTheLogsOfAnEndpointBeginIsFoundOnceAndRemembered() {
        chain.addEmpty(1_000);
        node.header(BlockTag.LATEST);
        node.headers(List.of(690L));
        NodeRpc honest = new NodeRpc(truth, true);
        stub.script(request -> !request.isArray() && isPruned(request)
                ? Answer.error(4444, "pruned history unavailable")
                : honest.answer(request));
        int before = stub.requests().size();

        assertThatThrownBy(() -> node.logs(new BlockRange(100, 199), Set.of(HERE)))
                .isInstanceOf(HistoryMissingException.class);
        assertThat(profile.logs().firstKept().orElseThrow().value()).isEqualTo(637);
        assertThat(profile.logs().mayHave(636)).isFalse();
        assertThat(profile.logs().mayHave(637)).isTrue();
        assertThat(stub.requests().size() - before).isLessThanOrEqualTo(14);
    }

    private static boolean isPruned(JsonNode request) {
        String first = request.at("/params/0/fromBlock").asText("");
        return !first.isEmpty() && Long.decode(first) < 637;
    }

    private static String result(int id, String json) {
        return Answer.result(json).body().replace("\"id\":1", "\"id\":" + id);
    }

    @Test
    void logsOfABlockAreAskedByItsHash() {
        BlockRef block = chain.add(log(HERE), log(ELSEWHERE), log(HERE));

        assertThat(node.logs(block.hash(), Set.of(HERE)))
                .extracting(RawLog::logIndex)
                .containsExactly(0, 2);
        assertThat(node.logs(chain.headers().getFirst().hash(), Set.of(HERE))).isEmpty();
    }

    @Test
    void viewCallsWithoutMulticallComeAsABatchAndARevertIsAnAnswer() {
        truth.calls(
                (at, viewCall) -> new CallResult(viewCall.data()[0] != 1, new byte[] {viewCall.data()[0], 7, 7, 7}));
        List<CallResult> results = node.call(BlockId.latest(), calls(0, 1, 2));

        assertThat(results).extracting(CallResult::success).containsExactly(true, false, true);
        assertThat(results.get(1).data()).containsExactly(1, 7, 7, 7);
        assertThat(results.get(2).data()).containsExactly(2, 7, 7, 7);
    }

    @Test
    void viewCallsGoThroughMulticallInChunksOfOneRequestWhereItHasCode() {
        FakeMulticall multicall = new FakeMulticall((at, viewCall) -> viewCall.data()[0] == 5
                ? new CallResult(false, new byte[] {9, 9, 9, 9})
                : new CallResult(true, new byte[] {viewCall.data()[0]}));
        truth.codes(account -> account.equals(Multicall.ADDRESS) ? new byte[] {1} : new byte[0])
                .calls(multicall);
        int[] many = IntStream.range(0, 1_200).toArray();

        List<CallResult> results = node.call(new BlockId.Numbered(0), calls(many));

        assertThat(results).hasSize(1_200);
        for (int i = 0; i < many.length; i++) {
            assertThat(results.get(i).success()).isEqualTo((byte) i != 5);
            assertThat(results.get(i).data()[0]).isEqualTo((byte) ((byte) i == 5 ? 9 : i));
        }
        assertThat(multicall.direct()).isZero();
        assertThat(stub.requests()).hasSize(2);
    }

    @Test
    void callThatFailedEmptyInsideMulticallIsAskedAgainAlone() {
        FakeMulticall multicall = new FakeMulticall((at, viewCall) -> new CallResult(true, new byte[] {4}));
        multicall.starve(2);
        truth.codes(account -> new byte[] {1}).calls(multicall);

        assertThat(node.call(BlockId.latest(), calls(0, 1, 2, 3))).allSatisfy(result -> {
            assertThat(result.success()).isTrue();
            assertThat(result.data()).containsExactly(4);
        });
        assertThat(multicall.direct()).isEqualTo(1);
    }

    /** As nodes do: a multicall that runs out of gas as a whole is an error, and so is the one call that always does. */
    @Test
    void callThatNeedsTooMuchGasCostsOnlyItself() {
        NodeRpc honest = new NodeRpc(truth, true);
        truth.codes(account -> new byte[] {1})
                .calls((at, viewCall) -> new CallResult(true, new byte[] {viewCall.data()[0]}));
        stub.script(request -> withoutGas(honest, request));

        List<CallResult> results = node.call(BlockId.latest(), calls(0, 1, 2, 0x77, 4));

        assertThat(results).extracting(CallResult::success).containsExactly(true, true, true, false, true);
        assertThat(results.get(3).data()).isEmpty();
        assertThat(results.get(4).data()).containsExactly(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "intrinsic gas too high",
                "transaction gas limit too high (cap: 16777216, tx: 50000000)",
                "Block gas limit exceeded"
            })
    void callThatIsTooLargeForTheNodeIsDividedAndThatIsRemembered(String words) {
        FakeMulticall multicall =
                new FakeMulticall((at, viewCall) -> new CallResult(true, new byte[] {viewCall.data()[0]}));
        truth.codes(account -> account.equals(Multicall.ADDRESS) ? new byte[] {1} : new byte[0])
                .calls(multicall);
        NodeRpc honest = new NodeRpc(truth, true);
        AtomicInteger refused = new AtomicInteger();
        stub.script(request -> refusingLarge(honest, request, words, refused));
        List<ViewCall> many = calls(IntStream.range(0, 400).toArray());

        for (int i = 0; i < 2; i++) {
            List<CallResult> results = node.call(BlockId.latest(), many);
            assertThat(results).hasSize(400).allMatch(CallResult::success);
        }
        assertThat(refused.get()).isEqualTo(1);
        assertThat(profile.multicall().current()).isEqualTo(200);
        assertThat(multicall.direct()).isZero();
    }

    /** A single question is refused if it holds more than some 250 calls. */
    private static Answer refusingLarge(NodeRpc honest, JsonNode request, String words, AtomicInteger refused) {
        if (request.isArray()) {
            List<String> each = new ArrayList<>();
            request.forEach(
                    one -> each.add(refusingLarge(honest, one, words, refused).body()));
            return Answer.ok("[" + String.join(",", each) + "]");
        }
        if (request.toString().length() < 96_000) {
            return honest.answer(request);
        }
        refused.incrementAndGet();
        return Answer.error(-32000, words);
    }

    /** To multicalls, and to calls that begin with 0x77. */
    private static Answer withoutGas(NodeRpc honest, JsonNode request) {
        if (request.isArray()) {
            List<String> each = new ArrayList<>();
            request.forEach(one -> each.add(withoutGas(honest, one).body()));
            return Answer.ok("[" + String.join(",", each) + "]");
        }
        String asked = request.toString();
        boolean costly = asked.contains("\"0x82ad56cb") || asked.contains("\"0x77");
        String refused = Answer.error(-32000, "out of gas").body();
        return costly ? Answer.ok(refused.replace("\"id\":1", "\"id\":" + request.get("id"))) : honest.answer(request);
    }

    @Test
    void batchWhoseAnswerIsTooLargeIsAskedInHalvesUntilTheLargeOneIsAlone() {
        byte[] large = new byte[1_500_000];
        byte[] tooLarge = new byte[6_000_000];
        truth.calls((at, viewCall) -> new CallResult(
                true,
                switch (viewCall.data()[0]) {
                    case 3 -> tooLarge;
                    case 5 -> new byte[] {5};
                    default -> large;
                }));

        Node patient = JsonRpcNodes.connect(
                new RpcEndpoint(stub.url()), NodeConfigs.real(stub.url()), Profiles.fresh(), calls -> {}, bytes -> {});
        List<CallResult> results = patient.call(BlockId.latest(), calls(0, 1, 2, 3, 4, 5));

        assertThat(results).extracting(CallResult::success).containsExactly(true, true, true, false, true, true);
        assertThat(results.get(4).data()).hasSize(large.length);
        assertThat(results.get(5).data()).containsExactly(5);
    }

    @Test
    void storageWordsComeInTheOrderAskedAtThatBlock() {
        truth.storage((at, contract, slot) -> new Hash(at.number(), contract.low(), 0, slot.d()));
        chain.addEmpty(3);
        BlockId at = new BlockId.Hashed(chain.headers().get(2).hash());

        List<Hash> slots = List.of(new Hash(0, 0, 0, 5), new Hash(0, 0, 0, 6));
        assertThat(node.storage(at, HERE, slots)).containsExactly(new Hash(2, 1, 0, 5), new Hash(2, 1, 0, 6));
    }

    @Test
    void storageWordWithoutLeadingZerosIsRead() {
        stub.script(request -> RpcStub.Answer.result("\"0x7\""));

        assertThat(node.storage(BlockId.latest(), HERE, List.of(Hash.ZERO))).containsExactly(new Hash(0, 0, 0, 7));
    }

    @Test
    void codeIsReadAndEmptyWithoutAny() {
        truth.codes(account -> account.equals(HERE) ? new byte[] {1, 2} : new byte[0]);

        assertThat(node.code(BlockId.latest(), HERE)).containsExactly(1, 2);
        assertThat(node.code(BlockId.latest(), ELSEWHERE)).isEmpty();
        assertThat(node.chainId()).isEqualTo(31337);
    }

    @Test
    void blockThatWasReorganisedAwayIsUnknown() {
        stub.script(request -> RpcStub.Answer.error(-32000, "unknown block"));
        BlockId gone = new BlockId.Hashed(Hash.ZERO);

        assertThatThrownBy(() -> node.logs(Hash.ZERO, Set.of(HERE))).isInstanceOf(UnknownBlockException.class);
        assertThatThrownBy(() -> node.storage(gone, HERE, List.of(Hash.ZERO)))
                .isInstanceOf(UnknownBlockException.class);
        assertThatThrownBy(() -> node.code(gone, HERE)).isInstanceOf(UnknownBlockException.class);
        assertThatThrownBy(() -> node.balance(gone, HERE)).isInstanceOf(UnknownBlockException.class);
        assertThatThrownBy(() -> node.callAs(HERE, gone, calls(0).getFirst()))
                .isInstanceOf(UnknownBlockException.class);
        assertThatThrownBy(() -> node.code(new BlockId.Numbered(5), HERE)).isInstanceOf(TemporaryNodeException.class);
    }

    @Test
    void dryRunNamesItsCallerAndCoinIsReadInWei() {
        truth.calls((at, viewCall) -> new CallResult(false, new byte[] {1, 2, 3, 4}))
                .balances(account -> Wei.of("3000000000000000000000"));

        assertThat(node.callAs(ELSEWHERE, BlockId.latest(), calls(9).getFirst()).data())
                .containsExactly(1, 2, 3, 4);
        assertThat(stub.requests().getFirst().get("params").get(0).get("from").asText())
                .isEqualTo(ELSEWHERE.toString());
        assertThat(node.balance(BlockId.latest(), HERE)).isEqualTo(Wei.of("3000000000000000000000"));
    }

    private static void assertSame(List<RawLog> got, List<RawLog> expected) {
        assertThat(got).hasSameSizeAs(expected);
        for (int i = 0; i < got.size(); i++) {
            assertThat(got.get(i)).usingRecursiveComparison().isEqualTo(expected.get(i));
        }
    }

    private static List<ViewCall> calls(int... first) {
        List<ViewCall> calls = new ArrayList<>();
        for (int each : first) {
            calls.add(new ViewCall(HERE, new byte[] {(byte) each, 0, 0, 0}));
        }
        return calls;
    }

    private static Emitted log(Address from) {
        return new Emitted(from, List.of(Hash.ZERO), new byte[] {1});
    }
}
