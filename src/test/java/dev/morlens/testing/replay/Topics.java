package dev.morlens.testing.replay;

/** The first topic of the Diamond's events that a made-up history has. */
final class Topics {

    static final String MODEL_REGISTERED = topic("ModelRegisteredUpdated(address,bytes32)");
    static final String PROVIDER_REGISTERED = topic("ProviderRegistered(address)");
    static final String BID_POSTED = topic("MarketplaceBidPosted(address,bytes32,uint256)");
    static final String SESSION_OPENED = topic("SessionOpened(address,bytes32,address)");
    static final String SESSION_CLOSED = topic("SessionClosed(address,bytes32,address)");
    static final String USER_WITHDRAWN = topic("UserWithdrawn(address,uint256)");

    private Topics() {}

    private static String topic(String signature) {
        return Abi.keccak(signature).toString();
    }
}
