package dev.morlens.testing.node;

import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.fault.CallCounts;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.ProviderTroubles;
import dev.morlens.testing.fault.Quota;
import dev.morlens.testing.server.ResourceProfile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The real server with two endpoints that have a public one's figures: 60 ms away, 20 calls a second counted by member. Behind
 * them is a chain whose history has blocks of two seconds and of a fifth of one.
 */
public class PublicEndpoints implements QuarkusTestResourceLifecycleManager {

    public static final int CALLS_A_SECOND = 20;

    private static final Duration AWAY = Duration.ofMillis(60);
    private static final Duration BEFORE_NOW = Duration.ofMinutes(1);

    public static final class Profile extends ResourceProfile {
        public Profile() {
            super(PublicEndpoints.class);
        }
    }

    /** With one of them alone. */
    public static final class One extends PublicEndpoints {

        public One() {
            super(1);
        }

        public static final class Profile extends ResourceProfile {
            public Profile() {
                super(One.class);
            }
        }
    }

    /** With one of them, and no more than so many calls a day. */
    public static final class Bounded extends PublicEndpoints {

        public static final int CALLS_A_DAY = 100_000;

        public Bounded() {
            super(1);
        }

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            settings.put("morlens.networks.local.calls-a-day", String.valueOf(CALLS_A_DAY));
            return settings;
        }

        public static final class Profile extends ResourceProfile {
            public Profile() {
                super(Bounded.class);
            }
        }
    }

    private static final CallCounts COUNTS = new CallCounts();

    private static long seed;
    private static DevChain chain;
    private static List<FaultyEndpoint> endpoints;
    private static List<Quota> quotas;
    private static ServerLogin database;

    private final int many;

    public PublicEndpoints() {
        this(2);
    }

    private PublicEndpoints(int many) {
        this.many = many;
    }

    public static long seed() {
        return seed;
    }

    public static DevChain chain() {
        return chain;
    }

    public static ServerLogin database() {
        return database;
    }

    /** @param trouble what the endpoint does besides, within its quota */
    public static void behave(int endpoint, Fault trouble) {
        Quota quota = quotas.get(endpoint);
        endpoints
                .get(endpoint)
                .behave((request, node) -> COUNTS.before(quota.before(ProviderTroubles.after(AWAY, trouble)))
                        .reply(request, node));
    }

    /** What both of them were asked. */
    public static CallCounts counts() {
        return COUNTS;
    }

    /** How often either of them was asked for more than it allows. */
    public static int refusedForQuota() {
        return quotas.stream().mapToInt(Quota::refused).sum();
    }

    /** Calls that they answered. */
    public static long calls() {
        return quotas.stream().mapToLong(Quota::members).sum();
    }

    @Override
    public Map<String, String> start() {
        seed = Counts.seed("PublicEndpointsTest");
        chain = DevChain.start(seed, "--ends-now", "--multicall3", "--old-states", "2000");
        chain.play(40);
        chain.upgrade("daylock");
        chain.play(40);
        chain.upgrade("pool");
        chain.ask(
                "play",
                Map.of("actions", 60, "until", Instant.now().minus(BEFORE_NOW).getEpochSecond()));
        database = LocalChain.database();
        endpoints = Stream.generate(() -> FaultyEndpoint.before(chain.rpcUrl()))
                .limit(many)
                .toList();
        quotas = Stream.generate(() -> new Quota(CALLS_A_SECOND)).limit(many).toList();
        IntStream.range(0, many).forEach(each -> behave(each, Fault.NONE));
        Map<String, String> settings =
                LocalChain.settings(chain, endpoints.getFirst().url(), database);
        String prefix = "morlens.networks.local.";
        settings.put(
                prefix + "rpc-urls",
                endpoints.stream().map(endpoint -> endpoint.url().toString()).collect(Collectors.joining(",")));
        settings.put(prefix + "requests-per-second", String.valueOf(CALLS_A_SECOND));
        settings.put(prefix + "stale-after", "");
        settings.put("morlens.positions.live-per-minute", "120");
        settings.put(prefix + "headers", "with-logs");
        settings.put("morlens.indexer.poll-interval", "1s");
        // What one costs is measured at the pace that is promised.
        settings.put("morlens.indexer.audit.full-scan-interval", many > 1 ? "10s" : "30s");
        return settings;
    }

    @Override
    public void stop() {
        endpoints.forEach(FaultyEndpoint::close);
        chain.close();
    }
}
