package dev.morlens.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.protocol.Network;
import dev.morlens.store.embedded.ServerLogin;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For tests over HTTP: the real server on a real local chain with a played history, and a real PostgreSQL. */
public final class LocalChain implements QuarkusTestResourceLifecycleManager {

    private static final long SEED = 20_261_123;

    private static final List<String> SCENES =
            List.of("overdue-session", "pool-session", "model-owner", "many-holds", "locked-hold", "running-session");

    /** Given to a profile's own chain: many views then come in one call, as on a real network. */
    public static final Map<String, String> WITH_MULTICALL = Map.of("multicall3", "true");

    private static DevChain chain;
    private static JsonNode samples;

    private boolean multicall;

    /** The chain behind the server. */
    public static DevChain chain() {
        return chain;
    }

    /** An address in the state that a label names; the first sample if there is none in it. */
    public static String sample(String label) {
        for (JsonNode sample : samples) {
            if (sample.get("label").asText().contains(label)) {
                return sample.get("address").asText();
            }
        }
        return samples.get(0).get("address").asText();
    }

    @Override
    public void init(Map<String, String> asked) {
        multicall = asked.containsKey("multicall3");
    }

    @Override
    public Map<String, String> start() {
        chain = multicall ? DevChain.start(SEED, "--ends-now", "--multicall3") : DevChain.start(SEED, "--ends-now");
        chain.play(120);
        chain.upgrade("daylock");
        chain.play(120);
        chain.upgrade("pool");
        chain.play(160);
        SCENES.forEach(chain::scenario);
        samples = chain.samples();
        Map<String, String> settings = settings(chain, chain.rpcUrl(), database());
        settings.put("morlens.samples", samples.toString());
        return settings;
    }

    /** Of a server that indexes a chain under the name {@code local}. */
    static Map<String, String> settings(DevChain chain, URI node, ServerLogin login) {
        Network network = chain.network("local");
        Map<String, String> settings = new HashMap<>(Map.of(
                "morlens.serve",
                "local",
                "morlens.networks.local.title",
                "Local chain",
                "morlens.networks.local.chain-id",
                String.valueOf(network.chainId()),
                "morlens.networks.local.token",
                network.token().toString(),
                "morlens.networks.local.diamond",
                network.diamond().toString(),
                "morlens.networks.local.explorer",
                "https://explorer.example",
                "morlens.networks.local.rpc-urls",
                node.toString(),
                "morlens.networks.local.start-block",
                "1"));
        settings.put("morlens.networks.local.close-rules", String.join(",", chain.closeRules()));
        // The chain is our own and may be asked as often as a test has something to wait for.
        settings.put("morlens.networks.local.requests-per-second", "1000");
        settings.put("morlens.indexer.poll-interval", "200ms");
        settings.put("morlens.indexer.audit-walk-interval", "200ms");
        settings.put("morlens.database.url", login.url());
        settings.put("morlens.database.user", login.user());
        settings.put("morlens.database.password", login.password());
        // Tests ask from one address, fast, and each by a connection of its own that stays open.
        settings.put("morlens.limits.requests-per-second", "0");
        // A hundredth of a lot: one client gets as much as all do otherwise, and others notice nothing.
        settings.put("morlens.budget.client-share", "0.01");
        settings.put("morlens.positions.live-per-minute", "12000");
        settings.put("morlens.preview.simulations-per-minute", "12000");
        settings.put("morlens.preview.reads-per-minute", "12000");
        settings.put("morlens.limits.connections-per-client", "100000");
        settings.put("quarkus.http.limits.max-connections", "100000");
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    /** A database of its own: the schema of a network is named after it. */
    static ServerLogin database() {
        ServerLogin login = TestDatabase.login();
        String name = "http_" + TestDatabase.networkName().replace('-', '_');
        TestDatabase.create(name);
        return new ServerLogin(login.url().replaceAll("/[^/]*$", "/" + name), login.user(), login.password());
    }

    @Override
    public void stop() {
        if (chain != null) {
            chain.close();
        }
    }
}
