package dev.morlens.protocol.abi;

import static dev.morlens.protocol.abi.EventShape.diamond;
import static dev.morlens.protocol.abi.EventShape.token;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceDebited;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceHoldCreated;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceReleased;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceWithdrawQueued;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceWithdrawn;
import dev.morlens.protocol.event.ProtocolEvent.Approval;
import dev.morlens.protocol.event.ProtocolEvent.BidDeleted;
import dev.morlens.protocol.event.ProtocolEvent.BidFeeUpdated;
import dev.morlens.protocol.event.ProtocolEvent.BidPosted;
import dev.morlens.protocol.event.ProtocolEvent.BidPriceLimitsUpdated;
import dev.morlens.protocol.event.ProtocolEvent.DelegateStakingParamsUpdated;
import dev.morlens.protocol.event.ProtocolEvent.DelegationRegistryUpdated;
import dev.morlens.protocol.event.ProtocolEvent.Initialized;
import dev.morlens.protocol.event.ProtocolEvent.ModelDeregistered;
import dev.morlens.protocol.event.ProtocolEvent.ModelMinimumStakeUpdated;
import dev.morlens.protocol.event.ProtocolEvent.ModelRegisteredUpdated;
import dev.morlens.protocol.event.ProtocolEvent.OwnershipTransferred;
import dev.morlens.protocol.event.ProtocolEvent.PendingWithdrawalPaid;
import dev.morlens.protocol.event.ProtocolEvent.ProviderDeregistered;
import dev.morlens.protocol.event.ProtocolEvent.ProviderMinimumStakeUpdated;
import dev.morlens.protocol.event.ProtocolEvent.ProviderRegistered;
import dev.morlens.protocol.event.ProtocolEvent.ProviderWithdrawn;
import dev.morlens.protocol.event.ProtocolEvent.SessionClosed;
import dev.morlens.protocol.event.ProtocolEvent.SessionOpened;
import dev.morlens.protocol.event.ProtocolEvent.SessionSettledByExpiry;
import dev.morlens.protocol.event.ProtocolEvent.StakingAllowanceFunded;
import dev.morlens.protocol.event.ProtocolEvent.StakingAllowanceGranted;
import dev.morlens.protocol.event.ProtocolEvent.StakingAllowanceRevoked;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import dev.morlens.protocol.event.ProtocolEvent.UserWithdrawn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every event of the token and the Diamond, as the contracts name them (docs/protocol.md, P7): one row each. */
final class EventShapes {

    private static final List<EventShape> TOKEN = List.of(
            token(
                    "Transfer(address,address,uint256)",
                    2,
                    log -> new Transfer(log.indexedAddress(1), log.indexedAddress(2), log.wei(0))),
            token(
                    "Approval(address,address,uint256)",
                    2,
                    log -> new Approval(log.indexedAddress(1), log.indexedAddress(2), log.wei(0))));

    private static final List<EventShape> SESSIONS = List.of(
            diamond(
                    "SessionOpened(address,bytes32,address)",
                    3,
                    log -> new SessionOpened(log.indexedAddress(1), log.indexedSession(2), log.indexedAddress(3))),
            diamond(
                    "SessionClosed(address,bytes32,address)",
                    3,
                    log -> new SessionClosed(log.indexedAddress(1), log.indexedSession(2), log.indexedAddress(3))),
            diamond(
                    "SessionSettledByExpiry(address,bytes32,address,address)",
                    3,
                    log -> new SessionSettledByExpiry(
                            log.indexedAddress(1), log.indexedSession(2), log.indexedAddress(3), log.address(0))),
            diamond("UserWithdrawn(address,uint256)", 1, log -> new UserWithdrawn(log.indexedAddress(1), log.wei(0))));

