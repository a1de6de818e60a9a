package dev.morlens.chain.rpc;

import java.io.IOException;
import java.time.Duration;

/** The endpoint answered with an HTTP status of failure and no JSON-RPC. */
final class HttpStatusException extends IOException {

    private static final int TOO_EARLY = 425;

    private final int status;
    private final transient Duration retryAfter;

    /** @param retryAfter or null */
    HttpStatusException(int status, Duration retryAfter) {
        super("HTTP status " + status);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    /** Null where the endpoint does not say. */
    Duration retryAfter() {
        return retryAfter;
    }

    boolean isTemporary() {
        return status >= 500 || status == 408 || status == TOO_EARLY || status == 429;
    }
}
