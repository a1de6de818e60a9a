package dev.morlens.api;

import io.smallrye.config.ConfigMapping;

/** Answering agents. */
@ConfigMapping(prefix = "morlens.agents")
public interface AgentsConfig {

    /** So many sessions at once; each holds memory until it is closed, or idle for five minutes. */
    int maxSessions();
}
