package dev.morlens.testing.chain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.protocol.abi.HoldSlots;
import dev.morlens.testing.node.FakeNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint128;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * The Diamond and the token as a recorded truth has them, whatever the block asked: answers to views, and the storage of
 * hold rows. Encoded by web3j, which our decoder does not use, so that the two check each other. A view not in the
 * recording reverts as the Diamond does for an unknown selector.
 */
public final class HistoryViews implements FakeNode.Calls, FakeNode.Storage {

    private static final byte[] UNKNOWN =
            Hex.bytes("0x08c379a0" + encoded(new Utf8String("Diamond: selector is not registered")));

    private final JsonNode truth;
    private final Map<Hash, JsonNode> sessions = new HashMap<>();
    private final Map<Hash, JsonNode> sessionsByBid = new HashMap<>();
    private final Map<Hash, JsonNode> models = new HashMap<>();
    private final Map<Address, JsonNode> addresses = new HashMap<>();
    private final Map<Hash, Hash> storage = new HashMap<>();

    public HistoryViews(RealHistory history, long block) {
        this.truth = history.truth(block);
        truth.get("sessions").properties().forEach(entry -> {
            sessions.put(Hash.of(entry.getKey()), entry.getValue());
            sessionsByBid.put(Hash.of(entry.getValue().get("bidId").asText()), entry.getValue());
        });
        truth.get("models").properties().forEach(entry -> models.put(Hash.of(entry.getKey()), entry.getValue()));
        truth.get("addresses").properties().forEach(entry -> {
            Address address = Address.of(entry.getKey());
            addresses.put(address, entry.getValue());
            store(address, entry.getValue().get("onHold").get("rows"));
        });
    }

    /** A node that answers from the whole recording up to its head. */
    public static FakeNode node(RealHistory history) {
        HistoryViews views = new HistoryViews(history, history.headBlock());
        return new FakeNode(ChainBuilder.of(history.headers(), history.logs()))
                .calls(views)
                .storage(views)
                .codes(account -> new byte[0]);
    }

    @Override
    public CallResult answer(BlockRef at, ViewCall viewCall) {
        AbiWords arguments = new AbiWords(Arrays.copyOfRange(viewCall.data(), 4, viewCall.data().length));
        String answer = answer(Hex.of(Arrays.copyOf(viewCall.data(), 4)), arguments);
        return answer == null ? new CallResult(false, UNKNOWN) : new CallResult(true, Hex.bytes("0x" + answer));
    }

    @Override
    public Hash word(BlockRef at, Address contract, Hash slot) {
        return storage.getOrDefault(slot, Hash.ZERO);
    }

    /** By the selectors that explorers show for these functions. */
    private String answer(String selector, AbiWords arguments) {
        return switch (selector) {
            case "0x39b240bd" -> session(sessions.get(arguments.hash(0)));
            case "0x91704e1e" -> bid(sessionsByBid.get(arguments.hash(0)));
            case "0x21e7c498" -> model(models.get(arguments.hash(0)));
            case "0x55f21eb7" -> provider(addresses.get(arguments.address(0)).get("provider"));
            case "0x967885df" -> onHold(addresses.get(arguments.address(0)).get("onHold"));
            case "0x70a08231" -> balance(arguments.address(0));
            case "0x18160ddd" -> encoded(uint(total("tokenSupply")));
            case "0x775c3727" -> encoded(address(total("fundingAccount")));
            case "0xd4c30ceb" -> encoded(uint(total("bidFees")));
            default -> null;
        };
    }

    private String balance(Address owner) {
        JsonNode known = addresses.get(owner);
        return encoded(uint(known == null ? "0" : known.get("wallet").asText()));
    }

