package dev.morlens.chain.value;

import java.nio.ByteBuffer;

/**
 * Thirty-two bytes that name something: a block, a transaction, a topic, a bid or a model. Held as four numbers, most
 * significant first.
 */
public record Hash(long a, long b, long c, long d) implements Comparable<Hash> {

    public static final int BYTES = 32;

    public static final Hash ZERO = new Hash(0, 0, 0, 0);

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("expected a hash of 32 bytes, got " + bytes.length);
        }
        return at(bytes, 0);
    }

    /** @throws IllegalArgumentException unless it is {@code 0x} and 64 hexadecimal digits */
    public static Hash of(String text) {
        return at(Hex.exactly(text, BYTES, "a hash"), 0);
    }

    /** The 32-byte word at an offset of some data. */
    public static Hash at(byte[] data, int offset) {
        ByteBuffer from = ByteBuffer.wrap(data, offset, BYTES);
        return new Hash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    @Override
    public int compareTo(Hash other) {
        int byA = Long.compareUnsigned(a, other.a);
        int byB = byA != 0 ? byA : Long.compareUnsigned(b, other.b);
        int byC = byB != 0 ? byB : Long.compareUnsigned(c, other.c);
        return byC != 0 ? byC : Long.compareUnsigned(d, other.d);
    }

    /** {@code 0x} and 64 lower-case digits. */
    @Override
    public String toString() {
        return Hex.of(bytes());
    }
}
