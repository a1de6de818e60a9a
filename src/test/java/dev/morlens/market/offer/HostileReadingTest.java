package dev.morlens.market.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.market.rating.RatingRules;
import dev.morlens.protocol.Network;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.NodeConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A market read through Multicall3 in which several texts are as long as somebody could pay for. */
class HostileReadingTest {

    private static final int MANY = 12;
    private static final int TAG_BYTES = 50;

    /** Some 100 kB, 500 kB as they come: two fit into an answer, not all. */
    private static final int LONG = 2_000;

    /** Longer than an answer may be. */
    private static final int TOO_LONG = 6_000;

    private static final int MOST_BYTES = 1_200_000;

    @Test
    void longTextsCostOnlyThemselvesAndAreCounted() {
        long seed = Counts.seed("HostileReadingTest");
        try (DevChain chain = DevChain.start(seed, "--multicall3")) {
            chain.play(60);
            Market before = read(chain);
            List<Hash> tagged = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                tagged.add(model(chain, LONG));
            }
            Hash unreadable = model(chain, TOO_LONG);
            Address endless = Address.of(chain.ask("provider", Map.of("endpoint", "x".repeat(MOST_BYTES)))
                    .get("provider")
                    .asText());
            Hash bid = Hash.of(chain.ask(
                            "bid",
                            Map.of(
                                    "price", "10000000000000",
                                    "provider", endless.toString(),
                                    "model", tagged.getFirst().toString()))
                    .get("bid")
                    .asText());
            Hash nameless = Hash.of(chain.ask("bid", Map.of("price", "10000000000000", "model", unreadable.toString()))
                    .get("bid")
                    .asText());
            Market market = read(chain);

            assertThat(before.unreadable()).isEqualTo(new Market.Unreadable(0, 0));
            assertThat(market.unreadable()).isEqualTo(new Market.Unreadable(1, 1));
            assertThat(market.models().keySet())
                    .containsAll(before.models().keySet())
                    .containsAll(tagged)
                    .doesNotContain(unreadable);
            assertThat(market.providers().keySet())
                    .containsAll(before.providers().keySet())
                    .doesNotContain(endless);
            assertThat(market.bids().keySet()).containsAll(before.bids().keySet());
            RatedBid unrated = market.bid(bid).orElseThrow();
            assertThat(unrated.active()).isTrue();
            assertThat(unrated.rating()).isEmpty();
            assertThat(unrated.canBeChosen()).isFalse();
            RatedBid ofUnreadable = market.bid(nameless).orElseThrow();
            assertThat(ofUnreadable.rating()).isPresent();
            assertThat(market.nameOf(ofUnreadable.bid())).isEmpty();
            assertThat(market.servedBy(ofUnreadable.bid().provider()).activeBids())
                    .isEqualTo(1);
        }
    }

    private static Hash model(DevChain chain, int tags) {
        List<String> texts = Collections.nCopies(tags, "t".repeat(TAG_BYTES));
        return Hash.of(chain.ask("model", Map.of("name", "long", "tags", texts))
                .get("model")
                .asText());
    }

    private static Market read(DevChain chain) {
        Network network = chain.network("local");
        Node node = Nodes.connect(config(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
        BlockRef head = node.header(BlockTag.LATEST).orElseThrow().ref();
        return new MarketReader(node, network, new BlockId.Hashed(head.hash()), RatingRules.USUAL)
                .read(
                        new AsOf(head, FinalityLevel.LATEST, false),
                        new ReusableMarketFacts(List.of(), Map.of(), Optional.empty(), Map.of()));
    }

    private static NodeConfig config(URI url) {
        return NodeConfigs.of(Map.of(
                "rpc-urls", url.toString(),
                "requests-per-second", "100000",
                "max-response-bytes", String.valueOf(MOST_BYTES),
                "retry.max", "1",
                "retry.initial-delay", "1ms"));
    }
}
