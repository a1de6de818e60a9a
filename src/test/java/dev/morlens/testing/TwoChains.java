package dev.morlens.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One server on two real chains, on which the same addresses can have different things. */
public final class TwoChains implements QuarkusTestResourceLifecycleManager {

    public static final String HERE = "here";
    public static final String THERE = "there";

    /** Instead of the chain that the other tests over HTTP share. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TwoChains.class));
        }
    }

    private static DevChain here;
    private static DevChain there;
    private static JsonNode quiet;

    public static DevChain here() {
        return here;
    }

    public static DevChain there() {
        return there;
    }

    /** A wallet with 7 MOR there, and nothing here. */
    public static String onlyThere() {
        return quiet.get("made").get("user").asText();
    }

    @Override
    public Map<String, String> start() {
        here = DevChain.start(7_001);
        there = DevChain.start(7_002);
        here.play(30);
        there.play(30);
        quiet = there.scenario("quiet-wallet");
        Map<String, String> settings = new HashMap<>(LocalChain.settings(here, here.rpcUrl(), LocalChain.database()));
        settings.keySet().removeIf(key -> key.startsWith("morlens.networks."));
        settings.put("morlens.serve", HERE + "," + THERE);
        describe(settings, HERE, "Here chain", here);
        describe(settings, THERE, "There chain", there);
        return settings;
    }

    private static void describe(Map<String, String> settings, String name, String title, DevChain chain) {
        String prefix = "morlens.networks." + name + ".";
        settings.put(prefix + "title", title);
        settings.put(prefix + "chain-id", String.valueOf(chain.network(name).chainId()));
        settings.put(prefix + "token", chain.network(name).token().toString());
        settings.put(prefix + "diamond", chain.network(name).diamond().toString());
        settings.put(prefix + "explorer", "https://explorer.example");
        settings.put(prefix + "rpc-urls", chain.rpcUrl().toString());
        settings.put(prefix + "start-block", "1");
        settings.put(prefix + "requests-per-second", "1000");
    }

    @Override
    public void stop() {
        here.close();
        there.close();
    }
}
