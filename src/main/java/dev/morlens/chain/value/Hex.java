package dev.morlens.chain.value;

import java.util.HexFormat;

/** Hexadecimal text as the JSON-RPC interface writes it: {@code 0x} and lower-case digits. */
public final class Hex {

    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    /** {@code 0x} and two lower-case digits a byte. */
    public static String of(byte[] bytes) {
        return "0x" + FORMAT.formatHex(bytes);
    }

    /**
     * The bytes that a text names.
     *
     * @param text {@code 0x} and an even number of hexadecimal digits of any case
     * @throws IllegalArgumentException if the prefix is missing or a character is no digit
     */
    public static byte[] bytes(String text) {
        if (!text.startsWith("0x")) {
            throw new IllegalArgumentException(
                    "expected hexadecimal text that starts with 0x, got '" + brief(text) + "'");
        }
        return FORMAT.parseHex(text, 2, text.length());
    }

    /** The bytes that a text names, refused unless there are exactly {@code length} of them. */
    static byte[] exactly(String text, int length, String what) {
        if (text.length() != 2 + 2 * length) {
            throw new IllegalArgumentException(
                    "expected %s of %d characters (0x and %d hexadecimal digits), got %d: '%s'"
                            .formatted(what, 2 + 2 * length, 2 * length, text.length(), brief(text)));
        }
        try {
            return bytes(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected %s of 0x and %d hexadecimal digits, got '%s'".formatted(what, 2 * length, brief(text)),
                    e);
        }
    }

    static String brief(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
