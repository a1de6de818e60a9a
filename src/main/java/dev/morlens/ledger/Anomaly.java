package dev.morlens.ledger;

/**
 * Something that the accounts could not explain: kept and counted, never dropped.
 *
 * @param detail for people, with the values that did not fit
 */
public record Anomaly(Posting at, Code code, String detail) {

    public enum Code {
        /** A log that no known event decodes. */
        UNDECODABLE_LOG,
        /** A session event without a usable fact or opening. */
        SESSION_UNKNOWN,
        /** The stake in the logs is not the one that {@code getSession} says. */
        STAKE_DIFFERS,
        /** {@code stake - returned - reward} came out below 0. */
        HOLD_NEGATIVE,
        /** No set of released hold rows adds up to a claim. */
        CLAIM_UNMATCHED,
        /** An event that should follow a transfer has none. */
        TRANSFER_MISSING,
        /** MOR left the Diamond and nothing says why. */
        OUTFLOW_UNEXPLAINED
    }
}
