package dev.morlens.ledger.bind;

import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import java.util.Optional;

/** What binding must know of a session that ends. */
public interface SessionLookup {

    /** The facts and the stake in the books; empty for a session that we have never seen open. */
    Optional<SessionTerms> find(SessionId id);

    record SessionTerms(SessionFacts facts, Session.StakeSource fundedBy) {}
}