    private static final List<EventShape> MARKET = List.of(
            diamond(
                    "MarketplaceBidPosted(address,bytes32,uint256)",
                    2,
                    log -> new BidPosted(log.indexedAddress(1), log.indexedHash(2), log.wei(0))),
            diamond(
                    "MarketplaceBidDeleted(address,bytes32,uint256)",
                    2,
                    log -> new BidDeleted(log.indexedAddress(1), log.indexedHash(2), log.wei(0))),
            diamond("ProviderRegistered(address)", 1, log -> new ProviderRegistered(log.indexedAddress(1))),
            diamond("ProviderDeregistered(address)", 1, log -> new ProviderDeregistered(log.indexedAddress(1))),
            diamond(
                    "ProviderWithdrawn(address,uint256)",
                    1,
                    log -> new ProviderWithdrawn(log.indexedAddress(1), log.wei(0))),
            diamond(
                    "ModelRegisteredUpdated(address,bytes32)",
                    2,
                    log -> new ModelRegisteredUpdated(log.indexedAddress(1), log.indexedHash(2))),
            diamond(
                    "ModelDeregistered(address,bytes32)",
                    2,
                    log -> new ModelDeregistered(log.indexedAddress(1), log.indexedHash(2))));

    private static final List<EventShape> GRANTS = List.of(
            diamond(
                    "StakingAllowanceGranted(address,address,uint256,uint128)",
                    2,
                    log -> new StakingAllowanceGranted(
                            log.indexedAddress(1), log.indexedAddress(2), log.wei(0), log.instant(1))),
            diamond(
                    "StakingAllowanceRevoked(address,address)",
                    2,
                    log -> new StakingAllowanceRevoked(log.indexedAddress(1), log.indexedAddress(2))),
            diamond(
                    "AllowanceDebited(address,address,uint256,bytes32)",
                    3,
                    log -> new AllowanceDebited(
                            log.indexedAddress(1), log.indexedAddress(2), log.wei(0), log.indexedSession(3))),
            diamond(
                    "AllowanceHoldCreated(address,address,uint256,uint128)",
                    2,
                    log -> new AllowanceHoldCreated(
                            log.indexedAddress(1), log.indexedAddress(2), log.wei(0), log.instant(1))),
            moved("StakingAllowanceFunded", StakingAllowanceFunded::new),
            moved("AllowanceReleased", AllowanceReleased::new),
            moved("AllowanceWithdrawn", AllowanceWithdrawn::new),
            moved("AllowanceWithdrawQueued", AllowanceWithdrawQueued::new),
            moved("PendingWithdrawalPaid", PendingWithdrawalPaid::new));

    private static final List<EventShape> GOVERNANCE = List.of(
            diamond("MaretplaceFeeUpdated(uint256)", 0, log -> new BidFeeUpdated(log.wei(0))),
            diamond(
                    "MarketplaceBidMinMaxPriceUpdated(uint256,uint256)",
                    0,
                    log -> new BidPriceLimitsUpdated(log.wei(0), log.wei(1))),
            diamond("ProviderMinimumStakeUpdated(uint256)", 0, log -> new ProviderMinimumStakeUpdated(log.wei(0))),
            diamond("ModelMinimumStakeUpdated(uint256)", 0, log -> new ModelMinimumStakeUpdated(log.wei(0))),
            diamond(
                    "DelegateStakingParamsUpdated(uint256,uint256,uint256,uint256,uint256)",
                    0,
                    log -> new DelegateStakingParamsUpdated(
                            log.wei(0), log.wei(1), log.wei(2), log.wei(3), log.wei(4))),
            diamond("DelegationRegistryUpdated(address)", 0, log -> new DelegationRegistryUpdated(log.address(0))),
            diamond(
                    "OwnershipTransferred(address,address)",
                    2,
                    log -> new OwnershipTransferred(log.indexedAddress(1), log.indexedAddress(2))),
            diamond("Initialized(bytes32)", 0, log -> new Initialized(log.hash(0))),
            new EventShape(
                    FacetCuts.SIGNATURE,
                    EventShape.Emitter.DIAMOND,
                    1,
                    EventShape.DYNAMIC,
                    log -> FacetCuts.read(log.data())));

    private EventShapes() {}

    /** Two indexed addresses and an amount, as most events of the pools have. */
    private static EventShape moved(String name, Movement movement) {
        return diamond(
                name + "(address,address,uint256)",
                2,
                log -> movement.of(log.indexedAddress(1), log.indexedAddress(2), log.wei(0)));
    }

    private interface Movement {
        ProtocolEvent of(Address first, Address second, Wei amount);
    }

    /** By first topic. */
    static Map<Hash, EventShape> byTopic() {
        return Stream.of(TOKEN, SESSIONS, MARKET, GRANTS, GOVERNANCE)
                .flatMap(Collection::stream)
                .collect(Collectors.toUnmodifiableMap(EventShape::topic0, Function.identity()));
    }
}
