package dev.morlens.protocol.event;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import java.time.Instant;
import java.util.List;

/**
 * Everything that the token and the Diamond tell us (docs/protocol.md, P4). The session events carry no amounts: what
 * moved is told by the transfers before them.
 */
public sealed interface ProtocolEvent {

    /** Events that matter for who holds what; the ledger sees only these. */
    sealed interface Accountable extends ProtocolEvent {}

    /** Events that change what is on offer or how the contracts behave, and nobody's balance. */
    sealed interface Informative extends ProtocolEvent {}

    /** MOR moved; from {@code 0x0} it was minted, to {@code 0x0} burnt. The value may be 0. */
    record Transfer(Address from, Address to, Wei value) implements Accountable {}

    record Approval(Address owner, Address spender, Wei value) implements Informative {}

    record SessionOpened(Address user, SessionId sessionId, Address provider) implements Accountable {}

    record SessionClosed(Address user, SessionId sessionId, Address provider) implements Accountable {}

    /** Anybody ended an expired session: emitted instead of {@link SessionClosed} (docs/protocol.md, P31). */
    record SessionSettledByExpiry(Address user, SessionId sessionId, Address provider, Address caller)
            implements Accountable {}

    /** Released hold rows were paid out. */
    record UserWithdrawn(Address user, Wei amount) implements Accountable {}

    record BidPosted(Address provider, Hash modelId, Wei nonce) implements Accountable {}

    record BidDeleted(Address provider, Hash modelId, Wei nonce) implements Accountable {}

    /** Registered, or topped up. */
    record ProviderRegistered(Address provider) implements Accountable {}

    record ProviderDeregistered(Address provider) implements Accountable {}

    /** Of old contract versions only. */
    record ProviderWithdrawn(Address provider, Wei amount) implements Accountable {}

    /** Registered, or updated. */
    record ModelRegisteredUpdated(Address owner, Hash modelId) implements Accountable {}

    record ModelDeregistered(Address owner, Hash modelId) implements Accountable {}

    record StakingAllowanceGranted(Address funder, Address hot, Wei cap, Instant expiry) implements Accountable {}

    record StakingAllowanceFunded(Address funder, Address hot, Wei amount) implements Accountable {}

    record StakingAllowanceRevoked(Address funder, Address hot) implements Accountable {}

    /** Comes after the {@link SessionOpened} that it funds (docs/protocol.md, P14). */
    record AllowanceDebited(Address hot, Address funder, Wei amount, SessionId sessionId) implements Accountable {}

    /** Freed now, or a hold of the pool matured (docs/protocol.md, P39). */
    record AllowanceReleased(Address hot, Address funder, Wei amount) implements Accountable {}

    record AllowanceHoldCreated(Address hot, Address funder, Wei amount, Instant releaseAt) implements Accountable {}

    record AllowanceWithdrawn(Address funder, Address hot, Wei amount) implements Accountable {}

    record AllowanceWithdrawQueued(Address funder, Address hot, Wei amount) implements Accountable {}

    record PendingWithdrawalPaid(Address funder, Address hot, Wei amount) implements Accountable {}

    record BidFeeUpdated(Wei fee) implements Informative {}

    record BidPriceLimitsUpdated(Wei minimum, Wei maximum) implements Informative {}

    record ProviderMinimumStakeUpdated(Wei minimum) implements Informative {}

    record ModelMinimumStakeUpdated(Wei minimum) implements Informative {}

    record DelegateStakingParamsUpdated(
            Wei minPrincipal, Wei maxActiveFunders, Wei maxAutoService, Wei maxAutoReleaseDays, Wei settlementGrace)
            implements Informative {}

    record DelegationRegistryUpdated(Address registry) implements Informative {}

    record OwnershipTransferred(Address from, Address to) implements Informative {}

    record Initialized(Hash storageSlot) implements Informative {}

    /** An upgrade: the facets as they were changed, in order. */
    record DiamondCut(List<FacetCut> cuts, Address initFacet) implements Informative {}

    /**
     * One change of an upgrade.
     *
     * @param action 0 added, 1 replaced, 2 removed
     * @param selectors each 4 bytes, as an unsigned number
     */
    record FacetCut(Address facet, int action, List<Integer> selectors) {}
}
