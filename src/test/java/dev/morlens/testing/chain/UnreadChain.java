package dev.morlens.testing.chain;

import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.LogsWithheld;
import dev.morlens.testing.server.ResourceProfile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;

/** The real server on a real chain and an empty database, at the very beginning of its first backfill until it may go on. */
public final class UnreadChain implements QuarkusTestResourceLifecycleManager {

    private static final long SEED = 20_261_128;

    public static final class Profile extends ResourceProfile {
        public Profile() {
            super(UnreadChain.class);
        }
    }

    private static DevChain chain;
    private static LogsWithheld logs;
    private FaultyEndpoint node;

    public static DevChain chain() {
        return chain;
    }

    public static void goOn() {
        logs.give();
    }

    @Override
    public Map<String, String> start() {
        chain = DevChain.start(SEED, "--ends-now");
        chain.play(60);
        chain.upgrade("daylock");
        chain.play(60);
        List.of("running-session", "locked-hold", "provider-stake").forEach(chain::scenario);
        // So many final blocks are read in ranges.
        chain.mine(300);
        logs = new LogsWithheld();
        node = FaultyEndpoint.before(chain.rpcUrl());
        node.behave(logs);
        Map<String, String> settings = LocalChain.settings(chain, node.url(), LocalChain.database());
        settings.put("morlens.networks.local.request-timeout", "5m");
        return settings;
    }

    @Override
    public void stop() {
        logs.give();
        node.close();
        chain.close();
    }
}
