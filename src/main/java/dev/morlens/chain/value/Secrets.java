package dev.morlens.chain.value;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Keys and passwords, which no message may repeat. */
public final class Secrets {

    private Secrets() {}

    /** A text with all secrets replaced: the longest first, or what others are a part of would stay half readable. */
    public static String blotOut(String text, Stream<String> secrets) {
        List<String> longestFirst = secrets.filter(secret -> !secret.isEmpty())
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        String clean = text;
        for (String secret : longestFirst) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }
}
