package dev.morlens.chain.rpc.answer;

import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import java.util.Optional;
import java.util.Set;

/**
 * What an HTTP status of failure means where the words with it do not say. 402 comes from dRPC and GetBlock where a plan is
 * used up (enviodev/hyperindex#715, reown-com/blockchain-api#791).
 */
final class HttpStatuses {

    private static final int REDIRECT = 300;

    /** Bad request, body too large, unprocessable: another question may be answered. */
    private static final Set<Integer> IN_THE_QUESTION = Set.of(400, 413, 422);

    private static final int UNAUTHORIZED = 401;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;
    private static final int TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int UNKNOWN_METHOD = -32601;

    private HttpStatuses() {}

    /** Empty where the status says nothing, or nothing that an error's code does not say better. */
    static Optional<Trouble> trouble(RpcError error) {
        int status = error.status();
        if (status == TOO_MANY) {
            return Optional.of(Trouble.BUSY);
        }
        boolean forbidden = status == FORBIDDEN && error.code() != UNKNOWN_METHOD;
        if (status == UNAUTHORIZED || status == PAYMENT_REQUIRED || forbidden) {
            return Optional.of(Trouble.NO_ACCESS);
        }
        if (!error.hasStatus() || error.code() != 0 || IN_THE_QUESTION.contains(status)) {
            return Optional.empty();
        }
        if (status >= SERVER_ERROR || status == TIMEOUT || status == TOO_EARLY) {
            return Optional.of(Trouble.BROKEN);
        }
        // Nothing is served at this address, or not to us: whatever is asked.
        return status >= REDIRECT ? Optional.of(Trouble.NO_ACCESS) : Optional.empty();
    }
}
