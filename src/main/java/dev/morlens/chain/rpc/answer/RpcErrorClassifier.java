package dev.morlens.chain.rpc.answer;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.RangeTooLargeException.Reason;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.rpc.answer.ProviderMessages.Meaning;
import dev.morlens.chain.rpc.answer.ProviderMessages.ProviderMatch;
import dev.morlens.chain.value.BlockRange;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts errors into those worth asking again and those not: by code, and by message only where codes mean nothing. */
public final class RpcErrorClassifier {

    /** Invalid request, unknown method, invalid parameters, unsupported method version (EIP-1474), answer too large. */
    private static final Set<Integer> REFUSALS = Set.of(-32600, -32601, -32602, -32604, RpcError.ANSWER_TOO_LARGE);

    /** QuickNode's for a log range. */
    private static final int TOO_MANY_BLOCKS = -32614;

    /** proxyd's (Base) and jsonrpsee's (Reth) for too large an answer. */
    private static final Set<Integer> TOO_MUCH = Set.of(-32020, RpcError.ANSWER_TOO_LARGE);

    /**
     * Limit exceeded (EIP-1474); QuickNode's (erpc/erpc:thirdparty/quicknode.go) and proxyd's (infra:proxyd/backend.go); and
     * the HTTP status, which Alchemy repeats as a code.
     */
    private static final Set<Integer> TOO_OFTEN = Set.of(-32005, -32007, -32009, -32012, -32016, -32017, 429);

    /** HTTP statuses, which some repeat as codes (https://chainnodes.org/docs/FAQs/error_codes). */
    private static final Set<Integer> WITHOUT_ACCESS = Set.of(401, 402, 403);

    /** Of EIP-4444: the node dropped what is so old. */
    private static final int PRUNED = 4444;

    /**
     * Of {@code eth_simulateV1} (execution-apis): block numbers or times out of order, too many blocks, and what clients
     * without override of time say.
     */
    private static final Set<Integer> SIMULATION_CODES = Set.of(-38020, -38021, -38026);

    private static final int REVERTED = 3;
    private static final int UNKNOWN_METHOD = -32601;
    private static final int BODY_TOO_LARGE = 413;

    /** Infura's: gochain/web3#180. */
    private static final Pattern BACK_OFF = Pattern.compile("\"backoff_seconds\":\\s*(\\d{1,5})");

    private RpcErrorClassifier() {}

    public static NodeException of(String method, RpcError error) {
        String message = method + ": " + error;
        Optional<Trouble> trouble = trouble(error);
        return trouble.isEmpty()
                ? new RefusedByNodeException(message)
                : new TemporaryNodeException(trouble.get(), message, retryAfter(error));
    }

    /** Empty if the same question will be refused again, and others may not. */
    private static Optional<Trouble> trouble(RpcError error) {
        Optional<Meaning> meaning = ProviderMessages.meaning(error);
        if (meaning.isPresent()) {
            switch (meaning.get()) {
                case LOGS_GONE,
                        STATE_GONE,
                        BATCH_TOO_LARGE,
                        CALL_TOO_LARGE,
                        METHOD_NOT_OFFERED,
                        PARAMETER_REFUSED,
                        NOT_SIMULATED -> {
                    return Optional.empty();
                }
                case NO_ACCESS -> {
                    return Optional.of(Trouble.NO_ACCESS);
                }
                case TOO_OFTEN -> {
                    return Optional.of(Trouble.BUSY);
                }
                case UNKNOWN_BLOCK -> {
                    // Another replica, or this one a moment later, has it.
                    return Optional.of(Trouble.FAULT);
                }
                default -> {
                    // The code tells.
                }
            }
        }
        return error.code() == PRUNED
                ? Optional.empty()
                : HttpStatuses.trouble(error).or(() -> byCode(error));
    }

    private static Optional<Trouble> byCode(RpcError error) {
        if (TOO_OFTEN.contains(error.code())) {
            return Optional.of(Trouble.BUSY);
        }
        if (WITHOUT_ACCESS.contains(error.code())) {
            return Optional.of(Trouble.NO_ACCESS);
        }
        boolean refused = isRefusal(error) || error.code() == 0 && error.hasStatus();
        return refused ? Optional.empty() : Optional.of(Trouble.FAULT);
    }

    private static Duration retryAfter(RpcError error) {
        if (error.retryAfter() != null) {
            return error.retryAfter();
        }
        Matcher words = BACK_OFF.matcher(error.data());
        long seconds = words.find() ? Long.parseLong(words.group(1)) : 0;
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }

