package dev.morlens.protocol.call;

import dev.morlens.chain.ViewCall;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Bytes4;
import org.web3j.abi.datatypes.generated.Uint128;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint8;

/** Builds call data, argument by argument in the function's order; encoded by web3j. */
public final class CallData {

    private final String function;

    @SuppressWarnings("rawtypes") // as web3j wants them
    private final List<Type> arguments = new ArrayList<>();

    private CallData(String function) {
        this.function = function;
    }

    public static CallData of(String function) {
        return new CallData(function);
    }

    public CallData address(Address value) {
        arguments.add(new org.web3j.abi.datatypes.Address(value.toString()));
        return this;
    }

    public CallData bytes32(Hash value) {
        arguments.add(new Bytes32(value.bytes()));
        return this;
    }

    /** @param value read as the four bytes of a function's selector */
    public CallData bytes4(int value) {
        arguments.add(new Bytes4(Hex.bytes("0x%08x".formatted(value))));
        return this;
    }

    public CallData uint256(Wei value) {
        arguments.add(new Uint256(value.value()));
        return this;
    }

    public CallData uint256(long value) {
        arguments.add(new Uint256(BigInteger.valueOf(value)));
        return this;
    }

    /** A time, in seconds since 1970. */
    public CallData uint128(Instant value) {
        arguments.add(new Uint128(value.getEpochSecond()));
        return this;
    }

    public CallData bytes(byte[] value) {
        arguments.add(new DynamicBytes(value));
        return this;
    }

    /** A number below 2^32. */
    public CallData uint32(long value) {
        arguments.add(new Uint32(value));
        return this;
    }

    public CallData uint8(int value) {
        arguments.add(new Uint8(value));
        return this;
    }

    /** To be sent by whoever holds a key. */
    UnsignedCall to(Address contract) {
        List<UnsignedCall.Argument> named =
                arguments.stream().map(CallData::named).toList();
        String types = named.stream().map(UnsignedCall.Argument::type).collect(Collectors.joining(","));
        return new UnsignedCall(new ViewCall(contract, encode()), function + "(" + types + ")", named);
    }

    private static UnsignedCall.Argument named(Type<?> argument) {
        Object value = argument.getValue();
        return new UnsignedCall.Argument(
                argument.getTypeAsString(), value instanceof byte[] bytes ? Hex.of(bytes) : value.toString());
    }

    /** Selector and arguments. */
    public byte[] encode() {
        return Hex.bytes(FunctionEncoder.encode(new Function(function, arguments, List.of())));
    }

    /** The arguments alone, as {@code abi.encode} lays them out. */
    byte[] arguments() {
        return Hex.bytes("0x" + FunctionEncoder.encodeConstructor(arguments));
    }
}
