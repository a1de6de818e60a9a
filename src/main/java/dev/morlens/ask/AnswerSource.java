package dev.morlens.ask;

/** Where an answer comes from. */
public enum AnswerSource {
    /** The accounts that are kept from the chain's logs. */
    INDEX,
    /** View calls to a node, all at one block. */
    LIVE
}
