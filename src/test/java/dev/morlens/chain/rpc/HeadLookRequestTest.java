package dev.morlens.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.http.RpcEndpoint;
import dev.morlens.chain.value.Address;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.node.RpcStub;
import dev.morlens.testing.node.RpcStub.Answer;
import dev.morlens.testing.server.Profiles;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looks at the head over HTTP. */
class HeadLookRequestTest {

    private static final Address HERE = Address.of("0x1000000000000000000000000000000000000001");
    private static final int NEWEST = 105;
    private static final HeadLook.LookQuestion QUESTION = new HeadLook.LookQuestion(100, 95, Set.of(HERE));

    private final RpcStub stub = RpcStub.start(HeadLookRequestTest::answer);
    private final EndpointProfile profile = Profiles.fresh();
    private final Node node = JsonRpcNodes.connect(
            new RpcEndpoint(stub.url()), NodeConfigs.fast(stub.url()), profile, calls -> {}, bytes -> {});

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void headHashAndLogsComeInOneExchange() {
        // The first answers' times are held against headers.
        for (int i = 0; i < 3; i++) {
            node.look(QUESTION);
        }
        int before = stub.requests().size();
        HeadLook look = node.look(QUESTION);
        assertThat(look.newest().number()).isEqualTo(NEWEST);
        assertThat(look.kept().orElseThrow()).hasToString(hash(100));
        assertThat(look.logs())
                .as("those above the newest block come with the next look")
                .hasSize(2);
        assertThat(stub.requests()).hasSize(before + 1);
    }

    @Test
    void aNodeThatTakesNoBatchIsAskedOneByOneFromThenOn() {
        stub.script(request -> request.isArray()
                ? Answer.error(-32_600, "batch limit 2 exceeded: 3 requests given")
                : answer(request));
        assertThat(node.look(QUESTION).logs()).hasSize(2);
        int before = stub.requests().size();
        node.look(QUESTION);
        assertThat(stub.requests()).hasSize(before + 3);
    }

    @Test
    void answersThatBreakOffNowAndThenDoNotDivideTheExchange() {
        for (int i = 0; i < 4; i++) {
            stub.script(request -> request.isArray() ? Answer.status(502, "bad gateway") : answer(request));
            assertThat(node.look(QUESTION).logs()).hasSize(2);
            stub.script(HeadLookRequestTest::answer);
            assertThat(node.look(QUESTION).logs()).hasSize(2);
        }
        int before = stub.requests().size();
        node.look(QUESTION);
        assertThat(stub.requests()).hasSize(before + 1);
    }

    @Test
    void aNodeThatDoesNotHaveTheKeptBlockYetSaysSoInWhateverForm() {
        HeadLook.LookQuestion above = new HeadLook.LookQuestion(NEWEST + 1, NEWEST + 2, Set.of(HERE));
        assertThat(node.look(above).kept()).isEmpty();
        stub.script(request ->
                Answer.ok("[" + one(request.get(0), "\"error\":{\"code\":-32602,\"message\":\"block out of range\"}")
                        + "," + member(request.get(1)) + ","
                        + one(
                                request.get(2),
                                "\"error\":{\"code\":-32602,\"message\":\"block range extends beyond current head block\"}")
                        + "]"));
        assertThat(node.look(above).newest().number()).isEqualTo(NEWEST);
        assertThat(node.look(above).logs()).isEmpty();
    }

    @Test
    void aRangeThatIsTooLargeIsSaidToBe() {
        stub.script(request -> request.isArray()
                ? Answer.ok("[" + member(request.get(0)) + "," + member(request.get(1)) + ","
                        + one(
                                request.get(2),
                                "\"error\":{\"code\":-32602,\"message\":\"query exceeds max block range 10\"}")
                        + "]")
                : answer(request));
        assertThatThrownBy(() -> node.look(QUESTION)).isInstanceOf(RangeTooLargeException.class);
    }

    private static Answer answer(JsonNode request) {
        return Answer.ok(
                request.isArray()
                        ? StreamSupport.stream(request.spliterator(), false)
                                .map(HeadLookRequestTest::member)
                                .collect(Collectors.joining(",", "[", "]"))
                        : member(request));
    }

    private static String member(JsonNode call) {
        if (call.get("method").asText().equals("eth_getLogs")) {
            return one(call, "\"result\":[" + log(96) + "," + log(103) + "," + log(NEWEST + 1) + "]");
        }
        String asked = call.get("params").get(0).asText();
        long number = asked.equals("latest") ? NEWEST : Long.decode(asked);
        return one(call, "\"result\":" + (number > NEWEST ? "null" : header(number)));
    }

    private static String one(JsonNode call, String outcome) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + call.get("id") + "," + outcome + "}";
    }

    private static String header(long number) {
        return """
                {"number":"0x%x","hash":"%s","parentHash":"%s","timestamp":"0x%x","logsBloom":"0x%s"}
                """.formatted(number, hash(number), hash(number - 1), 1_000 + number, "ff".repeat(256));
    }

    private static String log(long number) {
        return """
                {"address":"%s","blockNumber":"0x%x","blockHash":"%s","blockTimestamp":"0x%x","logIndex":"0x0",
                 "transactionHash":"%s","transactionIndex":"0x0","topics":[],"data":"0x","removed":false}
                """.formatted(HERE, number, hash(number), 1_000 + number, hash(7));
    }

    private static String hash(long number) {
        return "0x%064x".formatted(number);
    }
}
