package dev.morlens.ledger;

/** Where MOR can be (protocol.md, "Where an address's MOR can be"). The order is part of the stored form. */
public enum Bucket {
    WALLET("wallet"),
    ACTIVE_SESSION("activeSessions"),
    ON_HOLD("onHold"),
    PROVIDER_STAKE("providerStake"),
    MODEL_STAKE("modelStake"),
    STAKING_POOL("stakingPool"),
    /** A provider's uncollected share of direct payments; below zero while it collected before the close. */
    PROVIDER_DUE("providerDue"),
    /** Of the Diamond: bid fees not yet withdrawn. */
    FEES("fees"),
    /** Of the Diamond: gifts, less outflows that nothing explains. */
    UNATTRIBUTED("unattributed"),
    /** Of the zero address: the counterpart of mint and burn, never above zero. */
    SUPPLY("supply");

    private final String json;

    Bucket(String json) {
        this.json = json;
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
        return ordinal() <= PROVIDER_DUE.ordinal();
    }
}
