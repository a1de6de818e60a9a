package dev.morlens.testing.chain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.testing.server.ResourceProfile;
import dev.morlens.testing.server.ServerSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** One server on two real chains, on which the same addresses can have different things. */
public final class TwoChains implements QuarkusTestResourceLifecycleManager {

    public static final String HERE = "here";
    public static final String THERE = "there";

    public static final class Profile extends ResourceProfile {
        public Profile() {
            super(TwoChains.class);
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
        Map<String, String> settings = ServerSettings.of(LocalChain.database());
        settings.put("morlens.networks-served", HERE + "," + THERE);
        settings.putAll(ServerSettings.network(HERE, "Here chain", here, here.rpcUrl()));
        settings.putAll(ServerSettings.network(THERE, "There chain", there, there.rpcUrl()));
        return settings;
    }

    @Override
    public void stop() {
        here.close();
        there.close();
    }
}
