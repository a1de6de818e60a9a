package dev.morlens.chain.rpc.json;

import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import java.time.Instant;
import java.util.function.Function;

/** Reads fields of answers; what does not fit is named with the field and what came. */
public final class JsonFields {

    private static final int LONGEST_QUANTITY = 2 + 15;
    private static final int SHOWN = 80;

    private JsonFields() {}

    /** A quantity that fits into 60 bits: block numbers, times, indexes, chain ids. */
    public static long quantity(String field, String value) {
        return read(field, "a quantity (0x and hexadecimal digits)", value, text -> {
            if (!text.startsWith("0x") || text.length() > LONGEST_QUANTITY) {
                throw new IllegalArgumentException("no quantity");
            }
            return Long.parseUnsignedLong(text, 2, text.length(), 16);
        });
    }

    /** A quantity that fits into 31 bits. */
    /** @throws TemporaryNodeException if these are no seconds since 1970 that a time can be made of */
    public static Instant time(String field, String value) {
        long seconds = quantity(field, value);
        if (seconds > Instant.MAX.getEpochSecond()) {
            throw wrong(field, "seconds since 1970", value);
        }
        return Instant.ofEpochSecond(seconds);
    }

    static int index(String field, String value) {
        long index = quantity(field, value);
        if (index > Integer.MAX_VALUE) {
            throw wrong(field, "an index below 2^31", value);
        }
        return (int) index;
    }

    static Hash hash(String field, String value) {
        return read(field, "32 bytes", value, Hash::of);
    }

    public static Address address(String field, String value) {
        return read(field, "20 bytes", value, Address::of);
    }

    public static byte[] bytes(String field, String value) {
        return read(field, "data (0x and pairs of hexadecimal digits)", value, Hex::bytes);
    }

    /** A word that some nodes write without leading zeros. */
    public static Hash word(String field, String value) {
        return read(field, "at most 32 bytes", value, text -> {
            String digits = text.startsWith("0x") ? text.substring(2) : "none";
            return Hash.of("0x" + "0".repeat(Math.max(0, 2 * Hash.BYTES - digits.length())) + digits);
        });
    }

    public static TemporaryNodeException wrong(String field, Object expected, Object got) {
        return new TemporaryNodeException("%s: expected %s, got %s".formatted(field, expected, brief(got)));
    }

    /** Text of a node, short enough for a message and a log line. */
    public static String brief(Object text) {
        return brief(text, SHOWN);
    }

    /** @param most characters */
    public static String brief(Object text, int most) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
        return line.length() <= most ? line : line.substring(0, most) + "...";
    }

    private static <T> T read(String field, String expected, String value, Function<String, T> reader) {
        if (value == null) {
            throw wrong(field, expected, "nothing");
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw wrong(field, expected, "'" + brief(value) + "'");
        }
    }
}
