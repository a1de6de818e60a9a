package dev.morlens.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tables of {@code docs/sentences.md}. */
final class SentenceTable {

    static final String PLACES = "The page of an address: places";
    static final String HOSTED = "The page of an address: what is staked in its name and is not its own";
    static final String SESSIONS = "The page of a session";
    static final String PAYMENTS = "The page of a session: who pays the provider";
    static final String CLAIMS = "The page of actions: a claim that the contract refuses";
    static final String NOTHING = "—";

    private static final Pattern FIGURE = Pattern.compile("\\{[a-z]+}");

    private SentenceTable() {}

    /** The cells of each row of a section, by the state that is its first. */
    static Map<String, List<String>> section(String title) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                inside = line.equals("## " + title);
            } else if (inside && line.startsWith("| `")) {
                List<String> cells = Arrays.stream(line.split("\\|", -1))
                        .map(String::strip)
                        .filter(cell -> !cell.isEmpty())
                        .toList();
                String state = cells.getFirst().replace("`", "");
                if (rows.put(state, cells.subList(1, cells.size())) != null) {
                    throw new IllegalStateException(state + " has two rows in: " + title);
                }
            }
        }
        return rows;
    }

    /** A text of a table as it stands on a page, with any figures. */
    static Pattern said(String before, String text, String after) {
        StringBuilder pattern = new StringBuilder(before);
        int from = 0;
        for (var figure : FIGURE.matcher(text).results().toList()) {
            pattern.append(Pattern.quote(text.substring(from, figure.start()))).append("[^;{}]{1,60}?");
            from = figure.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(text.substring(from)))
                .append(after)
                .toString());
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("docs/sentences.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
