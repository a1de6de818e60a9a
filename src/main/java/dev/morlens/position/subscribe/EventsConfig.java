package dev.morlens.position.subscribe;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Telling of changes while they happen. */
@ConfigMapping(prefix = "morlens.events")
public interface EventsConfig {

    /** At most so many listen at once, to all networks. */
    int maxListeners();

    /** At most so many of one client's: a browser opens six connections, and an office may be one client. */
    int maxListenersPerClient();

    /** How often a listener hears that the connection lives. */
    Duration heartbeat();
}
