package dev.morlens.chain.value;

import java.util.Arrays;
import org.web3j.crypto.Hash;

/** The bloom filter of a block's logs (Ethereum yellow paper, 4.4.1): says "certainly not" or "perhaps". */
public final class LogsBloom {

    private static final int BYTES = 256;

    private final byte[] bits;

    /** @throws IllegalArgumentException unless there are 256 bytes */
    public LogsBloom(byte[] bits) {
        if (bits.length != BYTES) {
            throw new IllegalArgumentException("expected a logs bloom of 256 bytes, got " + bits.length);
        }
        this.bits = bits.clone();
    }

    /** False only if no log of this block comes from that address. */
    public boolean mayHold(Address address) {
        byte[] hash = Hash.sha3(address.bytes());
        for (int i = 0; i < 6; i += 2) {
            int bit = ((hash[i] & 0xff) << 8 | hash[i + 1] & 0xff) & 2047;
            if ((bits[BYTES - 1 - bit / 8] >> bit % 8 & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /** All 256 bytes, most significant first. */
    public byte[] bytes() {
        return bits.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogsBloom bloom && Arrays.equals(bits, bloom.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
