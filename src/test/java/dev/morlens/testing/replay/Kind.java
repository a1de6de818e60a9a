package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;

/** The events that a made-up history has. */
enum Kind {
    TRANSFER("Transfer(address,address,uint256)"),
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

    Hash topic() {
        return topic;
    }

    Address emitter() {
        return this == TRANSFER ? ReplayContracts.TOKEN : ReplayContracts.DIAMOND;
    }
}
