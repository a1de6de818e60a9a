package dev.morlens.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.position.AsOf;
import dev.morlens.position.Finality;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.testing.Counts;
import dev.morlens.testing.DevChain;
import dev.morlens.testing.NodeConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** After a random life of the protocol, the market is what the contract's views say one by one at the same block. */
class MarketTruthTest {

    private static final int VERSIONS = 3;
    private static final int ACTIONS = 1_002;

    @Test
    void marketIsWhatTheContractSays() {
        long seed = Counts.seed("MarketTruthTest");
        try (DevChain chain = DevChain.start(seed)) {
            for (String version : List.of("classic", "daylock", "pool")) {
                if (!version.equals("classic")) {
                    chain.upgrade(version);
                }
                chain.play(Counts.of(ACTIONS / VERSIONS));
                compareAll(chain, version);
            }
        }
    }

    private static void compareAll(DevChain chain, String version) {
        Network network = chain.network("local");
        Node node = Nodes.connect(NodeConfigs.fast(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
        BlockRef head = node.header(BlockTag.LATEST).orElseThrow().ref();
        Market market = new MarketReader(node, network, new BlockId.Hashed(head.hash()), RatingRules.USUAL)
                .read(new AsOf(head, Finality.LATEST, false));

        assertThat(market.unreadable()).as(version).isZero();
        assertThat(market.bids()).as(version).isNotEmpty();
        compareModels(market, chain.truth().get("models"));
        compare(market, new ViewReader(node), new MarketViews(network.diamond()), head);
        compareSums(market);
        Counts.say("MarketTruthTest: %s, %d models, %d bids, %d providers as the contract says"
                .formatted(
                        version,
                        market.models().size(),
                        market.bids().size(),
                        market.providers().size()));
    }

    /** Read by the other side's own decoder. */
    private static void compareModels(Market market, JsonNode models) {
        assertThat(market.models()).hasSize(models.size());
        models.properties().forEach(entry -> {
            var model = market.model(Hash.of(entry.getKey())).orElseThrow().model();
            JsonNode truth = entry.getValue();
            List<String> tags = new ArrayList<>();
            truth.get("tags").forEach(tag -> tags.add(readable(tag.asText(), 64)));
            assertThat(model.name()).isEqualTo(readable(truth.get("name").asText(), 256));
            assertThat(model.tags()).isEqualTo(tags.subList(0, Math.min(32, tags.size())));
            assertThat(model.owner()).isEqualTo(Address.of(truth.get("owner").asText()));
            assertThat(model.stake()).hasToString(truth.get("stake").asText());
            assertThat(model.fee()).hasToString(truth.get("fee").asText());
            assertThat(model.ipfsCid()).isEqualTo(Hash.of(truth.get("ipfsCID").asText()));
            assertThat(model.createdAt().getEpochSecond())
                    .isEqualTo(truth.get("createdAt").asLong());
            assertThat(model.deleted()).isEqualTo(truth.get("isDeleted").asBoolean());
        });
    }

    /** Hostile text as it is let in: on one line, harmless and bounded. */
    private static String readable(String written, int maxBytes) {
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        boolean cut = bytes.length > maxBytes;
        String text = new String(bytes, 0, Math.min(bytes.length, maxBytes), StandardCharsets.UTF_8)
                .replaceAll("[\\t\\n\\r]", " ")
                .replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]", "\ufffd");
        return cut ? text.replaceAll("\ufffd+$", "") + "…" : text;
    }

    private static void compare(Market market, ViewReader views, MarketViews contract, BlockRef head) {
        BlockId at = new BlockId.Numbered(head.number());
        Set<Hash> active = new HashSet<>();
        market.models().forEach((id, offer) -> {
            assertThat(offer.stats()).isEqualTo(views.read(at, contract.getModelStats(id)));
            List<Hash> ids =
                    views.read(at, contract.getModelActiveBids(id, 0, 1000)).ids();
            assertThat(offer.bids().stream()
                            .filter(RatedBid::active)
                            .map(one -> one.bid().id()))
                    .containsExactlyInAnyOrderElementsOf(ids);
            active.addAll(ids);
        });
        assertThat(views.read(at, contract.getActiveProviders(0, 1000)).addresses())
                .allSatisfy(one ->
                        assertThat(market.provider(one).orElseThrow().deleted()).isFalse());
        Set<Hash> ofProviders = new HashSet<>();
        market.providers().forEach((address, provider) -> {
            assertThat(provider).isEqualTo(views.read(at, contract.getProvider(address)));
            ofProviders.addAll(views.read(at, contract.getProviderActiveBids(address, 0, 1000))
                    .ids());
        });
        assertThat(ofProviders).isEqualTo(active);
        market.bids().forEach((id, rated) -> {
            var bid = views.read(at, contract.getBid(id));
            assertThat(rated.bid()).isEqualTo(bid);
            assertThat(rated.stats())
                    .isEqualTo(views.read(at, contract.getProviderModelStats(bid.modelId(), bid.provider())));
            assertThat(rated.rating().isPresent()).isEqualTo(active.contains(id));
        });
    }

    /** What is counted once for each model must agree with what is counted once for each provider. */
    private static void compareSums(Market market) {
        Map<String, Long> once = new HashMap<>();
        market.bids()
                .values()
                .forEach(rated -> once.put(
                        rated.bid().modelId() + " " + rated.bid().provider(),
                        rated.stats().totalCount()));
        long sessions = once.values().stream().mapToLong(Long::longValue).sum();
        assertThat(market.models().values().stream()
                        .mapToLong(ModelOffer::sessions)
                        .sum())
                .isEqualTo(sessions);
        assertThat(market.providers().keySet().stream()
                        .mapToLong(provider -> market.servedBy(provider).sessions())
                        .sum())
                .isEqualTo(sessions);
        market.models().values().forEach(offer -> assertThat(offer.bids()).isSortedAccordingTo(RatedBid.BEST_FIRST));
    }
}
