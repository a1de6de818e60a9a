package dev.morlens.store.read;

import dev.morlens.ledger.entry.Session;
import java.util.List;

/** A user's sessions, whoever funds them: counted and summed, or those that something happened to lately. */
public interface SessionGroups {

    /** Those that have not ended; the first to end first. */
    SessionGroup running();

    /** Open ones past their end; the first that ended first. */
    SessionGroup overdue();

    /** Those closed at or after their end whose hold is still locked, with the sum of those holds; the newest closes first. */
    SessionGroup heldAfterEnd();

    /**
     * The newest of each that were opened, ended without being closed, were closed, and whose holds were released or claimed,
     * each session once, in no order: an old session's late close is as new as any other.
     */
    List<Session> changedLately();
}
