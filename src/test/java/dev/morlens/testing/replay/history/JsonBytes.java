package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON as it is sent, written without a text in between. */
public final class JsonBytes {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONG_DIGITS = 16;
    private static final int ADDRESS_DIGITS_OF_LOW = 8;

    private byte[] bytes = new byte[4_096];
    private int length;

    public int length() {
        return length;
    }

    /** Forgets what was written behind a length that was noted before. */
    public void cut(int to) {
        length = to;
    }

    public JsonBytes text(String ascii) {
        return bytes(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    JsonBytes bytes(byte[] ascii) {
        room(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
        return this;
    }

    public JsonBytes quoted(String ascii) {
        return text("\"").text(ascii).text("\"");
    }

    /** In quotes, as all that follow. */
    public JsonBytes hash(Hash hash) {
        text("\"0x").digits(hash.a(), LONG_DIGITS).digits(hash.b(), LONG_DIGITS);
        return digits(hash.c(), LONG_DIGITS).digits(hash.d(), LONG_DIGITS).text("\"");
    }

    public JsonBytes address(Address address) {
        text("\"0x").digits(address.high(), LONG_DIGITS).digits(address.middle(), LONG_DIGITS);
        return digits(address.low(), ADDRESS_DIGITS_OF_LOW).text("\"");
    }

    public JsonBytes quantity(long number) {
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 3) / 4);
        return text("\"0x").digits(number, digits).text("\"");
    }

    public JsonBytes data(byte[] content) {
        text("\"0x");
        room(2 * content.length);
        for (byte b : content) {
            bytes[length++] = DIGITS[b >> 4 & 15];
            bytes[length++] = DIGITS[b & 15];
        }
        return text("\"");
    }

    private JsonBytes digits(long number, int count) {
        room(count);
        for (int shift = 4 * (count - 1); shift >= 0; shift -= 4) {
            bytes[length++] = DIGITS[(int) (number >>> shift) & 15];
        }
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    public Buffer buffer() {
        return Buffer.buffer(length).appendBytes(bytes, 0, length);
    }
}
