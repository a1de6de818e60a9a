package dev.morlens.protocol.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.Model;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.state.StakesOnHold;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.testing.chain.HistoryViews;
import dev.morlens.testing.chain.RealHistory;
import dev.morlens.testing.node.FakeNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reads the recorded state of the real contracts through the views (docs/protocol.md, P4, P15, P20 and P55). */
class ViewsTest {

    private final RealHistory history = RealHistory.load();
    private final JsonNode truth = history.truth(history.headBlock());
    private final FakeNode node = HistoryViews.node(history);
    private final BlockId head = new BlockId.Numbered(history.headBlock());
    private final Address diamond = history.network().diamond();
    private final DiamondReader reader = new DiamondReader(node, history.network());

    @Test
    void factsOfEverySessionAreThoseOfTheTruthInTwoQuestions() {
        var expected = history.sessionFacts();
        List<SessionId> asked = new ArrayList<>(expected.keySet());
        asked.add(new SessionId(Hash.ZERO));
        asked.add(asked.getFirst());

        assertThat(new SessionReader(node, diamond).read(head, asked)).isEqualTo(expected);
        assertThat(node.requests()).isEqualTo(2);
        assertThat(new SessionReader(node, diamond).read(head, List.of())).isEmpty();
    }

    @Test
    void holdRowsOfEveryAddressAreThoseInStorage() {
        Map<Address, List<StoredHold>> expected = new LinkedHashMap<>();
        truth.get("addresses").properties().forEach(entry -> {
            List<StoredHold> rows = new ArrayList<>();
            entry.getValue().get("onHold").get("rows").forEach(row -> rows.add(row(row)));
            expected.put(Address.of(entry.getKey()), rows);
        });

        var read = new HoldStorage(node, diamond).readAll(head, expected.keySet());

        assertThat(read).isEqualTo(expected);
        assertThat(read.values()).anySatisfy(rows -> assertThat(rows).hasSizeGreaterThan(255));
        assertThat(node.requests()).isEqualTo(2);
    }

    @Test
    void storageThatIsNoArrayIsRefused() {
        node.storage((at, contract, slot) -> Hash.of("0x" + "ff".repeat(32)));

        assertThatThrownBy(() -> new HoldStorage(node, diamond).read(head, Address.ZERO))
                .isInstanceOf(ViewFailedException.class)
                .hasMessageContaining("hold rows of 0x");
    }

    @Test
    void moreRowsThanAnybodyCouldWithdrawFromAreCountedButNotRead() {
        node.storage((at, contract, slot) -> new Hash(0, 0, 0, 50_001));
        HoldStorage storage = new HoldStorage(node, diamond);

        assertThat(storage.count(head, Address.ZERO)).isEqualTo(50_001);
        assertThatThrownBy(() -> storage.read(head, Address.ZERO))
                .isInstanceOf(ViewFailedException.class)
                .hasMessageContaining("at most 50000");
        assertThat(node.requests()).as("lengths, and no rows").isEqualTo(2);
    }

    @Test
    void singleFactsAreThoseOfTheTruth() {
        JsonNode totals = truth.get("totals");
        assertThat(reader.fundingAccount(head))
                .isEqualTo(Address.of(totals.get("fundingAccount").asText()));
        assertThat(reader.feeBalance(head))
                .isEqualTo(Wei.of(totals.get("bidFees").asText()));
        assertThat(reader.totalSupply(head))
                .isEqualTo(Wei.of(totals.get("tokenSupply").asText()));
    }

    @Test
    void addressesHaveTheirBalancesHoldsAndProviders() {
        truth.get("addresses").properties().forEach(entry -> {
            Address address = Address.of(entry.getKey());
            JsonNode known = entry.getValue();
            JsonNode holds = known.get("onHold");
            assertThat(reader.balance(head, address))
                    .isEqualTo(Wei.of(known.get("wallet").asText()));
            assertThat(reader.stakesOnHold(head, address))
                    .isEqualTo(new StakesOnHold(
                            Wei.of(holds.get("viewAvailable").asText()),
                            Wei.of(holds.get("viewHold").asText())));
            Provider provider = reader.providers(head, List.of(address)).get(address);
            assertThat(provider.exists()).isEqualTo(!known.get("provider").isNull());
            if (provider.exists()) {
                assertThat(provider.endpoint())
                        .isEqualTo(known.get("provider").get("endpoint").asText());
                assertThat(provider.stake())
                        .isEqualTo(Wei.of(known.get("provider").get("stake").asText()));
            }
        });
    }

    @Test
    void modelsHaveTheirNamesAndTags() {
        Map<Hash, JsonNode> expected = new LinkedHashMap<>();
        truth.get("models").properties().forEach(entry -> expected.put(Hash.of(entry.getKey()), entry.getValue()));
        Map<Hash, Model> models = reader.models(head, expected.keySet());

        assertThat(models).hasSameSizeAs(expected);
        expected.forEach((id, json) -> {
            assertThat(models.get(id).name()).isEqualTo(json.get("name").asText());
            assertThat(models.get(id).tags()).hasSize(json.get("tags").size());
            assertThat(models.get(id).stake())
                    .isEqualTo(Wei.of(json.get("stake").asText()));
            assertThat(models.get(id).deleted()).isEqualTo(json.get("isDeleted").asBoolean());
        });
    }

    @Test
    void viewThatTheDiamondLacksIsEmptyOrNamedWithItsReason() {
        ViewReader views = new ViewReader(node);
        var view = new PoolViews(diamond).getAvailableToStake(Address.ZERO);

        assertThat(views.tryAll(head, List.of(view)))
                .hasSize(1)
                .allSatisfy(value -> assertThat(value).isEmpty());
        assertThatThrownBy(() -> views.read(head, view))
                .isInstanceOf(ViewFailedException.class)
                .hasMessageContainingAll("getAvailableToStake", "Diamond: selector is not registered");
    }

    @Test
    void answerThatIsNoneIsNamed() {
        node.calls((at, viewCall) -> new CallResult(true, new byte[31]));

        assertThatThrownBy(() -> reader.fundingAccount(head))
                .isInstanceOf(ViewFailedException.class)
                .hasMessageContainingAll("getFundingAccount", "31 bytes");
        var session = new SessionViews(diamond).getSession(new SessionId(Hash.ZERO));
        assertThatThrownBy(() -> new ViewReader(node).read(head, session)).isInstanceOf(ViewFailedException.class);
    }

    private static StoredHold row(JsonNode row) {
        return new StoredHold(
                Wei.of(row.get("amount").asText()),
                Instant.ofEpochSecond(row.get("releaseAt").asLong()));
    }
}
