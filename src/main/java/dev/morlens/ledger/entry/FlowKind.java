package dev.morlens.ledger.entry;

import java.util.Locale;

/** Why MOR moved (docs/architecture.md, "Which act makes which flow"). */
public enum FlowKind {
    MINT(0),
    BURN(1),
    TRANSFER(2),
    SESSION_OPENED(3),
    SESSION_CLOSED(4),
    SESSION_SETTLED(5),
    HOLD_CLAIMED(6),
    PROVIDER_PAID(7),
    PROVIDER_STAKED(8),
    PROVIDER_UNSTAKED(9),
    MODEL_STAKED(10),
    MODEL_UNSTAKED(11),
    BID_FEE(12),
    FEE_WITHDRAWN(13),
    POOL_FUNDED(14),
    POOL_WITHDRAWN(15),
    GIFT(16),
    UNATTRIBUTED(17);

    private static final StoredCodes<FlowKind> CODES = new StoredCodes<>(FlowKind.class, FlowKind::code);

    private final short code;

    FlowKind(int code) {
        this.code = (short) code;
    }

    /** What the database keeps of it: fixed for good. */
    public short code() {
        return code;
    }

    /**
     * The kind with that code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FlowKind ofCode(int code) {
        return CODES.of(code);
    }

    /** Its name in JSON: {@code session-opened}. */
    public String json() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
