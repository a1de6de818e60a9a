package dev.morlens.chain.rpc;

import dev.morlens.chain.BlockId;
import java.util.function.Function;

/**
 * One question's answer: a result, which is null where the node has no such thing, or an error.
 *
 * @param method asked
 * @param error or null
 */
record Reply<T>(String method, T result, RpcError error) {

    boolean failed() {
        return error != null;
    }

    /** The same with another form of the result, if there is one. */
    <U> Reply<U> map(Function<T, U> form) {
        return new Reply<>(method, result == null ? null : form.apply(result), error);
    }

    /** The result, or the error as an exception of a question about that block. */
    T orThrow(BlockId at) {
        if (failed()) {
            throw RpcErrors.at(at, method, error);
        }
        return result;
    }

    /** The result, or the error as an exception. */
    T orThrow() {
        if (failed()) {
            throw RpcErrors.of(method, error);
        }
        return result;
    }
}
