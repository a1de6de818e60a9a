package dev.morlens.http.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one client gets; one is an IPv4 address, or an IPv6 network of 64 bits. */
@ConfigMapping(prefix = "morlens.limits")
public interface LimitsConfig {

    /**
     * What a client may ask in the long run. Ten times what an eager bot needs, a hundredth of what the server answers;
     * 0 for no limit. Each KB of a body counts as a further request, so that a batch of 1,000 addresses counts as 46.
     */
    @WithDefault("50")
    int requestsPerSecond();

    /** What a client may ask at once: a page with its styles, scripts and events is five, so an office full of people. */
    @WithDefault("500")
    int burst();

    /** Clients that are remembered, some 400 bytes each. One that is forgotten starts with a full burst. */
    @WithDefault("50000")
    int clients();

    /** Connections of one client. A browser opens six, a bot's pool some twenty; not counted behind a proxy. */
    @WithDefault("200")
    int connectionsPerClient();

    /** From the first byte of a request to the end of its headers: a slow phone takes one or two seconds. */
    @WithDefault("10s")
    Duration headTimeout();

    /** From the end of the headers to the end of the body: 256 kB at 13 kB a second. */
    @WithDefault("20s")
    Duration bodyTimeout();

    /** How long a client may leave more unread than the system's buffers hold. */
    @WithDefault("30s")
    Duration unreadTimeout();
}
