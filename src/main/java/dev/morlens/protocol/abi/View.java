package dev.morlens.protocol.abi;

import dev.morlens.chain.ViewCall;
import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.value.Address;
import dev.morlens.protocol.call.CallData;
import java.util.function.Function;

/**
 * A view to call and how its answer reads.
 *
 * @param name the function's, for messages
 */
public record View<T>(String name, ViewCall call, Function<AbiWords, T> reader) {

    static <T> View<T> of(Address contract, CallData data, String name, Function<AbiWords, T> reader) {
        return of(contract, data.encode(), name, reader);
    }

    /** @param data selector and arguments */
    static <T> View<T> of(Address contract, byte[] data, String name, Function<AbiWords, T> reader) {
        return new View<>(name, new ViewCall(contract, data), reader);
    }

    /** @throws UnreadableException if the data is not what this function returns */
    public T read(byte[] returned) {
        return reader.apply(new AbiWords(returned));
    }
}
