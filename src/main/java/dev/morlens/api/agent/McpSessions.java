package dev.morlens.api.agent;

import dev.morlens.http.limit.ClientAddress;
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
class McpSessions {

    /** Whether there is a place. */
    enum SessionSlot {
        FREE,
        CLIENT_HAS_ENOUGH,
        ALL_TAKEN
    }

    private final ConnectionManager sessions;
    private final AgentsConfig agents;
    private final Map<String, ClientAddress> begunBy = new ConcurrentHashMap<>();

    @Inject
    McpSessions(ConnectionManager sessions, AgentsConfig agents) {
        this.sessions = sessions;
        this.agents = agents;
    }

    SessionSlot placeFor(ClientAddress clientAddress) {
        Set<String> open = StreamSupport.stream(sessions.spliterator(), false)
                .map(McpConnectionBase::id)
                .collect(Collectors.toSet());
        begunBy.keySet().retainAll(open);
        long own = begunBy.values().stream().filter(clientAddress::equals).count();
        if (own >= agents.maxSessionsPerClient()) {
            return SessionSlot.CLIENT_HAS_ENOUGH;
        }
        return open.size() >= agents.maxSessions() ? SessionSlot.ALL_TAKEN : SessionSlot.FREE;
    }

    void begun(String session, ClientAddress clientAddress) {
        begunBy.put(session, clientAddress);
    }
}
