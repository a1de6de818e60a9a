package dev.morlens.testing.chain;

import org.web3j.crypto.Hash;

/** Sets the bits of logs as a node does (Ethereum yellow paper, 4.4.1). */
final class BloomBuilder {

    private final byte[] bits = new byte[256];

    void add(Emitted log) {
        set(log.address().bytes());
        log.topics().forEach(topic -> set(topic.bytes()));
    }

    byte[] bits() {
        return bits;
    }

    private void set(byte[] item) {
        byte[] hash = Hash.sha3(item);
        for (int i = 0; i < 6; i += 2) {
            int bit = ((hash[i] & 0xff) << 8 | hash[i + 1] & 0xff) & 2047;
            bits[bits.length - 1 - bit / 8] |= (byte) (1 << bit % 8);
        }
    }
}
