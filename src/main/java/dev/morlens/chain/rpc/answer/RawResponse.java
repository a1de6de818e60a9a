package dev.morlens.chain.rpc.answer;

import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.rpc.json.JsonFields;
import org.web3j.protocol.ObjectMapperFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * A reply in a batch of different questions, which web3j can only read as if all were of one kind.
 *
 * @param result as maps and lists; null where the node has no such thing
 * @param error or null
 */
public record RawResponse(String method, Object result, RpcError error) {

    /** web3j 6.0.0 makes a new one each time it is asked, and what a new one learns of a type takes milliseconds. */
    public static final ObjectMapper MAPPER = ObjectMapperFactory.getObjectMapper();

    public static RawResponse of(RpcResponse<Object> rpcResponse) {
        return new RawResponse(rpcResponse.method(), rpcResponse.result(), rpcResponse.error());
    }

    public <T> RpcResponse<T> read(Class<T> type) {
        try {
            return new RpcResponse<>(method, MAPPER.convertValue(result, type), error);
        } catch (IllegalArgumentException | JacksonException e) {
            throw new TemporaryNodeException(
                    method + ": malformed answer (" + JsonFields.brief(String.valueOf(e.getMessage())) + ")", e);
        }
    }
}
