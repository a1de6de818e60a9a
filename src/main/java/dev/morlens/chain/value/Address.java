package dev.morlens.chain.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.web3j.crypto.Hash;

/**
 * An account of the chain: 20 bytes, held as three numbers so that equality, hashing and order cost nothing.
 *
 * @param high bytes 0 to 7
 * @param middle bytes 8 to 15
 * @param low bytes 16 to 19
 */
public record Address(long high, long middle, int low) implements Comparable<Address> {

    public static final int BYTES = 20;

    /** The address that mints and burns: {@code 0x0}. */
    public static final Address ZERO = new Address(0, 0, 0);

    /** @throws IllegalArgumentException unless there are 20 bytes */
    public static Address of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("expected an address of 20 bytes, got " + bytes.length);
        }
        return read(ByteBuffer.wrap(bytes));
    }

    /**
     * Reads an address of any case without looking at its checksum, as a node writes it.
     *
     * @throws IllegalArgumentException unless it is {@code 0x} and 40 hexadecimal digits
     */
    public static Address of(String text) {
        return read(ByteBuffer.wrap(Hex.exactly(text, BYTES, "an address")));
    }

    /**
     * Reads an address that a person typed: any case, but a mixed-case one must carry the right checksum (EIP-55).
     *
     * @throws IllegalArgumentException if it is no address or its checksum is wrong
     */
    public static Address checked(String text) {
        Address address = of(text);
        String digits = text.substring(2);
        boolean mixed =
                !digits.equals(digits.toLowerCase(Locale.ROOT)) && !digits.equals(digits.toUpperCase(Locale.ROOT));
        if (mixed && !address.checksummed().equals(text)) {
            throw new IllegalArgumentException(
                    "the checksum of this address is wrong: a letter was mistyped or changed its case; got '" + text
                            + "'. Copy it again, or write it in lower case if you are sure");
        }
        return address;
    }

    /** The address in the last 20 bytes of a 32-byte word, as topics and ABI words hold it; the first 12 are ignored. */
    public static Address fromWord(byte[] data, int offset) {
        return read(ByteBuffer.wrap(data, offset + 12, BYTES));
    }

    private static Address read(ByteBuffer from) {
        return new Address(from.getLong(), from.getLong(), from.getInt());
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(high)
                .putLong(middle)
                .putInt(low)
                .array();
    }

    /** With the mixed-case checksum of EIP-55, as it is shown. */
    public String checksummed() {
        String digits = toString().substring(2);
        byte[] hash = Hash.sha3(digits.getBytes(StandardCharsets.US_ASCII));
        StringBuilder out = new StringBuilder("0x");
        for (int i = 0; i < digits.length(); i++) {
            int nibble = i % 2 == 0 ? (hash[i / 2] >> 4) & 0xf : hash[i / 2] & 0xf;
            out.append(nibble >= 8 ? Character.toUpperCase(digits.charAt(i)) : digits.charAt(i));
        }
        return out.toString();
    }

    @Override
    public int compareTo(Address other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        int byMiddle = byHigh != 0 ? byHigh : Long.compareUnsigned(middle, other.middle);
        return byMiddle != 0 ? byMiddle : Integer.compareUnsigned(low, other.low);
    }

    /** {@code 0x} and 40 lower-case digits. */
    @Override
    public String toString() {
        return Hex.of(bytes());
    }
}
