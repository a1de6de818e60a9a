package dev.morlens.chain.abi;

/** Data is not what the ABI of its contract prescribes; the message says what was expected and what came. */
public final class UnreadableException extends RuntimeException {

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
