package dev.morlens.testing.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Values of parameters: right ones, right ones a little spoilt, and others. Percent-encoded, if badly. */
final class Hostile {

    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "1",
            "00",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1e309",
            "1.5",
            "0x10",
            "NaN",
            "Infinity",
            "null",
            "true",
            "undefined",
            "0x",
            "%00",
            "%0d%0aSet-Cookie:%20a=b",
            "%20",
            "+",
            "%2B",
            "%2F",
            "%2f..%2f..%2fetc%2fpasswd",
            "..%5C..%5C",
            "%252F",
            "%25",
            "%3B",
            ";a=b",
            "%3Fa%3Db",
            "%23",
            "%26",
            "%C3%28",
            "%ED%A0%80",
            "%F0%9F%92%A9",
            "%E2%80%AE%E2%80%8B",
            "%EF%BF%BF",
            "%F4%90%80%80",
            "%C0%80",
            "%7Bx%7D",
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "'%20or%20'1'='1",
            "%24%7Bjndi:ldap:%2F%2Fx%7D",
            "2026-11-23T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "%2B999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "1inch.eth",
            "AAAA",
            "a".repeat(1_000),
            "9".repeat(100),
            "0x" + "f".repeat(64),
            "0x" + "0".repeat(40),
            "0x" + "f".repeat(40));

    private static final List<String> RAW = List.of("%", "%zz", "{x}", "|", "^", "\"", "<", "\\", "é", "[", "`");

    private final Random random;

    Hostile(Random random) {
        this.random = random;
    }

    String value(List<String> right) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> right.isEmpty() ? one(VALUES) : encoded(one(right));
            case 4, 5 -> right.isEmpty() ? one(VALUES) : encoded(spoilt(one(right)));
            case 6 -> random.nextInt(8) == 0 ? one(RAW) : one(VALUES);
            default -> one(VALUES);
        };
    }

    /** A character more, less, other, doubled; another case; twice. */
    String spoilt(String right) {
        if (right.isEmpty()) {
            return "x";
        }
        int at = random.nextInt(right.length());
        String before = right.substring(0, at);
        String after = right.substring(at + 1);
        return switch (random.nextInt(8)) {
            case 0 -> before + after;
            case 1 -> before + (char) (33 + random.nextInt(94)) + after;
            case 2 -> before + right.charAt(at) + right.charAt(at) + after;
            case 3 -> before + Character.toString(random.nextInt(0xd800)) + after;
            case 4 -> right.toUpperCase(Locale.ROOT);
            case 5 -> right + right;
            case 6 -> before;
            default -> " " + right + "\n";
        };
    }

    <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
