package dev.morlens.chain.rpc;

import java.io.IOException;

/** An answer has more bytes than we read. */
final class AnswerTooLargeException extends IOException {

    AnswerTooLargeException(String message) {
        super(message);
    }
}