    private static String session(JsonNode session) {
        if (session == null) {
            return session(
                    address("0x" + "0".repeat(40)),
                    new Bytes32(new byte[32]),
                    List.of("0", "0", "0", "0", "0", "0"),
                    false);
        }
        List<String> numbers = List.of(
                session.get("stake").asText(),
                session.get("closeoutType").asText(),
                session.get("providerWithdrawnAmount").asText(),
                session.get("openedAt").asText(),
                session.get("endsAt").asText(),
                session.get("closedAt").asText());
        return session(
                address(session.get("user").asText()),
                bytes32(session.get("bidId")),
                numbers,
                session.get("isDirectPaymentFromUser").asBoolean());
    }

    private static String session(Type<?> user, Type<?> bid, List<String> numbers, boolean direct) {
        return encoded(new DynamicStruct(
                user,
                bid,
                uint(numbers.get(0)),
                new DynamicBytes(new byte[77]),
                uint(numbers.get(1)),
                uint(numbers.get(2)),
                time(numbers.get(3)),
                time(numbers.get(4)),
                time(numbers.get(5)),
                new Bool(numbers.get(5).equals("0")),
                new Bool(direct)));
    }

    private static String bid(JsonNode session) {
        if (session == null) {
            return "0".repeat(6 * 64);
        }
        return encoded(
                address(session.get("provider").asText()),
                bytes32(session.get("modelId")),
                uint(session.get("pricePerSecond").asText()),
                uint("0"),
                time("1"),
                time("0"));
    }

    private static String model(JsonNode model) {
        List<Utf8String> tags = new ArrayList<>();
        model.get("tags").forEach(tag -> tags.add(new Utf8String(tag.asText())));
        return encoded(new DynamicStruct(
                bytes32(model.get("ipfsCID")),
                uint(model.get("fee").asText()),
                uint(model.get("stake").asText()),
                address(model.get("owner").asText()),
                new Utf8String(model.get("name").asText()),
                new DynamicArray<>(Utf8String.class, tags),
                time(model.get("createdAt").asText()),
                new Bool(model.get("isDeleted").asBoolean())));
    }

    private static String provider(JsonNode provider) {
        boolean known = !provider.isNull();
        return encoded(new DynamicStruct(
                new Utf8String(known ? provider.get("endpoint").asText() : ""),
                uint(known ? provider.get("stake").asText() : "0"),
                time(known ? provider.get("createdAt").asText() : "0"),
                time(known ? provider.get("limitPeriodEnd").asText() : "0"),
                uint(known ? provider.get("limitPeriodEarned").asText() : "0"),
                new Bool(known && provider.get("isDeleted").asBoolean())));
    }

    private static String onHold(JsonNode holds) {
        return encoded(
                uint(holds.get("viewAvailable").asText()),
                uint(holds.get("viewHold").asText()));
    }

    private void store(Address user, JsonNode rows) {
        HoldSlots slots = HoldSlots.of(user);
        storage.put(slots.length(), new Hash(0, 0, 0, rows.size()));
        for (int i = 0; i < rows.size(); i++) {
            storage.put(slots.amount(i), word(rows.get(i).get("amount")));
            storage.put(slots.releaseAt(i), word(rows.get(i).get("releaseAt")));
        }
    }

    private static Hash word(JsonNode decimal) {
        return Hash.of("0x%064x".formatted(new BigInteger(decimal.asText())));
    }

    private String total(String name) {
        return truth.get("totals").get(name).asText();
    }

    @SuppressWarnings("rawtypes") // as web3j wants them
    private static String encoded(Type... values) {
        return FunctionEncoder.encodeConstructor(List.of(values));
    }

    private static Type<?> address(String text) {
        return new org.web3j.abi.datatypes.Address(text);
    }

    private static Type<?> bytes32(JsonNode text) {
        return new Bytes32(Hash.of(text.asText()).bytes());
    }

    private static Type<?> uint(String decimal) {
        return new Uint256(new BigInteger(decimal));
    }

    private static Type<?> time(String decimal) {
        return new Uint128(new BigInteger(decimal));
    }
}
