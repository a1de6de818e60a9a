package dev.morlens.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.OverridingScript.Said;
import dev.morlens.chain.rpc.http.RpcEndpoint;
import dev.morlens.chain.rpc.view.SlotReaderCode;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.testing.chain.BlockSpeed;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.node.NodeRpc;
import dev.morlens.testing.node.RpcStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Storage read by code that comes with a call: of endpoints that run it, that refuse it in their own words, and that answer
 * something else without a word. The words are right in every case, and what an endpoint cannot is not asked of it again.
 */
class OverriddenStorageTest {

    private static final Address CONTRACT = Address.of("0x1000000000000000000000000000000000000001");

    /** Every fifth word is 0. */
    private static final List<Hash> SLOTS = slots(1, 33);

    private final ChainBuilder chain = ChainBuilder.genesis(BlockSpeed.TWO_SECONDS);
    private final FakeNode truth = new FakeNode(chain);
    private final OverridingScript endpoint = new OverridingScript(new NodeRpc(truth, true));
    private final RpcStub stub = RpcStub.start(endpoint);
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final EndpointProfile profile = new EndpointProfile(1_000, 500, () -> now);
    private final Node node = JsonRpcNodes.connect(
            new RpcEndpoint(stub.url()), NodeConfigs.real(stub.url()), profile, calls -> {}, bytes -> {});
    private BlockId at;

    @BeforeEach
    void begin() {
        at = new BlockId.Hashed(chain.add().hash());
        truth.storage((block, contract, slot) -> word(slot));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private static Hash word(Hash slot) {
        return slot.d() % 5 == 0 ? Hash.ZERO : new Hash(1, 0, 0, slot.d());
    }

    private static List<Hash> slots(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> new Hash(7, 0, 0, i)).toList();
    }

    private List<Hash> inBackground(List<Hash> slots) {
        return CallPurpose.AUDITS.ask(() -> node.storage(at, CONTRACT, slots));
    }

    private static void assertTrue(List<Hash> slots, List<Hash> words) {
        assertThat(words)
                .isEqualTo(slots.stream().map(OverriddenStorageTest::word).toList());
    }

    @Test
    void sevenHundredWordsTakeOneCallOnceItIsProven() {
        List<Hash> many = slots(1, 701);
        assertTrue(many, inBackground(many));
        assertThat(endpoint.withCode()).isEqualTo(1);
        assertThat(endpoint.plain()).as("words to compare with").isBetween(2, 5);
        assertThat(profile.overrides().isProven()).isTrue();
        assertThat(profile.readsPerCall().slots()).isGreaterThan(700);

        assertTrue(many, inBackground(many));
        assertTrue(many, node.storage(BlockId.latest(), CONTRACT, many));
        assertThat(endpoint.withCode()).isEqualTo(2);
        assertThat(endpoint.plain()).isZero();
    }

    @Test
    void blockIsNamedByItsHashWithTheCodeInTheContractsPlace() {
        inBackground(SLOTS);
        JsonNode params = stub.requests().getFirst().get("params");
        assertThat(params.get(1).get("blockHash").asText())
                .isEqualTo(((BlockId.Hashed) at).hash().toString());
        assertThat(params.get(1).get("requireCanonical").asBoolean()).isTrue();
        assertThat(params.get(2).at("/" + CONTRACT + "/code").asText()).isEqualTo(SlotReaderCode.CODE);
    }

