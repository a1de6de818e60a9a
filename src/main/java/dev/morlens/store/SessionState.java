package dev.morlens.store;

/** A session's state at a time. */
public enum SessionState {
    OPEN,
    /** Not closed though past its end. */
    OVERDUE,
    CLOSED
}
