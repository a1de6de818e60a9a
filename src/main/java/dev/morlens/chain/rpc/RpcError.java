package dev.morlens.chain.rpc;

import org.web3j.protocol.core.Response;

/**
 * An error that a node answered with.
 *
 * @param data more of it as JSON, or empty
 */
record RpcError(int code, String message, String data) {

    /** What jsonrpsee-based nodes answer themselves where an answer exceeds their bound; we do so where it exceeds ours. */
    static final int ANSWER_TOO_LARGE = -32008;

    static RpcError of(Response.Error error) {
        return new RpcError(error.getCode(), text(error.getMessage()), text(error.getData()));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        return "error " + code + " '" + Fields.brief(message) + "'";
    }
}
