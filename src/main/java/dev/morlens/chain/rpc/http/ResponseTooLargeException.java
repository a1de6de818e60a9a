package dev.morlens.chain.rpc.http;

import java.io.IOException;

/** An answer has more bytes than we read. */
final class ResponseTooLargeException extends IOException {

    ResponseTooLargeException(String message) {
        super(message);
    }
}
