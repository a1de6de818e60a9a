package dev.morlens.protocol.call;

import dev.morlens.chain.value.Address;
import dev.morlens.protocol.event.SessionId;

/** Transactions of the Diamond's session router, unsigned (docs/protocol.md, P28 to P31). */
public record SessionCalls(Address diamond) {

    /** Most rows that one claim can take: its count is a uint8. */
    public static final int MOST_ITERATIONS = 255;

    /** Ends a session; the receipt says of which. */
    public UnsignedCall closeSession(SignedReceipt receipt) {
        return call(CallData.of("closeSession").bytes(receipt.receipt()).bytes(receipt.signature()));
    }

    /**
     * Takes released hold rows, scanned from the array's end (docs/protocol.md, P15 and P19).
     *
     * @param iterations 1 to {@link #MOST_ITERATIONS}
     */
    public UnsignedCall withdrawUserStakes(Address user, int iterations) {
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException(
                    "expected 1 to %d iterations, got %d".formatted(MOST_ITERATIONS, iterations));
        }
        return call(CallData.of("withdrawUserStakes").address(user).uint8(iterations));
    }

    /** By anybody, in the pool version only, from a grace after the session's end on. */
    public UnsignedCall settleExpiredSession(SessionId id) {
        return call(CallData.of("settleExpiredSession").bytes32(id.hash()));
    }

    /** Pays the bid's provider what a session that is closed or past its end still owes it. */
    public UnsignedCall claimForProvider(SessionId id) {
        return call(CallData.of("claimForProvider").bytes32(id.hash()));
    }

    private UnsignedCall call(CallData data) {
        return data.to(diamond);
    }
}
