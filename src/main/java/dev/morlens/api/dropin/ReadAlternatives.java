package dev.morlens.api.dropin;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to ask instead of sending a transaction.
 *
 * @param method of the question
 * @param path of the question, below a network's API
 * @param answers what comes of it
 */
record ReadAlternatives(String method, String path, String answers) {

    private record Row(Pattern route, ReadAlternatives instead) {}

    private static final String ID = "((?:0x)?[0-9a-fA-F]{64})";

    private static final List<Row> ROWS = List.of(
            row(
                    "models/" + ID + "/session",
                    "POST",
                    "/previews/models/$1/session",
                    "what opening a session would take"),
            row("bids/" + ID + "/session", "POST", "/previews/bidsession?bid_id=$1", "what opening it would take"),
            row("sessions/" + ID + "/close", "GET", "/sessions/$1/close-preview", "what closing would return and hold"),
            row("stakes/withdraw", "GET", "/addresses/{address}/claim", "the unsigned claim, tried on a node"),
            row("approve", "GET", "/quotes?modelId={id}&address={address}", "the stake and what is approved already"));

    private static final ReadAlternatives ANY = new ReadAlternatives(
            "GET", "/addresses/{address}/actions", "every unsigned transaction that brings the address's MOR back");

    static ReadAlternatives of(String route) {
        for (Row row : ROWS) {
            Matcher matcher = row.route().matcher(route);
            if (matcher.matches()) {
                String id = matcher.groupCount() == 0 ? "" : prefixed(matcher.group(1));
                ReadAlternatives found = row.instead();
                return new ReadAlternatives(found.method(), found.path().replace("$1", id), found.answers());
            }
        }
        return ANY;
    }

    String asked(String network) {
        return method + " /api/v1/" + network + path;
    }

    private static String prefixed(String id) {
        return id.startsWith("0x") ? id : "0x" + id;
    }

    private static Row row(String route, String method, String path, String answers) {
        return new Row(Pattern.compile(route), new ReadAlternatives(method, path, answers));
    }
}
