package dev.morlens.ledger.entry;

/** Where MOR can be (docs/protocol.md, P11). */
public enum Bucket {
    WALLET(0, "wallet"),
    ACTIVE_SESSION(1, "activeSessions"),
    ON_HOLD(2, "onHold"),
    PROVIDER_STAKE(3, "providerStake"),
    MODEL_STAKE(4, "modelStake"),
    STAKING_POOL(5, "stakingPool"),
    /** A provider's uncollected share of direct payments; below zero while it collected before the close. */
    PROVIDER_DUE(6, "providerDue"),
    /** Of the Diamond: bid fees not yet withdrawn. */
    FEES(7, "fees"),
    /** Of the Diamond: gifts, less outflows that nothing explains. */
    UNATTRIBUTED(8, "unattributed"),
    /** Of the zero address: the counterpart of mint and burn, never above zero. */
    SUPPLY(9, "supply");

    private static final StoredCodes<Bucket> CODES = new StoredCodes<>(Bucket.class, Bucket::code);

    private final short code;
    private final String json;

    Bucket(int code, String json) {
        this.code = (short) code;
        this.json = json;
    }

    /** What the database keeps of it: fixed for good. */
    public short code() {
        return code;
    }

    /**
     * The bucket with that code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Bucket ofCode(int code) {
        return CODES.of(code);
    }

    /** Its name in JSON, queries and CSV. */
    public String json() {
        return json;
    }

    /** Whether its MOR lies in the Diamond. */
    public boolean inDiamond() {
        return this != WALLET && this != SUPPLY;
    }

    /** Whether it counts among what an ordinary address owns. */
    public boolean owned() {
        return switch (this) {
            case WALLET, ACTIVE_SESSION, ON_HOLD, PROVIDER_STAKE, MODEL_STAKE, STAKING_POOL, PROVIDER_DUE -> true;
            case FEES, UNATTRIBUTED, SUPPLY -> false;
        };
    }
}
