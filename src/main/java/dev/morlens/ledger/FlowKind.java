package dev.morlens.ledger;

import java.util.Locale;

/** Why MOR moved (api.md, "movements"). The order is part of the stored form. */
public enum FlowKind {
    MINT,
    BURN,
    TRANSFER,
    SESSION_OPENED,
    SESSION_CLOSED,
    SESSION_SETTLED,
    HOLD_CLAIMED,
    PROVIDER_PAID,
    PROVIDER_STAKED,
    PROVIDER_UNSTAKED,
    MODEL_STAKED,
    MODEL_UNSTAKED,
    BID_FEE,
    FEE_WITHDRAWN,
    POOL_FUNDED,
    POOL_WITHDRAWN,
    GIFT,
    UNATTRIBUTED;

    /** Its name in JSON: {@code session-opened}. */
    public String json() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
