package dev.morlens.testing.replay.view;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;

/** The arguments of a call, as hexadecimal words behind the selector. */
record CallWords(String hex) {

    int number(int word) {
        return Integer.parseInt(text(word).substring(48), 16);
    }

    Address address(int word) {
        return Address.of("0x" + text(word).substring(24));
    }

    Hash hash(int word) {
        return Hash.of("0x" + text(word));
    }

    java.math.BigInteger wei(int word) {
        return new java.math.BigInteger(text(word), 16);
    }

    private String text(int word) {
        return hex.substring(64 * word, 64 * word + 64);
    }
}
