package dev.morlens.position.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes the id out of what people paste: the id itself, or a block explorer's link to it, or one of our own. */
public final class PastedIdExtractor {

    private static final Pattern ID = Pattern.compile("0x(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})");
    private static final Pattern AFTER_PATH = Pattern.compile("[?#].*");

    private PastedIdExtractor() {}

    /**
     * The id, whatever cannot be seen inside it: web pages and mail programs break long words.
     *
     * @throws IllegalArgumentException unless there is exactly one whole id
     */
    public static String in(String pasted) {
        String seen = PastedText.of(pasted);
        String text = PastedText.joined(pasted);
        if (isId(text)) {
            return text;
        }
        List<String> inPath = segments(text);
        Set<String> others = new HashSet<>();
        Arrays.stream(seen.split(" ")).map(PastedIdExtractor::segments).forEach(others::addAll);
        inPath.forEach(others::remove);
        if (text.indexOf('/') < 0 || inPath.size() != 1 || !others.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a whole address (0x and 40 hexadecimal digits), a session id or"
                            + " transaction hash (0x and 64), or one block explorer link to one of them; got "
                            + seen.codePointCount(0, seen.length()) + " characters");
        }
        return inPath.getFirst();
    }

    private static List<String> segments(String link) {
        return Arrays.stream(AFTER_PATH.matcher(link).replaceFirst("").split("/"))
                .filter(PastedIdExtractor::isId)
                .distinct()
                .toList();
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
