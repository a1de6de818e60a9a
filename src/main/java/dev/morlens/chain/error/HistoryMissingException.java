package dev.morlens.chain.error;

/** The endpoint does not keep what was asked for, because it is too old: another endpoint may. */
public final class HistoryMissingException extends RefusedByNodeException {

    public HistoryMissingException(String message) {
        super(message);
    }
}
