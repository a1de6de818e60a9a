package dev.morlens.api.dropin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.http.HttpTest;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.TokenViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.PoolState;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.node.NodeConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The consumer node's routes against the views that the node itself reads, on a chain of the pool version. */
@QuarkusTest
class DropInOnChainTest extends HttpTest {

    private static final String BASE = "/compat/local/blockchain";

    private final Network network = LocalChain.chain().network("local");
    private final Node node = Nodes.connect(
                    NodeConfigs.fast(LocalChain.chain().rpcUrl()), network.chainId(), new SimpleMeterRegistry())
            .node();
    private final SessionViews sessions = new SessionViews(network.diamond());
    private final MarketViews market = new MarketViews(network.diamond());
    private BlockId at;
    private Instant now;

    @BeforeEach
    void atTheIndexsBlock() throws InterruptedException {
        marketCaughtUp();
        long block = given().get(BASE + "/latestBlock").jsonPath().getLong("block");
        at = new BlockId.Numbered(block);
        now = node.headers(List.of(block)).getFirst().ref().time();
    }

    @Test
    void walletsAreTheContracts() {
        Address user = Address.of(LocalChain.sample("claimable"));
        JsonNode balance = get("balance", "/balance?address=" + user);
        assertThat(balance.get("mor").asText()).isEqualTo(read(new TokenViews(network.token()).balanceOf(user)));
        assertThat(balance.get("eth").asText()).isEqualTo(node.balance(at, user).toString());
        JsonNode allowed = get("allowance", "/allowance?address=" + user + "&spender=" + network.diamond());
        assertThat(allowed.get("allowance").asText())
                .isEqualTo(read(new TokenViews(network.token()).allowance(user, network.diamond())));
        var held = new ViewReader(node).read(at, sessions.getUserStakesOnHold(user));
        JsonNode onHold = get("onhold", "/stakes/onhold?address=" + user);
        assertThat(onHold.get("available").asText()).isEqualTo(held.available().toString());
        assertThat(onHold.get("hold").asText()).isEqualTo(held.hold().toString());
        comparePool(Address.of(LocalChain.sample("hot")));
        assertThat(get("budget", "/sessions/budget").get("budget").asText())
                .isEqualTo(read(sessions.getTodaysBudget(now)));
        assertThat(get("supply", "/token/supply").get("supply").asText()).isEqualTo(read(sessions.totalMorSupply(now)));
    }

    private void comparePool(Address hot) {
        PoolViews pools = new PoolViews(network.diamond());
        ViewReader views = new ViewReader(node);
        PoolState told = views.read(at, pools.getStakingPool(hot));
        JsonNode pool = get("pool", "/pool?address=" + hot);
        assertThat(told.free()).as("that swapped fields would show").isNotEqualTo(told.locked());
        assertThat(pool.get("availableToStake").asText())
                .isEqualTo(views.read(at, pools.getAvailableToStake(hot)).toString());
        assertThat(pool.get("freeBalance").asText()).isEqualTo(told.free().toString());
        assertThat(pool.get("lockedBalance").asText()).isEqualTo(told.locked().toString());
        assertThat(pool.get("pendingWithdrawalsTotal").asText())
                .isEqualTo(told.pendingTotal().toString());
        assertThat(pool.get("funderCount").asText()).isEqualTo(String.valueOf(told.funderCount()));
        assertThat(pool.get("holdCount").asText()).isEqualTo(String.valueOf(told.holdCount()));
    }

