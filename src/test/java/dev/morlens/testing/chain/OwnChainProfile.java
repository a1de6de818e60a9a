package dev.morlens.testing.chain;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server with a local chain of its own: for tests that change it for everybody on it. */
public class OwnChainProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "morlens.budget.client-share", "1",
                "morlens.preview.simulations-per-minute", "10000",
                "morlens.preview.reads-per-minute", "10000");
    }
}
