package dev.morlens.ask;

/** Why the chain has gone on, or may have, without what is answered. */
public enum StaleReason {
    DATABASE_UNREACHABLE,
    NODE_UNREACHABLE,
    /** The index has stopped for good. */
    STOPPED,
    /** It reads the chain's history. */
    READING_HISTORY,
    /** The accounts as a whole are not the chain's: nodes left something out. */
    SUMS_DIFFER,
    /** The node has newer blocks. */
    CATCHING_UP,
    /** Nothing was heard of the indexer for a while. */
    INDEXER_SILENT,
    /** No newer block is known anywhere, and by the clock there should be one: the node's head stands still, say. */
    HEAD_OLD
}
