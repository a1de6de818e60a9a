package dev.morlens.api.agent;

import io.smallrye.config.ConfigMapping;

/** Answering agents. */
@ConfigMapping(prefix = "morlens.agents")
public interface AgentsConfig {

    /** So many sessions at once; each holds memory until it is closed, or idle for five minutes. */
    int maxSessions();

    /** So many of them for one client, behind whose address many people may sit. */
    int maxSessionsPerClient();
}
