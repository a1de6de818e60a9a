package dev.morlens.web.part;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with figures put in where they are named in braces. */
public final class FigureTemplate {

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

    private FigureTemplate() {}

    /** @throws IllegalArgumentException if a figure that the text names is not given */
    public static String of(String text, Map<String, String> figures) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(figure(name.group(1), text, figures)));
    }

    private static String figure(String name, String text, Map<String, String> figures) {
        String figure = figures.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("no figure is given for {" + name + "} in: " + text);
        }
        return figure;
    }
}
