package dev.morlens.protocol;

import java.util.Locale;

/** What an address can be that is no person's wallet. Each has its words in {@code ContractWords}. */
public enum ContractKind {
    /** The Diamond. */
    INFERENCE_CONTRACT,
    TOKEN,
    ZERO_ADDRESS,
    /** {@code 0x…dEaD}: a holder without a key, so that what it gets stays in the supply. */
    BURN_ADDRESS,
    /** From which providers of staked sessions are paid; the chain names it. */
    FUNDING_ACCOUNT,
    /** Code that the Diamond runs. */
    FACET,
    EARLIER_INFERENCE_CONTRACT,
    BUILDERS,
    BUILDERS_TREASURY,
    FEE_CONFIG,
    REWARD_POOL,
    BRIDGE_ENDPOINT,
    PROTOCOL_SAFE,
    EARLIER_SAFE,
    TRADING_POOL,
    POSITION_MANAGER;

    /** Its name in JSON and in the configuration: {@code builders-treasury}. */
    public String json() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
