package dev.morlens.position.search;

import java.util.regex.Pattern;

/** A pasted text as its reader sees it: without invisible characters, and with one blank where there is any space. */
public final class PastedText {

    /** Line breaks too: a mail breaks its lines wherever they get long. */
    private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\s\\x{85}\\x{2800}]+");

    /**
     * What Unicode calls default ignorable, which the JDK has no name for: format and control characters, joiners,
     * fillers and selectors of variants.
     */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cf}\\p{Cc}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}"
                    + "\\x{180B}-\\x{180F}\\x{3164}\\x{FFA0}\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]+");

    private PastedText() {}

    public static String of(String pasted) {
        String spaced = SPACE.matcher(pasted).replaceAll(" ");
        return INVISIBLE.matcher(spaced).replaceAll("").strip();
    }

    /** For what has no blanks, such as an id. */
    public static String joined(String pasted) {
        return of(pasted).replace(" ", "");
    }
}