    /** A block named by its hash that is not there will not come; one named otherwise may, at a lagging replica. */
    public static NodeException at(BlockId block, String method, RpcError error) {
        return means(error, Meaning.UNKNOWN_BLOCK) && block instanceof BlockId.Hashed hashed
                ? new UnknownBlockException("%s at block %s: %s".formatted(method, hashed.hash(), error))
                : of(method, error);
    }

    /** @param isRecent whether the node may not have all of the blocks yet */
    public static NodeException ofLogs(BlockRange range, RpcError error, boolean isRecent) {
        String message = "eth_getLogs of blocks " + range + ": " + error;
        Optional<ProviderMatch> found = ProviderMessages.find(error);
        Optional<Reason> tooLarge = tooLarge(error, found.map(ProviderMatch::meaning))
                // One block that takes too long may do so at this time only.
                .filter(reason -> reason != Reason.UNSAID || range.size() > 1);
        if (tooLarge.isPresent()) {
            OptionalLong cap = found.map(ProviderMatch::cap).orElse(OptionalLong.empty());
            return new RangeTooLargeException(
                    range, tooLarge.get(), cap, ProviderMessages.suggestedBlocks(error), message);
        }
        if (isGone(error)) {
            return new HistoryMissingException(message);
        }
        return isRecent && means(error, Meaning.UNKNOWN_BLOCK)
                ? new UnknownBlockException(message)
                : of("eth_getLogs of blocks " + range, error);
    }

    /** Words are more exact than codes: the same code stands for a range, a rate, and a block that is not there. */
    private static Optional<Reason> tooLarge(RpcError error, Optional<Meaning> meaning) {
        if (meaning.isPresent()) {
            return switch (meaning.get()) {
                case TOO_MANY_BLOCKS -> Optional.of(Reason.BLOCKS);
                case TOO_MANY_RESULTS -> Optional.of(Reason.RESULTS);
                case TIMED_OUT -> Optional.of(Reason.UNSAID);
                default -> Optional.empty();
            };
        }
        if (error.code() == TOO_MANY_BLOCKS) {
            return Optional.of(Reason.BLOCKS);
        }
        return isTooMuch(error) ? Optional.of(Reason.RESULTS) : Optional.empty();
    }

    /** Whether what was asked for is so old that the node does not keep it. */
    public static boolean isGone(RpcError error) {
        return error.code() == PRUNED || means(error, Meaning.LOGS_GONE) || means(error, Meaning.STATE_GONE);
    }

    public static boolean isRefusal(RpcError error) {
        return REFUSALS.contains(error.code()) || means(error, Meaning.METHOD_NOT_OFFERED);
    }

    /** Whether neither the words nor the code say what is the matter. */
    public static boolean isUnknown(RpcError error) {
        boolean knownCode = error.code() == REVERTED
                || error.code() == PRUNED
                || error.code() == TOO_MANY_BLOCKS
                || error.code() == UNKNOWN_METHOD
                || TOO_MUCH.contains(error.code())
                || SIMULATION_CODES.contains(error.code())
                || error.code() == 0 && HttpStatuses.trouble(error).isPresent();
        return !knownCode && ProviderMessages.meaning(error).isEmpty();
    }

    /** Whether the endpoint does not simulate at all, or not several blocks in sequence. */
    public static boolean isNoSimulation(RpcError error) {
        return error.code() == UNKNOWN_METHOD
                || SIMULATION_CODES.contains(error.code())
                || means(error, Meaning.METHOD_NOT_OFFERED)
                || means(error, Meaning.NOT_SIMULATED);
    }

    /** Whether the answer, or what makes it, is larger than node or we allow. */
    public static boolean isTooMuch(RpcError error) {
        return TOO_MUCH.contains(error.code())
                || error.status() == BODY_TOO_LARGE
                        && ProviderMessages.meaning(error).isEmpty()
                || means(error, Meaning.TOO_COSTLY);
    }

    public static boolean isBatchTooLarge(RpcError error) {
        return means(error, Meaning.BATCH_TOO_LARGE);
    }

    /** Whether the node refused to begin the call, because it is larger than it allows. */
    public static boolean isCallTooLarge(RpcError error) {
        return means(error, Meaning.CALL_TOO_LARGE);
    }

    /** Whether smaller calls may each be answered where this one was not. */
    public static boolean isTooMuchAtOnce(RpcError error) {
        return isTooMuch(error) || isCallTooLarge(error) || means(error, Meaning.TIMED_OUT);
    }

    public static boolean isRevert(RpcError error) {
        return error.code() == REVERTED || means(error, Meaning.REVERTED);
    }

    private static boolean means(RpcError error, Meaning meaning) {
        return ProviderMessages.meaning(error).equals(Optional.of(meaning));
    }
}
