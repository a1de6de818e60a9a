package dev.morlens.market.offer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.market.overview.FiguresReader;
import dev.morlens.market.overview.OnChainFigures;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.market.rating.RatingRules;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.state.RunningMean;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.server.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** After a random life of the protocol, the market is what the contract's views say one by one at the same block. */
class MarketTruthTest {

    private static final int VERSIONS = 3;
    private static final int ACTIONS = 1_002;

    private int settledBids;

    @Test
    void marketIsWhatTheContractSays() {
        long seed = Counts.seed("MarketTruthTest");
        try (DevChain chain = DevChain.start(seed)) {
            Network network = chain.network(TestDatabase.networkName());
            Node node = Nodes.connect(NodeConfigs.real(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                    .node();
            Runnable indexer = TestIndexers.following(network, node, TestStores.open(network));
            Address passing =
                    address(chain.ask("provider", Map.of("deregister", true)).get("provider"));
            for (String version : List.of("classic", "daylock", "pool")) {
                if (!version.equals("classic")) {
                    chain.upgrade(version);
                }
                chain.play(Counts.of(ACTIONS / VERSIONS));
                // Deletes a bid, which few random actions may not have done.
                chain.scenario("retained-stake");
                indexer.run();
                Market market = compareAll(chain, network, node, version);
                assertThat(market.provider(passing)).as("that never bid").get().matches(Provider::deleted);
            }
            assertThat(settledBids).as("deleted bids, not asked for again").isPositive();
        }
    }

    private Market compareAll(DevChain chain, Network network, Node node, String version) {
        BlockRef head = node.header(BlockTag.LATEST).orElseThrow().ref();
        BlockId at = new BlockId.Hashed(head.hash());
        MarketReader reader = new MarketReader(node, network, at, RatingRules.USUAL);
        AsOf asOf = new AsOf(head, FinalityLevel.LATEST, false);
        List<Address> registered = TestStores.stores()
                .read(network.name(), networkReads -> networkReads.protocol().providers());
        Market market =
                reader.read(asOf, new ReusableMarketFacts(registered, Map.of(), Optional.of(head.time()), Map.of()));
        ReusableMarketFacts settled = ReusableMarketFacts.of(registered, Map.of(), Optional.empty(), market);
        settledBids += settled.settled().size();
        assertThat(reader.read(asOf, settled).bids()).isEqualTo(market.bids());
        JsonNode truth = chain.truth();

        assertThat(market.unreadable()).as(version).isEqualTo(new Market.Unreadable(0, 0));
        assertThat(market.bids()).as(version).isNotEmpty();
        compareModels(market, truth.get("models"));
        compareMarket(market, chain.ask("market", Map.of()));
        compareFigures(FiguresReader.read(node, network, at, head.time()), truth.get("totals"));
        compareActive(market, new ViewReader(node), new MarketViews(network.diamond()), at);
        compareSums(market);
        Counts.say("MarketTruthTest: %s, %d models, %d bids, %d providers and the figures as the contract says"
                .formatted(
                        version,
                        market.models().size(),
                        market.bids().size(),
                        market.providers().size()));
        return market;
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
            assertThat(model.tags()).isEqualTo(tags.subList(0, Math.min(1_024, tags.size())));
            assertThat(model.tagCount()).isEqualTo(tags.size());
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

    /** Bids, providers and statistics, read by the other side's own decoder. */
    private static void compareMarket(Market market, JsonNode truth) {
        assertThat(market.asOf().block().number()).isEqualTo(truth.get("block").asLong());
        assertThat(market.bids()).hasSize(truth.get("bids").size());
        market.bids().forEach((id, rated) -> {
            JsonNode bid = truth.get("bids").get(id.toString());
            assertThat(rated.bid().provider()).isEqualTo(address(bid.get("provider")));
            assertThat(rated.bid().modelId())
                    .isEqualTo(Hash.of(bid.get("modelId").asText()));
            assertThat(rated.bid().pricePerSecond())
                    .hasToString(bid.get("pricePerSecond").asText());
            assertThat(rated.bid().nonce()).hasToString(bid.get("nonce").asText());
            assertThat(seconds(rated.bid().createdAt()))
                    .isEqualTo(bid.get("createdAt").asLong());
            assertThat(rated.bid().deletedAt().map(MarketTruthTest::seconds).orElse(0L))
                    .isEqualTo(bid.get("deletedAt").asLong());
            compareStats(
                    rated.stats(),
                    truth.get("pairStats")
                            .get(bid.get("modelId").asText() + " "
                                    + bid.get("provider").asText()));
        });
        market.models().forEach((id, offer) -> {
            JsonNode stats = truth.get("modelStats").get(id.toString());
            compareSpread(offer.stats().tpsScaled1000(), stats.get("tpsScaled1000"));
            compareSpread(offer.stats().ttftMs(), stats.get("ttftMs"));
            compareSpread(offer.stats().totalDuration(), stats.get("totalDuration"));
            assertThat(offer.stats().count()).isEqualTo(stats.get("count").asLong());
        });
        compareProviders(market, truth);
    }

    private static void compareProviders(Market market, JsonNode truth) {
        assertThat(market.providers()).hasSize(truth.get("providers").size());
        Set<Address> active = new HashSet<>();
        truth.get("activeProviders").forEach(one -> active.add(address(one)));
        market.providers().forEach((address, provider) -> {
            JsonNode told = truth.get("providers").get(address.checksummed());
            assertThat(provider.endpoint())
                    .isEqualTo(readable(told.get("endpoint").asText(), 512));
            assertThat(provider.stake()).hasToString(told.get("stake").asText());
            assertThat(seconds(provider.createdAt()))
                    .isEqualTo(told.get("createdAt").asLong());
            assertThat(seconds(provider.limitPeriodEnd()))
                    .isEqualTo(told.get("limitPeriodEnd").asLong());
            assertThat(provider.limitPeriodEarned())
                    .hasToString(told.get("limitPeriodEarned").asText());
            assertThat(provider.deleted()).isEqualTo(told.get("isDeleted").asBoolean());
            assertThat(provider.exists() && !provider.deleted()).isEqualTo(active.contains(address));
        });
    }

    private static void compareStats(ProviderModelStats stats, JsonNode truth) {
        compareSpread(stats.tpsScaled1000(), truth.get("tpsScaled1000"));
        compareSpread(stats.ttftMs(), truth.get("ttftMs"));
        assertThat(stats.totalDuration()).isEqualTo(truth.get("totalDuration").asLong());
        assertThat(stats.successCount()).isEqualTo(truth.get("successCount").asLong());
        assertThat(stats.totalCount()).isEqualTo(truth.get("totalCount").asLong());
    }

    private static void compareSpread(RunningMean runningMean, JsonNode truth) {
        assertThat(runningMean.mean()).isEqualTo(truth.get("mean").asLong());
        assertThat(runningMean.sqSum()).isEqualTo(truth.get("sqSum").asLong());
    }

    /** Budget, supply and funding account. */
    private static void compareFigures(OnChainFigures figures, JsonNode totals) {
        assertThat(figures.funding().account()).isEqualTo(address(totals.get("fundingAccount")));
        Map.of(
                        "fundingBalance", figures.funding().balance(),
                        "fundingAllowance", figures.funding().allowance(),
                        "diamondBalance", figures.diamondBalance(),
                        "tokenSupply", figures.tokenSupply(),
                        "contractSupply", figures.morSupply(),
                        "todaysBudget", figures.todaysBudget(),
                        "computeBalance", figures.computeBalance())
                .forEach((name, amount) ->
                        assertThat(amount).as(name).hasToString(totals.get(name).asText()));
    }

    /** What the contract itself lists as active, by model and by provider. */
    private static void compareActive(Market market, ViewReader views, MarketViews contract, BlockId at) {
        Set<Hash> active = new HashSet<>();
        market.models().forEach((id, offer) -> {
            List<Hash> ids =
                    views.read(at, contract.getModelActiveBids(id, 0, 1000)).ids();
            assertThat(offer.bids().stream()
                            .filter(RatedBid::active)
                            .map(one -> one.bid().id()))
                    .containsExactlyInAnyOrderElementsOf(ids);
            active.addAll(ids);
        });
        Set<Hash> ofProviders = new HashSet<>();
        market.providers()
                .keySet()
                .forEach(address -> ofProviders.addAll(views.read(at, contract.getProviderActiveBids(address, 0, 1000))
                        .ids()));
        assertThat(ofProviders).isEqualTo(active);
        market.bids()
                .forEach((id, rated) -> assertThat(rated.rating().isPresent()).isEqualTo(active.contains(id)));
    }

    private static Address address(JsonNode text) {
        return Address.of(text.asText());
    }

    private static long seconds(Instant time) {
        return time.getEpochSecond();
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
                        .mapToLong(
                                provider -> market.servedBy(provider).together().sessions())
                        .sum())
                .isEqualTo(sessions);
        market.models().values().forEach(offer -> assertThat(offer.bids()).isSortedAccordingTo(RatedBid.BEST_FIRST));
    }
}
