package dev.morlens.protocol.abi;

import dev.morlens.chain.Call;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.abi.Words;
import dev.morlens.chain.value.Address;
import java.util.function.Function;

/**
 * A view to call and how its answer reads.
 *
 * @param name the function's, for messages
 */
public record View<T>(String name, Call call, Function<Words, T> reader) {

    static <T> View<T> of(Address contract, CallData data, String name, Function<Words, T> reader) {
        return of(contract, data.encode(), name, reader);
    }

    /** @param data selector and arguments */
    static <T> View<T> of(Address contract, byte[] data, String name, Function<Words, T> reader) {
        return new View<>(name, new Call(contract, data), reader);
    }

    /** @throws UnreadableException if the data is not what this function returns */
    public T read(byte[] returned) {
        return reader.apply(new Words(returned));
    }
}
