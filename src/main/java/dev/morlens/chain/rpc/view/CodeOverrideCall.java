package dev.morlens.chain.rpc.view;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.rpc.answer.ProviderMessages;
import dev.morlens.chain.rpc.answer.ProviderMessages.Meaning;
import dev.morlens.chain.rpc.answer.RpcError;
import dev.morlens.chain.rpc.answer.RpcErrorClassifier;
import dev.morlens.chain.rpc.json.JsonParams;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code eth_call} with code in place of what its contract has: the third parameter, the state override set, as Geth
 * introduced it (ethereum/go-ethereum#19917) and most clients have it. Storage stays what it is.
 */
final class CodeOverrideCall {

    private CodeOverrideCall() {}

    /** The parameters of a call that finds that code where it goes. */
    static List<?> params(BlockId at, ViewCall viewCall, String code) {
        return List.of(
                JsonParams.call(viewCall),
                JsonParams.block(at),
                Map.of(viewCall.to().toString(), Map.of("code", code)));
    }

    /**
     * What an endpoint has against such a call, in its words. It may be anything: words and codes differ, and some answer with
     * what the contract's own code says.
     *
     * @throws NodeException if the same would have been said to any call: too often, or no such block
     */
    static String objection(BlockId at, String method, RpcError error) {
        NodeException why = RpcErrorClassifier.at(at, method, error);
        boolean busy = why instanceof TemporaryNodeException temporary && temporary.trouble() == Trouble.BUSY;
        boolean noBlock = ProviderMessages.meaning(error).equals(Optional.of(Meaning.UNKNOWN_BLOCK));
        if (busy || noBlock || RpcErrorClassifier.isGone(error)) {
            throw why;
        }
        return error.toString();
    }
}
