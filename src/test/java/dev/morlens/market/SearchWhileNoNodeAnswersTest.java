package dev.morlens.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.market.offer.Markets;
import dev.morlens.market.offer.OfferFinder;
import dev.morlens.market.rating.RatingConfig;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.search.Search;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.NetworksConfig;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.testing.node.RpcStub;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Whoever searches for what is nowhere is told so within a second or so, whatever is the matter with the nodes. */
class SearchWhileNoNodeAnswersTest {

    private static final List<String> NETWORKS = List.of("local", "other");
    private static final Duration ABOUT_A_SECOND = Duration.ofMillis(1_500);
    private static final URI NOBODY_LISTENS = URI.create("http://127.0.0.1:9");

    @Test
    void aTextThatIsRefusedIsRefusedAtOnceWhereConnectionsAre() {
        OfferFinder offerFinder = finder(new NetworkNodes(networks(NOBODY_LISTENS), new SimpleMeterRegistry()));
        for (int i = 0; i < 3; i++) {
            isRefusedSoon(offerFinder);
        }
    }

    @Test
    void aTextThatIsRefusedIsRefusedAtOnceWhereQuestionsVanish() throws InterruptedException {
        try (RpcStub stub = RpcStub.start(question -> RpcStub.Answer.status(503, "down"))) {
            Networks networks = networks(stub.url());
            NetworkNodes nodes = new NetworkNodes(networks, new SimpleMeterRegistry());
            for (Network network : networks.all()) {
                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> nodes.of(network).unrepeated().chainId())
                            .isInstanceOf(TemporaryNodeException.class);
                }
            }
            stub.script(question -> RpcStub.Answer.ok("{}").after(60_000));
            Thread.sleep(1_100); // until it is time to find out whether it is back
            OfferFinder offerFinder = finder(nodes);
            for (int i = 0; i < 3; i++) {
                isRefusedSoon(offerFinder);
            }
        }
    }

    private static void isRefusedSoon(OfferFinder offerFinder) {
        Instant begun = Instant.now();
        assertThatThrownBy(() -> offerFinder.find("no such model")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(ABOUT_A_SECOND);
    }

    private static OfferFinder finder(NetworkNodes nodes) {
        FakeStores stores = new FakeStores();
        stores.show("local", Cast.act("local").scene());
        stores.show("other", new Scene("other"));
        Networks networks = networks(NOBODY_LISTENS);
        SnapshotReader snapshotReader = new SnapshotReader(stores, new IndexStatusRegistry());
        RatingConfig rating = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(Map.of(
                        "morlens.rating.weights.tps", "0.24",
                        "morlens.rating.weights.ttft", "0.08",
                        "morlens.rating.weights.duration", "0.24",
                        "morlens.rating.weights.success", "0.32",
                        "morlens.rating.weights.stake", "0.12"))
                .withMapping(RatingConfig.class)
                .build()
                .getConfigMapping(RatingConfig.class);
        Markets markets = new Markets(snapshotReader, nodes, rating, Executors.newVirtualThreadPerTaskExecutor());
        return new OfferFinder(new Search(snapshotReader, networks), networks, markets);
    }

    private static Networks networks(URI node) {
        Map<String, String> config = new HashMap<>(Map.of("morlens.networks-served", String.join(",", NETWORKS)));
        for (String network : NETWORKS) {
            String prefix = "morlens.networks." + network + ".";
            config.put(prefix + "title", network);
            config.put(prefix + "chain-id", "31337");
            config.put(prefix + "token", "0x" + "70".repeat(20));
            config.put(prefix + "diamond", Scene.DIAMOND.toString());
            config.put(prefix + "rpc-urls", node.toString());
        }
        return new Networks(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(config)
                .withMapping(NetworksConfig.class)
                .build()
                .getConfigMapping(NetworksConfig.class));
    }
}