    @Test
    void sessionsAreThoseOfTheContractInItsOrder() {
        Address user = Address.of(LocalChain.sample("claimable"));
        var page = new ViewReader(node).read(at, sessions.getUserSessions(user, 0, 255));
        Response answer = given().get(BASE + "/sessions/user?order=asc&limit=255&user=" + user);
        JsonNode found = Golden.holds("sessions", answer).get("sessions");
        assertThat(answer.header("X-Total-Count")).isEqualTo(String.valueOf(page.total()));
        assertThat(ids(found)).isEqualTo(page.ids());
        for (JsonNode one : found) {
            var state = new ViewReader(node)
                    .read(at, sessions.getSession(SessionId.of(one.get("Id").asText())));
            assertThat(one.get("Stake").bigIntegerValue())
                    .isEqualTo(state.stake().value());
            assertThat(one.get("BidID").asText()).isEqualTo(state.bidId().toString());
            assertThat(one.get("EndsAt").asLong()).isEqualTo(state.endsAt().getEpochSecond());
            assertThat(one.get("ClosedAt").asLong())
                    .isEqualTo(state.closedAt().map(Instant::getEpochSecond).orElse(0L));
            assertThat(one.get("ProviderWithdrawnAmount").bigIntegerValue())
                    .isEqualTo(state.providerWithdrawn().value());
            assertThat(one.get("CloseoutType").asInt()).isEqualTo(state.closeoutType());
            assertThat(one.get("CloseoutReceipt").asText()).isEqualTo(receipt(one));
            JsonNode alone = get("session", "/sessions/" + one.get("Id").asText());
            assertThat(alone.get("session")).isEqualTo(one);
        }
        assertThat(answer.header("X-Incomplete")).isNull();
        assertThat(found.findValuesAsText("CloseoutReceipt"))
                .as("a closed session and its receipt: id, chain, time, speed and first token, 160 bytes")
                .anySatisfy(hex -> assertThat(hex).hasSize(320).startsWith(idOfReceipt(found, hex)));
    }

    private String receipt(JsonNode session) {
        byte[] receipt = new ViewReader(node)
                .read(
                        at,
                        sessions.getCloseoutReceipt(
                                SessionId.of(session.get("Id").asText())));
        return HexFormat.of().formatHex(receipt);
    }

    private static String idOfReceipt(JsonNode sessions, String receipt) {
        for (JsonNode one : sessions) {
            if (one.get("CloseoutReceipt").asText().equals(receipt)) {
                return one.get("Id").asText().substring(2);
            }
        }
        return "";
    }

    /** All of the network: whoever opened or served any. */
    @Test
    void everySessionOfTheChainIsTheContractsByUserAndByProvider() {
        JsonNode truth = LocalChain.chain().truth().get("sessions");
        Map<String, List<String>> byUser = new TreeMap<>();
        Map<String, List<String>> byProvider = new TreeMap<>();
        truth.properties().forEach(one -> {
            String id = one.getKey();
            byUser.computeIfAbsent(one.getValue().get("user").asText(), who -> new ArrayList<>())
                    .add(id);
            byProvider
                    .computeIfAbsent(one.getValue().get("provider").asText(), who -> new ArrayList<>())
                    .add(id);
        });
        byUser.forEach((user, ids) -> compareSessions("/sessions/user?user=" + user, ids, truth));
        byProvider.forEach((provider, ids) -> compareSessions("/sessions/provider?provider=" + provider, ids, truth));
        byUser.forEach((user, ids) -> assertThat(given().get(BASE + "/sessions/user/ids?limit=255&user=" + user)
                        .jsonPath()
                        .getList("", String.class))
                .hasSize(Math.min(255, ids.size()))
                .isSubsetOf(ids));
    }

