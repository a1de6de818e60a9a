package dev.morlens.chain.abi;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * Data as a row of 32-byte words, read by their index from 0. Every read refuses a word that its type cannot hold.
 *
 * <p>Read by hand, because data may be hostile: web3j's decoder allocates whatever length an array claims (the test of
 * huge arrays ran it out of memory), and goes through text and reflection for each word, which a backfill of millions
 * of transfers would feel.
 */
public record AbiWords(byte[] data) {

    public static final int BYTES = 32;

    /**
     * The last instant that we tell apart. A contract's {@code uint128} time may lie beyond every calendar ("never
     * expires"): all those read as this one.
     */
    public static final Instant FAR_FUTURE = Instant.parse("9999-12-31T23:59:59Z");

    private static final byte[] ZEROS = new byte[BYTES];

    private static final BigInteger UINT128_LIMIT = BigInteger.ONE.shiftLeft(128);

    /** An {@code address}; refused if any of the upper 12 bytes is set. */
    public Address address(int index) {
        int offset = offset(index);
        if (!zero(offset, offset + BYTES - Address.BYTES)) {
            throw new UnreadableException(
                    "expected an address in word %d, its upper 12 bytes 0, got %s".formatted(index, hash(index)));
        }
        return Address.fromWord(data, offset);
    }

    /** A {@code uint256} amount. */
    public Wei wei(int index) {
        return Wei.fromWord(data, offset(index));
    }

    /** A {@code bytes32}. */
    public Hash hash(int index) {
        return Hash.at(data, offset(index));
    }

    /** A {@code uint128} of seconds since 1970; refused if larger than its type, {@link #FAR_FUTURE} at most. */
    public Instant instant(int index) {
        BigInteger seconds = wei(index).value();
        if (seconds.compareTo(UINT128_LIMIT) >= 0) {
            throw new UnreadableException("expected a uint128 time in word %d, got %s".formatted(index, hash(index)));
        }
        BigInteger last = BigInteger.valueOf(FAR_FUTURE.getEpochSecond());
        return Instant.ofEpochSecond(seconds.min(last).longValue());
    }

    /** A number that is used as a size or a small value: 0 to {@code max}. */
    public int number(int index, int max) {
        int offset = offset(index);
        int low = ByteBuffer.wrap(data).getInt(offset + BYTES - Integer.BYTES);
        if (!zero(offset, offset + BYTES - Integer.BYTES) || low < 0 || low > max) {
            throw new UnreadableException(
                    "expected a number of at most %d in word %d, got %s".formatted(max, index, hash(index)));
        }
        return low;
    }

    /** A {@code uint32}. */
    public long uint32(int index) {
        int offset = offset(index);
        if (!zero(offset, offset + BYTES - Integer.BYTES)) {
            throw new UnreadableException("expected a uint32 in word %d, got %s".formatted(index, hash(index)));
        }
        return Integer.toUnsignedLong(ByteBuffer.wrap(data).getInt(offset + BYTES - Integer.BYTES));
    }

    /** An {@code int64}; refused unless its sign fills the upper 24 bytes. */
    public long int64(int index) {
        BigInteger value = new BigInteger(data, offset(index), BYTES);
        if (value.bitLength() >= Long.SIZE) {
            throw new UnreadableException("expected an int64 in word %d, got %s".formatted(index, hash(index)));
        }
        return value.longValue();
    }

    public boolean bool(int index) {
        return number(index, 1) == 1;
    }

    /** A {@code bytes4}; refused if any of the lower 28 bytes is set. */
    public int selector(int index) {
        int offset = offset(index);
        if (!zero(offset + Integer.BYTES, offset + BYTES)) {
            throw new UnreadableException("expected a bytes4 in word %d, got %s".formatted(index, hash(index)));
        }
        return ByteBuffer.wrap(data).getInt(offset);
    }

    /**
     * Where a dynamic value lies: the index of its first word.
     *
     * @param index the word with its offset in bytes
     * @param base the word from which the offset counts
     */
    public int target(int index, int base) {
        int offset = number(index, data.length);
        if (offset % BYTES != 0) {
            throw new UnreadableException(
                    "expected an offset of whole words in word %d, got %d".formatted(index, offset));
        }
        return base + offset / BYTES;
    }

    /**
     * The content of a {@code bytes} or {@code string} that lies there whole.
     *
     * @param at the word of its length
     */
    public byte[] bytes(int at) {
        int length = number(at, data.length);
        int from = (at + 1) * BYTES;
        if (length > data.length - from) {
            throw new UnreadableException(
                    "expected %d bytes after word %d, got %d of data in all".formatted(length, at, data.length));
        }
        return Arrays.copyOfRange(data, from, from + length);
    }

    public int count() {
        return data.length / BYTES;
    }

    private boolean zero(int from, int to) {
        return Arrays.mismatch(data, from, to, ZEROS, 0, to - from) < 0;
    }

    private int offset(int index) {
        if (index < 0 || index >= count()) {
            throw new UnreadableException(
                    "expected at least %d words of data, got %d bytes".formatted(index + 1, data.length));
        }
        return index * BYTES;
    }
}
