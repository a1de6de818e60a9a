package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.AbiWords;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads text that anybody wrote: bounded, on one line, and without characters that databases or terminals choke on. It
 * remains hostile: whoever prints it must escape it.
 */
final class ChainText {

    private static final char REPLACEMENT = '\ufffd';

    private ChainText() {}

    /**
     * @param at the word of its length
     * @param maxBytes more is cut, and an ellipsis says so
     */
    static String read(AbiWords abiWords, int at, int maxBytes) {
        byte[] bytes = abiWords.bytes(at);
        if (bytes.length <= maxBytes) {
            return clean(bytes);
        }
        return clean(Arrays.copyOf(bytes, maxBytes)).replaceAll("\ufffd+$", "") + "…";
    }

    private static String clean(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(text.length());
        text.chars().forEach(c -> out.append(clean(c)));
        return out.toString();
    }

    private static char clean(int c) {
        boolean breaks = c == '\t' || c == '\n' || c == '\r';
        return breaks ? ' ' : isHarmful(c) ? REPLACEMENT : (char) c;
    }

    /** Control characters, and those that turn the direction of the text around them. */
    private static boolean isHarmful(int c) {
        boolean turns = 0x202a <= c && c <= 0x202e || 0x2066 <= c && c <= 0x2069;
        return turns || Character.isISOControl(c);
    }
}
