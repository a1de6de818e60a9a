package dev.morlens.testing.chain;

import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.fault.Gate;
import dev.morlens.testing.server.ResourceProfile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The real server on a real chain and database, either of which can be taken away from it and given back. */
public final class GatedChain implements QuarkusTestResourceLifecycleManager {

    private static final long SEED = 20_261_124;

    public static final class Profile extends ResourceProfile {
        public Profile() {
            super(GatedChain.class);
        }
    }

    private static DevChain chain;
    private static ServerLogin database;
    private static Gate toNode;
    private static Gate toDatabase;

    public static DevChain chain() {
        return chain;
    }

    /** Past the gate. */
    public static ServerLogin database() {
        return database;
    }

    public static Gate toNode() {
        return toNode;
    }

    public static Gate toDatabase() {
        return toDatabase;
    }

    @Override
    public Map<String, String> start() {
        chain = DevChain.start(SEED, "--ends-now");
        chain.play(40);
        chain.upgrade("daylock");
        chain.play(40);
        List.of("overdue-session", "many-holds", "running-session").forEach(chain::scenario);
        database = LocalChain.database();
        toNode = Gate.before(chain.rpcUrl().toString());
        toDatabase = Gate.before(database.url());
        ServerLogin gated = new ServerLogin(toDatabase.through(database.url()), database.user(), database.password());
        URI node = URI.create(toNode.through(chain.rpcUrl().toString()));
        Map<String, String> settings = LocalChain.settings(chain, node, gated);
        settings.put("morlens.networks.local.retry.max", "1");
        settings.put("morlens.networks.local.retry.initial-delay", "50ms");
        settings.put("morlens.networks.local.request-timeout", "2s");
        settings.put("morlens.indexer.retry-delay", "100ms");
        settings.put("morlens.database.health-check-interval", "200ms");
        settings.put("morlens.database.connection-timeout", "1s");
        settings.put("morlens.database.read-timeout", "2s");
        settings.put("morlens.database.write-timeout", "5s");
        settings.put("morlens.positions.live-per-minute", "100000");
        return settings;
    }

    @Override
    public void stop() {
        toNode.close();
        toDatabase.close();
        chain.close();
    }
}
