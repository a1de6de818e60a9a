package dev.morlens.chain.error;

/** The endpoint serves another chain than the one it is configured for. */
public final class WrongChainException extends RefusedByNodeException {

    public WrongChainException(String endpoint, long expected, long got) {
        super("expected a node of chain id %d at %s, got one of chain id %d: check the RPC URL of this network"
                .formatted(expected, endpoint, got));
    }
}
