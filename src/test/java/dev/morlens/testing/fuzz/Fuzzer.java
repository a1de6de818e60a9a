package dev.morlens.testing.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes questions to routes from a seed: half a chance that a part is as it should be. */
public final class Fuzzer {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}:]+)(?::[^}]*)?}");

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO");

    private static final List<String> STRANGERS =
            List.of("source", "block", "at", "limit", "cursor", "format", "x", "_");

    private static final List<String> HEADERS = List.of(
            "Accept: text/html",
            "Accept: text/csv",
            "Accept: text/markdown",
            "Accept: application/problem+json",
            "Accept: image/png",
            "Accept: */*;q=abc",
            "Accept: ;",
            "Accept: text/html;q=0, application/json;q=0.0001",
            "Accept: a/b/c",
            "Accept-Language: zz-ZZ;q=2",
            "Accept-Encoding: gzip",
            "Accept-Encoding: identity;q=0",
            "If-None-Match: *",
            "If-None-Match: \"",
            "If-None-Match: W/\"x\", ,,",
            "If-Modified-Since: yesterday",
            "Range: bytes=0-1,-5",
            "Origin: null",
            "Origin: https://evil.example",
            "Content-Type: application/json",
            "Content-Type: text/plain",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: /;=",
            "Content-Encoding: gzip",
            "Cookie: a=b; c",
            "Expect: 100-continue",
            "X-Forwarded-For: ' or 1=1",
            "X-HTTP-Method-Override: DELETE");

    private static final List<String> BODIES = List.of(
            "{\"addresses\":[\"%s\"]}",
            "{\"addresses\":[%s]}",
            "{\"addresses\":\"%s\",\"addresses\":[]}",
            "{\"sessionDuration\":3600,\"directPayment\":\"%s\"}",
            "{\"sessionDuration\":1e999,\"%s\":1}",
            "{\"sessionDuration\":-99999999999999999999999}",
            "{\"sessionDuration\":%s}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{}}}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"}",
            "{\"%s\":{\"a\":[null]}}",
            "[".repeat(2_000),
            "{\"a\":".repeat(1_500),
            "\"%s",
            "null",
            "[]",
            "\u0000%s",
            "%s");

    private final Random random;
    private final Hostile hostile;
    private final Map<String, List<String>> right;

    /** @param right values that parameters of these names take */
    public Fuzzer(long seed, Map<String, List<String>> right) {
        this.random = new Random(seed);
        this.hostile = new Hostile(random);
        this.right = right;
    }

    public Question next(List<Route> routes) {
        Route route = hostile.one(routes);
        String method = random.nextInt(8) == 0 ? hostile.one(METHODS) : route.method();
        boolean bodied = method.equals("POST") || random.nextInt(30) == 0;
        return new Question(method, path(route) + query(route), headers(bodied), bodied ? body() : "");
    }

    private String path(Route route) {
        String path =
                PARAMETER.matcher(route.path()).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
        return switch (random.nextInt(40)) {
            case 0 -> path + "/";
            case 1 -> path + "/" + hostile.value(List.of());
            case 2 -> path.replace("/", "//");
            case 3 -> path + ";" + hostile.value(List.of());
            default -> path;
        };
    }

    private String value(String name) {
        // Most questions shall come further than to an unknown network.
        return name.equals("network") && random.nextInt(10) > 0
                ? hostile.one(right.get(name))
                : hostile.value(right.getOrDefault(name, List.of()));
    }

    private String query(Route route) {
        List<String> asked = new ArrayList<>(
                route.query().stream().filter(name -> random.nextInt(3) > 0).toList());
        if (random.nextInt(6) == 0) {
            asked.add(hostile.one(STRANGERS));
        }
        if (!asked.isEmpty() && random.nextInt(20) == 0) {
            asked.add(asked.getFirst());
        }
        String joined = asked.stream().map(name -> name + "=" + value(name)).collect(Collectors.joining("&"));
        return joined.isEmpty() ? "" : "?" + joined;
    }

    private List<String> headers(boolean bodied) {
        List<String> headers = new ArrayList<>();
        if (bodied && random.nextInt(5) > 0) {
            headers.add("Content-Type: application/json");
        }
        while (random.nextInt(3) == 0) {
            headers.add(hostile.one(HEADERS));
        }
        return headers;
    }

    private String body() {
        List<String> addresses = right.getOrDefault("address", List.of());
        String within = random.nextBoolean() ? hostile.one(addresses) : hostile.spoilt(hostile.one(addresses));
        String body = hostile.one(BODIES).replace("%s", within);
        return random.nextInt(10) == 0 ? hostile.spoilt(body) : body;
    }
}
