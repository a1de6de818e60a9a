package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.view.Abi;

/** What the logs of a made-up history tell of. Claims of providers and withdrawals of fees leave a transfer and nothing else. */
public enum Kind {
    TRANSFER("Transfer(address,address,uint256)"),
    PROVIDER_CLAIMED("Transfer(address,address,uint256)"),
    FEES_WITHDRAWN("Transfer(address,address,uint256)"),
    MODEL_REGISTERED("ModelRegisteredUpdated(address,bytes32)"),
    PROVIDER_REGISTERED("ProviderRegistered(address)"),
    BID_POSTED("MarketplaceBidPosted(address,bytes32,uint256)"),
    SESSION_OPENED("SessionOpened(address,bytes32,address)"),
    SESSION_CLOSED("SessionClosed(address,bytes32,address)"),
    USER_WITHDRAWN("UserWithdrawn(address,uint256)");

    private static final Kind[] ALL = values();

    private final Hash topic;

    Kind(String signature) {
        this.topic = Abi.keccak(signature);
    }

    static Kind of(int ordinal) {
        return ALL[ordinal];
    }

    public Hash topic() {
        return topic;
    }

    /** Whether the token's contract logs it. */
    public boolean isTransfer() {
        return this == TRANSFER || this == PROVIDER_CLAIMED || this == FEES_WITHDRAWN;
    }

    public Address emitter() {
        return isTransfer() ? ReplayContracts.TOKEN : ReplayContracts.DIAMOND;
    }

    /** The contract that was called. */
    public Address called() {
        return this == TRANSFER ? ReplayContracts.TOKEN : ReplayContracts.DIAMOND;
    }
}
