package dev.morlens.api;

import dev.morlens.api.limit.Client;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkiverse.mcp.server.runtime.McpConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The sessions of agents, and who began them: there are only so many, and one client cannot take all of them. */
@ApplicationScoped
class AgentSessions {

    /** Whether there is a place. */
    enum Place {
        FREE,
        CLIENT_HAS_ENOUGH,
        ALL_TAKEN
    }

    private final ConnectionManager sessions;
    private final AgentsConfig agents;
    private final Map<String, Client> begunBy = new ConcurrentHashMap<>();

    @Inject
    AgentSessions(ConnectionManager sessions, AgentsConfig agents) {
        this.sessions = sessions;
        this.agents = agents;
    }

    Place placeFor(Client client) {
        Set<String> open = StreamSupport.stream(sessions.spliterator(), false)
                .map(McpConnectionBase::id)
                .collect(Collectors.toSet());
        begunBy.keySet().retainAll(open);
        long own = begunBy.values().stream().filter(client::equals).count();
        if (own >= agents.maxSessionsPerClient()) {
            return Place.CLIENT_HAS_ENOUGH;
        }
        return open.size() >= agents.maxSessions() ? Place.ALL_TAKEN : Place.FREE;
    }

    void begun(String session, Client client) {
        begunBy.put(session, client);
    }
}
