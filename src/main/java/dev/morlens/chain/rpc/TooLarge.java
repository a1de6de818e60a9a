package dev.morlens.chain.rpc;

/** Carries an answer that we refused to read out of the exchange. */
final class TooLarge extends RuntimeException {

    private final transient RpcError error;

    TooLarge(RpcError error, Throwable cause) {
        super(error.message(), cause);
        this.error = error;
    }

    RpcError error() {
        return error;
    }
}
