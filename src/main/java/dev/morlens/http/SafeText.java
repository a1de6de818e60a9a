package dev.morlens.http;

/** Makes foreign text fit to be shown: bounded, and with nothing in it that acts instead of being seen. */
public final class SafeText {

    private static final int LONGEST = 200;

    private SafeText() {}

    public static String bounded(String text) {
        return bounded(text, LONGEST);
    }

    /** Control, direction, and other invisible characters become a visible mark; what is too long is cut with "…". */
    public static String bounded(String text, int longest) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> out.appendCodePoint(isVisible(c) ? c : 0xFFFD));
        return text.codePointCount(0, text.length()) > longest ? out.append('…').toString() : out.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
