package dev.morlens.store.criteria;

/** A hold row's state at a time. */
public enum HoldState {
    LOCKED,
    CLAIMABLE,
    WITHDRAWN
}
