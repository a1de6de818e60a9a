package dev.morlens.chain.rpc;

import dev.morlens.chain.TemporaryNodeException;
import org.web3j.protocol.ObjectMapperFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * A reply in a batch of different questions, which web3j can only read as if all were of one kind.
 *
 * @param result as maps and lists; null where the node has no such thing
 * @param error or null
 */
record RawReply(String method, Object result, RpcError error) {

    /** web3j 6.0.0 makes a new one each time it is asked, and what a new one learns of a type takes milliseconds. */
    static final ObjectMapper MAPPER = ObjectMapperFactory.getObjectMapper();

    static RawReply of(Reply<Object> reply) {
        return new RawReply(reply.method(), reply.result(), reply.error());
    }

    <T> Reply<T> read(Class<T> type) {
        try {
            return new Reply<>(method, MAPPER.convertValue(result, type), error);
        } catch (IllegalArgumentException | JacksonException e) {
            throw new TemporaryNodeException(
                    method + ": malformed answer (" + Fields.brief(String.valueOf(e.getMessage())) + ")", e);
        }
    }
}
