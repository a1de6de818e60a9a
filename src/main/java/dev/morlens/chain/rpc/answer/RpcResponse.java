package dev.morlens.chain.rpc.answer;

import dev.morlens.chain.BlockId;
import java.util.function.Function;

/**
 * One question's answer: a result, which is null where the node has no such thing, or an error.
 *
 * @param method asked
 * @param error or null
 */
public record RpcResponse<T>(String method, T result, RpcError error) {

    public boolean failed() {
        return error != null;
    }

    /** The same with another form of the result, if there is one. */
    public <U> RpcResponse<U> map(Function<T, U> form) {
        return new RpcResponse<>(method, result == null ? null : form.apply(result), error);
    }

    /** The result, or the error as an exception of a question about that block. */
    public T orThrow(BlockId at) {
        if (failed()) {
            throw RpcErrorClassifier.at(at, method, error);
        }
        return result;
    }

    /** The result, or the error as an exception. */
    public T orThrow() {
        if (failed()) {
            throw RpcErrorClassifier.of(method, error);
        }
        return result;
    }
}
