package dev.morlens.store;

/** A user's sessions, whoever funds them, counted and summed. */
public interface SessionGroups {

    /** Those that have not ended; the first to end first. */
    SessionGroup running();

    /** Open ones past their end; the first that ended first. */
    SessionGroup overdue();

    /** Those closed at or after their end whose hold is still locked, with the sum of those holds; the newest closes first. */
    SessionGroup heldAfterEnd();
}
