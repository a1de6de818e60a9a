package dev.morlens.protocol.math;

/** What a contract version holds back of a stake when its session closes (docs/protocol.md, P25). */
public enum HoldRule {

    /** Only a close before the session's end holds anything. */
    CLASSIC,

    /** Any close before the midnight after the session's end holds what backed that last day. */
    DAY_LOCK,

    /** As {@link #DAY_LOCK}; a pool-funded session's stake goes back to its pool. */
    POOL,

    /** Nothing on the chain tells yet. */
    UNKNOWN
}
