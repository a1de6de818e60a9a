package dev.morlens.ledger.entry;

/**
 * Something that the accounts could not explain: kept and counted, never dropped.
 *
 * @param detail for people, with the values that did not fit
 */
public record Anomaly(Posting at, AnomalyCode code, String detail) {

    public enum AnomalyCode {
        /** A log that no known event decodes. */
        UNDECODABLE_LOG(0),
        /** A session event without a usable fact or opening. */
        SESSION_UNKNOWN(1),
        /** The stake in the logs is not the one that {@code getSession} says. */
        STAKE_DIFFERS(2),
        /** {@code stake - returned - reward} came out below 0. */
        HOLD_NEGATIVE(3),
        /** No set of released hold rows adds up to a claim. */
        CLAIM_UNMATCHED(4),
        /** An event that should follow a transfer has none. */
        TRANSFER_MISSING(5),
        /** MOR left the Diamond and nothing says why. */
        OUTFLOW_UNEXPLAINED(6),
        /** A claim of which no node could say for which of several sessions it was: none keeps the state of its block. */
        CLAIM_UNSETTLED(7);

        private static final StoredCodes<AnomalyCode> CODES = new StoredCodes<>(AnomalyCode.class, AnomalyCode::code);

        private final short code;

        AnomalyCode(int code) {
            this.code = (short) code;
        }

        /** What the database keeps of it: fixed for good. */
        public short code() {
            return code;
        }

        /**
         * The constant with that code.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static AnomalyCode ofCode(int code) {
            return CODES.of(code);
        }
    }
}
