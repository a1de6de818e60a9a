package dev.morlens.store.criteria;

/** A session's state at a time. */
public enum SessionPhase {
    OPEN,
    /** Not closed though past its end. */
    OVERDUE,
    CLOSED
}
