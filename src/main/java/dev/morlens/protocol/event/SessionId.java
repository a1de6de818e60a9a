package dev.morlens.protocol.event;

import dev.morlens.chain.value.Hash;

/**
 * A session's name on chain: {@code keccak256(user, provider, bidId, nonce)}. After a reorganisation the same id can be
 * opened again with other facts (docs/protocol.md, P9).
 */
public record SessionId(Hash hash) implements Comparable<SessionId> {

    /** @throws IllegalArgumentException unless it is {@code 0x} and 64 hexadecimal digits */
    public static SessionId of(String text) {
        return new SessionId(Hash.of(text));
    }

    @Override
    public int compareTo(SessionId other) {
        return hash.compareTo(other.hash);
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
