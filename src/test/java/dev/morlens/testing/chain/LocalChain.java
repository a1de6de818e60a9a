package dev.morlens.testing.chain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.server.ServerSettings;
import dev.morlens.testing.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** For tests over HTTP: the real server on a real local chain with a played history, and a real PostgreSQL. */
public final class LocalChain implements QuarkusTestResourceLifecycleManager {

    private static final long SEED = 20_261_123;

    private static final List<String> SCENES = List.of(
            "rival-bids",
            "overdue-session",
            "pool-session",
            "model-owner",
            "many-holds",
            "locked-hold",
            "running-session");

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
    public static Map<String, String> settings(DevChain chain, URI node, ServerLogin login) {
        Map<String, String> settings = ServerSettings.of(login);
        settings.put("morlens.networks-served", "local");
        settings.putAll(ServerSettings.network("local", "Local chain", chain, node));
        settings.put("morlens.networks.local.close-rules", String.join(",", chain.closeRules()));
        // Tests mine many blocks in an instant, and anvil collects a look's logs and its newest block at once.
        settings.put("morlens.networks.local.headers", "all");
        return settings;
    }

    /** A database of its own: the schema of a network is named after it. */
    public static ServerLogin database() {
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