    @Test
    void nobodyWhoWaitsTriesItOut() {
        assertTrue(SLOTS, node.storage(at, CONTRACT, SLOTS));
        assertThat(endpoint.withCode()).isZero();
        assertTrue(SLOTS, CallPurpose.AUDITS.ask(() -> node.storage(BlockId.latest(), CONTRACT, SLOTS)));
        assertThat(endpoint.withCode())
                .as("of a block that may be another one a moment later")
                .isZero();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        "Viction (foundry-rs/foundry#10705), KiiChain (hyperlane-xyz/hyperlane-monorepo#9365)",
                        -32602,
                        "too many arguments, want at most 2",
                        null),
                refusal(
                        "Nethermind (NethermindEth/nethermind#7306)",
                        -32602,
                        "Invalid params",
                        "Incorrect parameters count, expected: 2, actual: 3"),
                refusal(
                        "Hardhat (NomicFoundation/hardhat#2513)",
                        -32602,
                        "Expected between 1 and 2 arguments and got 3",
                        null),
                refusal("Hedera (hiero-ledger/hiero-json-rpc-relay#4417)", -32602, "Invalid params", null),
                refusal(
                        "Lotus (filecoin-project/lotus#13160, filecoin-shipyard/js-lotus-client#37)",
                        -32602,
                        "wrong param count (method 'eth_call'): 3 != 2",
                        null),
                refusal(
                        "proxyd (ethereum-optimism/infra:proxyd/backend.go)",
                        -32001,
                        "rpc method is not whitelisted",
                        null),
                refusal("the contract's own code, on BSC (bnb-chain/bsc#656)", 3, "execution reverted", "0x08c379a0"),
                refusal("the same without a code", -32000, "execution reverted", null),
                refusal(
                        "Nitro, as it breaks down over a simulation (OffchainLabs/nitro#3372)",
                        -32603,
                        "method handler crashed",
                        null),
                refusal("words that nobody knows", -32000, "overrides? not here", null));
    }

    private static Arguments refusal(String source, int code, String words, String data) {
        return Arguments.of(source, (Function<OverridingScript, Function<JsonNode, Said>>)
                script -> question -> Said.error(code, words, data));
    }

    static Stream<Arguments> otherAnswers() {
        return Stream.of(
                other(
                        "Reth (paradigmxyz/reth#3583), Myotis (biafra23/myotis#314): nothing",
                        (script, question) -> new byte[0]),
                other(
                        "what the contract itself says (moonbeam-foundation/moonbeam#1860, hiero-ledger/hiero-json-rpc-relay#5114)",
                        (script, question) -> new byte[64]),
                other("data of the right length", (script, question) -> new byte[32 * (SLOTS.size() + 1)]),
                other(
                        "the words of an earlier answer, from a proxy's memory that looks at two parameters",
                        (script, question) ->
                                bytes(script.run(withData(question, SlotReaderCode.data(slots(901, 933)))))),
                other(
                        "an account of that code and no storage",
                        (script, question) -> changed(bytes(script.run(question)), 0, 32 * SLOTS.size(), (byte) 0)),
                other(
                        "the last word of another block",
                        (script, question) -> changed(
                                bytes(script.run(question)), 32 * SLOTS.size() - 1, 32 * SLOTS.size(), (byte) 9)));
    }

    private interface Other {
        byte[] answer(OverridingScript script, JsonNode question);
    }

    private static Arguments other(String what, Other other) {
        return Arguments.of(what, (Function<OverridingScript, Function<JsonNode, Said>>)
                script -> question -> Said.result(other.answer(script, question)));
    }

    private static byte[] bytes(Said said) {
        return Hex.bytes(said.result());
    }

    private static byte[] changed(byte[] answer, int from, int to, byte value) {
        Arrays.fill(answer, from, to, value);
        return answer;
    }

    private static JsonNode withData(JsonNode question, byte[] data) {
        JsonNode other = question.deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) other.at("/params/0")).put("data", Hex.of(data));
        return other;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"refusals", "otherAnswers"})
    void wordsAreReadPlainlyAndItIsNotAskedAgain(
            String source, Function<OverridingScript, Function<JsonNode, Said>> behaviour) {
        endpoint.behave(behaviour.apply(endpoint));
        for (int times = 0; times < 2; times++) {
            assertTrue(SLOTS, inBackground(SLOTS));
        }
        assertThat(endpoint.withCode()).as(source).isEqualTo(1);
        assertThat(profile.overrides().isProven()).isFalse();
        assertThat(profile.readsPerCall().slots()).isEqualTo(1);
    }

    @Test
    void wordsThatAreAllZeroProveNothingUntilOneIsKnownThatIsNot() {
        truth.storage((block, contract, slot) -> slot.a() == 8 ? Hash.ZERO : word(slot));
        List<Hash> zeros =
                IntStream.range(0, 20).mapToObj(i -> new Hash(8, 0, 0, i)).toList();
        for (int times = 0; times < 2; times++) {
            assertThat(inBackground(zeros)).hasSize(20).containsOnly(Hash.ZERO);
            assertThat(profile.overrides().isProven()).isFalse();
            assertThat(profile.overrides().isMissing()).isFalse();
        }
        node.storage(at, CONTRACT, slots(1, 2));

        assertThat(inBackground(zeros)).hasSize(20).containsOnly(Hash.ZERO);

        assertThat(profile.overrides().isProven())
                .as("with the word that is not")
                .isTrue();
    }

    @Test
    void callThatIsTooLargeIsDividedAndThatIsRemembered() {
        List<Hash> many = slots(1, 102);
        endpoint.behave(question -> question.toString().length() > 64 * 50
                ? Said.error(-32000, "out of gas", null)
                : endpoint.run(question));
        assertTrue(many, inBackground(many));
        assertThat(endpoint.withCode()).as("101, 50 and 51, 25 and 26").isLessThanOrEqualTo(7);
        assertThat(profile.overrides().isProven()).isTrue();

        assertTrue(many, inBackground(many));
        assertThat(endpoint.withCode()).isBetween(3, 5);
        assertThat(profile.slotsPerCall()).isBetween(20, 50);
    }

    @Test
    void endpointThatGivesLittleGasToViewsIsAskedForFewerWordsAtOnce() {
        profile.multicall().refused(100);
        assertThat(profile.slotsPerCall()).isEqualTo(50 * 13);
    }

    @Test
    void whatWouldBeSaidToAnyQuestionIsNoWordAboutCode() {
        endpoint.behave(question -> Said.error(-32005, "request rate exceeded", null));
        assertThatThrownBy(() -> inBackground(SLOTS)).isInstanceOf(TemporaryNodeException.class);
        endpoint.behave(question -> Said.error(-32000, "header not found", null));
        assertThatThrownBy(() -> inBackground(SLOTS)).isInstanceOf(UnknownBlockException.class);
        assertThat(profile.overrides().isMissing()).isFalse();
        assertThat(endpoint.plain()).isZero();
    }

    @Test
    void itIsProvenAgainAfterSomeHundredCallsAndAfterAWhile() {
        inBackground(SLOTS);
        endpoint.plain();
        profile.overrides().answered(100);
        inBackground(SLOTS);
        assertThat(endpoint.plain()).isZero();
        profile.overrides().answered(1_000);
        inBackground(SLOTS);
        assertThat(endpoint.plain()).isBetween(2, 5);
        now = now.plus(Duration.ofMinutes(9));
        inBackground(SLOTS);
        assertThat(endpoint.plain()).isZero();
        now = now.plus(Duration.ofMinutes(1));
        inBackground(SLOTS);
        assertThat(endpoint.plain()).isPositive();
    }

    /** As behind one address, where another node takes over that forgets the storage with the code. */
    @Test
    void endpointThatDoesItNoLongerIsFoundOutAtTheNextComparison() {
        inBackground(SLOTS);
        endpoint.behave(question -> {
            byte[] answer = bytes(endpoint.run(question));
            return Said.result(changed(answer, 0, answer.length - 32, (byte) 0));
        });
        now = now.plus(Duration.ofMinutes(10));
        assertTrue(SLOTS, inBackground(SLOTS));
        assertThat(profile.snapshot().noOverrides().orElseThrow().why())
                .contains("expected", "eth_getStorageAt", "got 0x0000");
    }

    @Test
    void aRestartKeepsItAndComparesBeforeItIsBelieved() {
        inBackground(SLOTS);
        EndpointProfile other = new EndpointProfile(50, 500, () -> now);
        other.restore(profile.snapshot());
        assertThat(other.snapshot()).isEqualTo(profile.snapshot());
        assertThat(other.overrides().isProofDue()).isTrue();
        assertThat(other.readsPerCall().slots()).isGreaterThan(700);
    }

    @Test
    void whatWasRefusedIsTriedAgainAfterAWhile() {
        endpoint.behave(question -> Said.error(-32602, "too many arguments, want at most 2", null));
        inBackground(SLOTS);
        assertThat(profile.snapshot().noOverrides().orElseThrow().why()).contains("too many arguments");

        endpoint.behave(endpoint::run);
        now = now.plus(Duration.ofMinutes(10));
        assertTrue(SLOTS, inBackground(SLOTS));
        assertThat(profile.overrides().isProven()).as("tried again").isTrue();
        assertThat(profile.snapshot().noOverrides()).isEmpty();
    }
}
