package dev.morlens.testing.chain;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.Approval;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import dev.morlens.protocol.event.SessionId;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes logs of events, as the contracts do: what a test's chain is filled with. Upgrades are left to recordings. Written
 * apart from the decoder, so that the two check each other.
 */
public final class EventWriter {

    /** Types as in the signature, in the order of the event's components; indexed ones carry a star. */
    private static final Map<String, String> SHAPES = Map.ofEntries(
            Map.entry("Transfer", "address* address* uint256"),
            Map.entry("Approval", "address* address* uint256"),
            Map.entry("SessionOpened", "address* bytes32* address*"),
            Map.entry("SessionClosed", "address* bytes32* address*"),
            Map.entry("SessionSettledByExpiry", "address* bytes32* address* address"),
            Map.entry("UserWithdrawn", "address* uint256"),
            Map.entry("BidPosted", "address* bytes32* uint256"),
            Map.entry("BidDeleted", "address* bytes32* uint256"),
            Map.entry("ProviderRegistered", "address*"),
            Map.entry("ProviderDeregistered", "address*"),
            Map.entry("ProviderWithdrawn", "address* uint256"),
            Map.entry("ModelRegisteredUpdated", "address* bytes32*"),
            Map.entry("ModelDeregistered", "address* bytes32*"),
            Map.entry("StakingAllowanceGranted", "address* address* uint256 uint128"),
            Map.entry("StakingAllowanceFunded", "address* address* uint256"),
            Map.entry("StakingAllowanceRevoked", "address* address*"),
            Map.entry("AllowanceDebited", "address* address* uint256 bytes32*"),
            Map.entry("AllowanceReleased", "address* address* uint256"),
            Map.entry("AllowanceHoldCreated", "address* address* uint256 uint128"),
            Map.entry("AllowanceWithdrawn", "address* address* uint256"),
            Map.entry("AllowanceWithdrawQueued", "address* address* uint256"),
            Map.entry("PendingWithdrawalPaid", "address* address* uint256"),
            Map.entry("BidFeeUpdated", "uint256"),
            Map.entry("BidPriceLimitsUpdated", "uint256 uint256"),
            Map.entry("ProviderMinimumStakeUpdated", "uint256"),
            Map.entry("ModelMinimumStakeUpdated", "uint256"),
            Map.entry("DelegateStakingParamsUpdated", "uint256 uint256 uint256 uint256 uint256"),
            Map.entry("DelegationRegistryUpdated", "address"),
            Map.entry("OwnershipTransferred", "address* address*"),
            Map.entry("Initialized", "bytes32"));

    /** Names on chain where ours differ. */
    private static final Map<String, String> NAMES = Map.of(
            "BidPosted", "MarketplaceBidPosted",
            "BidDeleted", "MarketplaceBidDeleted",
            "BidFeeUpdated", "MaretplaceFeeUpdated",
            "BidPriceLimitsUpdated", "MarketplaceBidMinMaxPriceUpdated");

    private final Network network;

    public EventWriter(Network network) {
        this.network = network;
    }

    /** The log of an event, from the contract that emits it. */
    public Emitted log(ProtocolEvent event) {
        String name = event.getClass().getSimpleName();
        String shape = SHAPES.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("cannot write a " + name);
        }
        String[] types = shape.split(" ");
        List<Hash> topics = new ArrayList<>(List.of(topic0(name, types)));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int i = 0; i < types.length; i++) {
            Hash word = word(component(event, i));
            if (types[i].endsWith("*")) {
                topics.add(word);
            } else {
                data.writeBytes(word.bytes());
            }
        }
        return new Emitted(emitter(event), topics, data.toByteArray());
    }

    private Address emitter(ProtocolEvent event) {
        return event instanceof Transfer || event instanceof Approval ? network.token() : network.diamond();
    }

    private static Hash topic0(String name, String[] types) {
        String arguments = String.join(",", types).replace("*", "");
        String signature = NAMES.getOrDefault(name, name) + "(" + arguments + ")";
        return Hash.of(org.web3j.crypto.Hash.sha3(signature.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Object component(ProtocolEvent event, int index) {
        RecordComponent component = event.getClass().getRecordComponents()[index];
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Hash word(Object value) {
        return switch (value) {
            case Address address -> padded(new BigInteger(1, address.bytes()));
            case Wei wei -> padded(wei.value());
            case Instant time -> padded(BigInteger.valueOf(time.getEpochSecond()));
            case SessionId id -> id.hash();
            case Hash hash -> hash;
            default -> throw new IllegalArgumentException("no word for a " + value.getClass());
        };
    }

    private static Hash padded(BigInteger value) {
        return Hash.of("0x%064x".formatted(value));
    }
}
