package dev.morlens.ledger;

import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import java.util.Optional;

/** What binding must know of a session that ends. */
interface SessionLookup {

    /** The facts and the stake in the books; empty for a session that we have never seen open. */
    Optional<Known> find(SessionId id);

    record Known(SessionFacts facts, Session.Funding fundedBy) {}
}
