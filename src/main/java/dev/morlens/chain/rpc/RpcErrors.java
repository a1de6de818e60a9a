package dev.morlens.chain.rpc;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.NodeException;
import dev.morlens.chain.RangeTooLargeException;
import dev.morlens.chain.RefusedByNodeException;
import dev.morlens.chain.TemporaryNodeException;
import dev.morlens.chain.UnknownBlockException;
import dev.morlens.chain.rpc.ProviderMessages.Meaning;
import dev.morlens.chain.value.BlockRange;
import java.util.Optional;
import java.util.Set;

/** Sorts errors into those worth asking again and those not: by code, and by message only where codes mean nothing. */
final class RpcErrors {

    /** Invalid request, unknown method, invalid parameters, unsupported method version (EIP-1474), answer too large. */
    private static final Set<Integer> REFUSALS = Set.of(-32600, -32601, -32602, -32604, RpcError.ANSWER_TOO_LARGE);

    /** QuickNode's for a log range; proxyd's (Base) and jsonrpsee's (Reth) for too large an answer. */
    private static final Set<Integer> RANGE_CODES = Set.of(-32614, -32020, RpcError.ANSWER_TOO_LARGE);

    /**
     * Of {@code eth_simulateV1} (execution-apis): block numbers or times out of order, too many blocks, and what clients
     * without override of time say.
     */
    private static final Set<Integer> SIMULATION_CODES = Set.of(-38020, -38021, -38026);

    private static final int REVERTED = 3;
    private static final int UNKNOWN_METHOD = -32601;

    private RpcErrors() {}

    static NodeException of(String method, RpcError error) {
        String message = method + ": " + error;
        boolean gone = ProviderMessages.meaning(error).equals(Optional.of(Meaning.STATE_GONE));
        return gone || isRefusal(error) ? new RefusedByNodeException(message) : new TemporaryNodeException(message);
    }

    /** A block named by its hash that is not there will not come; one named otherwise may, at a lagging replica. */
    static NodeException at(BlockId block, String method, RpcError error) {
        boolean unknown = ProviderMessages.meaning(error).equals(Optional.of(Meaning.UNKNOWN_BLOCK));
        return unknown && block instanceof BlockId.Hashed hashed
                ? new UnknownBlockException("%s at block %s: %s".formatted(method, hashed.hash(), error))
                : of(method, error);
    }

    static NodeException ofLogs(BlockRange range, RpcError error) {
        boolean tooLarge = RANGE_CODES.contains(error.code())
                || ProviderMessages.meaning(error).equals(Optional.of(Meaning.RANGE_TOO_LARGE));
        return tooLarge
                ? new RangeTooLargeException(range, "eth_getLogs of blocks " + range + ": " + error)
                : of("eth_getLogs of blocks " + range, error);
    }

    static boolean isRefusal(RpcError error) {
        return REFUSALS.contains(error.code());
    }

    static boolean isUnknownMethod(RpcError error) {
        return error.code() == UNKNOWN_METHOD;
    }

    /** Whether the endpoint does not simulate at all, or not several blocks in sequence. */
    static boolean isNoSimulation(RpcError error) {
        return isUnknownMethod(error)
                || SIMULATION_CODES.contains(error.code())
                || ProviderMessages.meaning(error).equals(Optional.of(Meaning.METHOD_NOT_OFFERED));
    }

    /** Whether the answer, or what makes it, is larger than node or we allow. */
    static boolean isTooMuch(RpcError error) {
        return RANGE_CODES.contains(error.code())
                || ProviderMessages.meaning(error).equals(Optional.of(Meaning.TOO_COSTLY));
    }

    /** Whether the node refused to begin the call, because it is larger than it allows. */
    static boolean isCallTooLarge(RpcError error) {
        return ProviderMessages.meaning(error).equals(Optional.of(Meaning.CALL_TOO_LARGE));
    }

    /** Whether smaller calls may each be answered where this one was not. */
    static boolean isTooMuchAtOnce(RpcError error) {
        return isTooMuch(error)
                || isCallTooLarge(error)
                || ProviderMessages.meaning(error).equals(Optional.of(Meaning.TIMED_OUT));
    }

    static boolean isRevert(RpcError error) {
        return error.code() == REVERTED || ProviderMessages.meaning(error).equals(Optional.of(Meaning.REVERTED));
    }
}
