package dev.morlens.testing.server;

import dev.morlens.protocol.Network;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.chain.DevChain;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** What a server is told that tests ask over HTTP. */
public final class ServerSettings {

    private ServerSettings() {}

    /** All but its networks. */
    public static Map<String, String> of(ServerLogin login) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "morlens.indexer.poll-interval",
                "200ms",
                "morlens.indexer.audit.full-scan-interval",
                "200ms",
                "morlens.indexer.audit.full-scan-duration",
                "0s",
                "morlens.database.url",
                login.url(),
                "morlens.database.user",
                login.user(),
                "morlens.database.password",
                login.password(),
                "quarkus.http.test-port",
                "0"));
        // Tests ask from one address, fast, and each by a connection of its own that stays open.
        settings.put("morlens.limits.requests-per-second", "0");
        settings.put("morlens.limits.connections-per-client", "100000");
        settings.put("quarkus.http.limits.max-connections", "100000");
        // A hundredth of a lot: one client gets as much as all do otherwise, and others notice nothing.
        settings.put("morlens.budget.client-share", "0.01");
        settings.put("morlens.positions.live-per-minute", "12000");
        settings.put("morlens.preview.simulations-per-minute", "12000");
        settings.put("morlens.preview.reads-per-minute", "12000");
        return settings;
    }

    /** A chain by the name under which it is served: our own, asked as often as a test has something to wait for. */
    public static Map<String, String> network(String name, String title, DevChain chain, URI node) {
        Network network = chain.network(name);
        Map<String, String> settings = new HashMap<>(network(network, node));
        settings.put("morlens.networks." + name + ".title", title);
        settings.put("morlens.networks." + name + ".explorer", "https://explorer.example");
        return settings;
    }

    /** A network behind a node that is asked as often as a test has something to wait for. */
    static Map<String, String> network(Network network, URI node) {
        String prefix = "morlens.networks." + network.name() + ".";
        return Map.of(
                prefix + "title",
                network.title(),
                prefix + "chain-id",
                String.valueOf(network.chainId()),
                prefix + "token",
                network.token().toString(),
                prefix + "diamond",
                network.diamond().toString(),
                prefix + "rpc-urls",
                node.toString(),
                prefix + "start-block",
                "1",
                // It makes blocks when it is told to.
                prefix + "stale-after",
                "36500d",
                prefix + "requests-per-second",
                "1000");
    }
}
