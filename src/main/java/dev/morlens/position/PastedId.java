package dev.morlens.position;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Takes the id out of what people paste: the id itself, or a block explorer's link to it, or one of our own. */
final class PastedId {

    private static final Pattern ID = Pattern.compile("0x(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Z}]+");
    private static final Pattern AFTER_PATH = Pattern.compile("[?#].*");

    private PastedId() {}

    /** @throws IllegalArgumentException unless there is exactly one whole id */
    static String in(String pasted) {
        String text = INVISIBLE.matcher(pasted).replaceAll(" ").strip();
        if (isId(text)) {
            return text;
        }
        List<String> inPath = text.indexOf('/') < 0 || text.indexOf(' ') >= 0 ? List.of() : segments(text);
        if (inPath.size() != 1) {
            throw new IllegalArgumentException(
                    "expected a whole address (0x and 40 hexadecimal digits), a session id or"
                            + " transaction hash (0x and 64), or one block explorer link to one of them; got "
                            + text.codePointCount(0, text.length()) + " characters");
        }
        return inPath.getFirst();
    }

    private static List<String> segments(String link) {
        return Arrays.stream(AFTER_PATH.matcher(link).replaceFirst("").split("/"))
                .filter(PastedId::isId)
                .distinct()
                .toList();
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
