package dev.morlens.position;

/** Where an answer comes from. */
public enum Source {
    /** The accounts that are kept from the chain's logs. */
    INDEX,
    /** View calls to a node, all at one block. */
    LIVE
}