    private static void compareSessions(String path, List<String> ids, JsonNode truth) {
        Response answer = given().get(BASE + path + "&limit=255");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.header("X-Total-Count")).as(path).isEqualTo(String.valueOf(ids.size()));
        JsonNode found = Golden.holds("sessions", answer).get("sessions");
        assertThat(found.size()).isEqualTo(Math.min(255, ids.size()));
        for (JsonNode one : found) {
            JsonNode told = truth.get(one.get("Id").asText());
            assertThat(ids).contains(one.get("Id").asText());
            assertThat(one.get("User").asText())
                    .isEqualToIgnoringCase(told.get("user").asText());
            assertThat(one.get("Provider").asText())
                    .isEqualToIgnoringCase(told.get("provider").asText());
            assertThat(one.get("Stake").asText()).isEqualTo(told.get("stake").asText());
            assertThat(one.get("ProviderWithdrawnAmount").asText())
                    .isEqualTo(told.get("providerWithdrawnAmount").asText());
            assertThat(one.get("OpenedAt").asLong())
                    .isEqualTo(told.get("openedAt").asLong());
            assertThat(one.get("EndsAt").asLong()).isEqualTo(told.get("endsAt").asLong());
            assertThat(one.get("ClosedAt").asLong())
                    .isEqualTo(told.get("closedAt").asLong());
        }
    }

    @Test
    void modelsBidsAndProvidersAreTheContracts() {
        JsonNode models = get("models", "/models").get("models");
        assertThat(ids(models))
                .containsExactlyInAnyOrderElementsOf(new ViewReader(node)
                        .read(at, market.getActiveModelIds(0, 500))
                        .ids());
        assertThat(get("models", "/models?limit=1&order=asc").get("models").get(0))
                .isEqualTo(models.get(models.size() - 1));
        JsonNode providers = get("providers", "/providers").get("providers");
        assertThat(providers.size())
                .isEqualTo(new ViewReader(node)
                        .read(at, market.getActiveProviders(0, 500))
                        .addresses()
                        .size());
        for (JsonNode model : models) {
            compareBids(Hash.of(model.get("Id").asText()));
        }
        String provider = providers.get(0).get("Address").asText();
        var active = new ViewReader(node)
                .read(at, market.getProviderActiveBids(Address.of(provider), 0, 255))
                .ids();
        assertThat(ids(get("bids", "/providers/" + provider + "/bids/active?limit=255")
                        .get("bids")))
                .containsExactlyInAnyOrderElementsOf(active);
        get("bids", "/providers/" + provider + "/bids");
        assertThat(given().get(BASE + "/models/0x" + "00".repeat(32) + "/bids").statusCode())
                .isEqualTo(404);
        assertThat(given().get(BASE + "/bids/0x" + "00".repeat(32)).statusCode())
                .isEqualTo(404);
    }

    private void compareBids(Hash model) {
        String path = "/models/" + model + "/bids";
        List<Hash> all = new ViewReader(node)
                .read(at, market.getModelBids(model, 0, 255))
                .ids();
        assertThat(ids(get("bids", path + "?order=asc&limit=255").get("bids"))).isEqualTo(all);
        List<Hash> active = new ViewReader(node)
                .read(at, market.getModelActiveBids(model, 0, 255))
                .ids();
        assertThat(ids(get("bids", path + "/active?limit=255").get("bids")))
                .containsExactlyInAnyOrderElementsOf(active);
        List<Double> scores = new ArrayList<>();
        JsonNode rated = get("rated-bids", path + "/rated").get("bids");
        rated.forEach(one -> {
            scores.add(one.get("Score").asDouble());
            assertThat(one.get("ID").asText()).isEqualTo(Hash.ZERO.toString());
            JsonNode bid =
                    get("bid", "/bids/" + one.get("Bid").get("Id").asText()).get("bid");
            assertThat(bid).isEqualTo(one.get("Bid"));
        });
        assertThat(scores).hasSize(active.size()).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void theStatusPagesFilesListWhatCanBeUsed() {
        Response answer = given().get("/compat/local/active_models.json");
        assertThat(answer.header("ETag")).isNotEmpty();
        List<String> ids = answer.jsonPath().getList("models.Id");
        assertThat(ids).isNotEmpty();
        assertThat(answer.jsonPath().getLong("last_updated")).isLessThanOrEqualTo(now.getEpochSecond() + 60);
        assertThat(answer.jsonPath().getList("models.health", String.class)).containsOnly("unknown");
        assertThat(answer.jsonPath().getString("models[0].bidDetail[0].providerId"))
                .startsWith("0x");
        var bids = given().get("/compat/local/active_bids.json").jsonPath();
        assertThat(bids.getList("bids.ModelAgentId", String.class)).isNotEmpty();
        assertThat(ids).isSubsetOf(bids.getList("bids.ModelAgentId", String.class));
        assertThat(bids.getString("bids[0].PricePerSecond")).matches("[0-9]+");
        assertThat(bids.getString("bids[0].ModelName")).isNotNull();
    }

    private static List<Hash> ids(JsonNode items) {
        List<Hash> ids = new ArrayList<>();
        items.forEach(one -> ids.add(Hash.of(one.get("Id").asText())));
        return ids;
    }

    private String read(View<?> view) {
        return new ViewReader(node).read(at, view).toString();
    }

    private static JsonNode get(String golden, String path) {
        Response answer = given().get(BASE + path);
        assertThat(answer.statusCode()).as(path + ": " + answer.asString()).isEqualTo(200);
        return Golden.holds(golden, answer);
    }
}
