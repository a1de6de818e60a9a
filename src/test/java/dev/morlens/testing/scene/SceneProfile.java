package dev.morlens.testing.scene;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The server over scenes: no node, no database, no indexer. */
public class SceneProfile implements QuarkusTestProfile {

    public static final String NETWORK = "local";
    public static final String OTHER = "other";

    /** One that is served, and of which nothing has been indexed yet. */
    public static final String EMPTY = "empty";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(Map.of(
                // The tests' own morlens.counts and morlens.seed are no settings of the server.
                "smallrye.config.mapping.validate-unknown", "false",
                "morlens.networks-served", String.join(",", NETWORK, OTHER, EMPTY),
                "morlens.indexer.enabled", "false",
                "morlens.database.url", "jdbc:postgresql://127.0.0.1:9/none",
                "morlens.database.health-check-interval", "PT1H",
                "morlens.positions.head-poll-interval", "PT1H",
                "morlens.bench", "true",
                "morlens.samples", "[{\"label\":\"Ann, who has everything\",\"address\":\"" + Cast.ANN + "\"}]",
                "quarkus.http.test-port", "0"));
        // Tests ask from one address, fast, and each by a connection of its own that stays open.
        config.put("morlens.limits.requests-per-second", "0");
        config.put("morlens.limits.connections-per-client", "100000");
        config.put("quarkus.http.limits.max-connections", "100000");
        config.put("morlens.pages.look-every", "PT0.1S");
        // There is no node to ask.
        config.put("morlens.preview.simulations-per-minute", "0");
        config.put("morlens.preview.reads-per-minute", "0");
        describe(config, NETWORK, "Local chain");
        describe(config, OTHER, "Another chain");
        describe(config, EMPTY, "An empty chain");
        return config;
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(FakeStores.class);
    }

    private static void describe(Map<String, String> config, String network, String title) {
        String prefix = "morlens.networks." + network + ".";
        config.put(prefix + "title", title);
        config.put(prefix + "chain-id", "31337");
        config.put(prefix + "token", "0x" + "70".repeat(20));
        config.put(prefix + "diamond", Scene.DIAMOND.toString());
        config.put(prefix + "contracts", "builders=" + Cast.BUILDERS + "=a list,trading-pool=" + Cast.POOL);
        config.put(prefix + "explorer", "https://explorer.example");
        config.put(prefix + "rpc-urls", "http://127.0.0.1:9");
        config.put(prefix + "retry.max", "0");
        // Scenes play in a summer that is over.
        config.put(prefix + "stale-after", "36500d");
    }
}
