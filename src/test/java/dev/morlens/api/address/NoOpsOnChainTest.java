package dev.morlens.api.address;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.http.Eventually;
import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.chain.OwnChainProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real transfers that move nothing: an owner's to itself, and a stranger's in the owner's name. */
@QuarkusTest
@TestProfile(OwnChainProfile.class)
class NoOpsOnChainTest extends HttpTest {

    private static final String TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private static final String STRANGER = "0x00000000000000000000000000000000000000aa";

    @Test
    void theyAreToldForWhatTheyAre() throws InterruptedException {
        String owner = LocalChain.chain()
                .scenario("quiet-wallet")
                .get("made")
                .get("user")
                .asText();
        String self = send(owner, "0xa9059cbb" + word(owner) + "%064x".formatted(7));
        String zero = send(STRANGER, "0x23b872dd" + word(owner) + word(STRANGER) + "0".repeat(64));
        LocalChain.chain().mine(1);
        String list = API + "/addresses/" + owner + "/no-op-transfers";
        JsonPath told = Eventually.await(list, answer -> answer.getList("items").size() > 1);
        assertThat(told.getList("items.txHash")).isEqualTo(List.of(zero, self));
        assertThat(told.getList("items.amount")).isEqualTo(List.of("0", "7"));
        assertThat(told.getList("items.byContract")).isEqualTo(List.of(false, false));
        assertThat(given().get("/local/tx/" + zero).asString())
                .contains("It moved no MOR.", "anybody can cause such an entry")
                .doesNotContain("concerns the protocol");
        assertThat(given().get("/local/tx/" + self).asString()).contains("to itself: nothing changed");
    }

    /** The chain's own history has some: closes that return nothing, bids without a fee. */
    @Test
    void everyOneOfTheChainIsInItsTransactionAndNoOther() {
        List<String> logged = new ArrayList<>();
        JsonNode logs = LocalChain.chain()
                .rpc(
                        "eth_getLogs",
                        Map.of(
                                "fromBlock", "0x0",
                                "address",
                                        LocalChain.chain()
                                                .network("local")
                                                .token()
                                                .toString(),
                                "topics", List.of(TRANSFER)));
        logs.forEach(log -> {
            boolean nothing = log.get("data").asText().equals("0x" + "0".repeat(64))
                    || log.get("topics").get(1).equals(log.get("topics").get(2));
            if (nothing) {
                logged.add(log.get("transactionHash").asText() + " "
                        + Integer.decode(log.get("logIndex").asText()));
            }
        });
        assertThat(logged).isNotEmpty();
        List<String> told = new ArrayList<>();
        logged.stream()
                .map(one -> one.substring(0, one.indexOf(' ')))
                .distinct()
                .limit(20)
                .forEach(hash -> {
                    List<Integer> indexes = given().get(API + "/transactions/" + hash)
                            .jsonPath()
                            .getList("noOpTransfers.logIndex");
                    indexes.forEach(index -> told.add(hash + " " + index));
                });
        assertThat(logged).startsWith(told.toArray(String[]::new));
        assertThat(told).isNotEmpty();
    }

    private static String send(String from, String data) {
        return LocalChain.chain()
                .rpc(
                        "eth_sendTransaction",
                        Map.of(
                                "from",
                                from,
                                "to",
                                LocalChain.chain().network("local").token().toString(),
                                "data",
                                data,
                                "gas",
                                "0x100000",
                                "gasPrice",
                                "0x0"))
                .asText();
    }

    private static String word(String address) {
        return "0".repeat(24) + address.substring(2);
    }
}
