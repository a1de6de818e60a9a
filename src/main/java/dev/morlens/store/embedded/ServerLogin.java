package dev.morlens.store.embedded;

import dev.morlens.chain.value.Secrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How to log in to a PostgreSQL server. Prints itself without any password. */
public record ServerLogin(String url, String user, String password) {

    /** As the driver's {@code password} and {@code sslpassword}, or where other tools have it. */
    private static final Pattern IN_URL = Pattern.compile("(?:(?i)password=([^&;]*))|(?::([^/@:]+)@)");

    /** A text, such as a driver's message, with every password blotted out. */
    public String withoutSecrets(String text) {
        return Secrets.blotOut(text, secrets());
    }

    private Stream<String> secrets() {
        Stream<String> inUrl =
                IN_URL.matcher(url).results().map(found -> found.group(1) == null ? found.group(2) : found.group(1));
        return Stream.concat(Stream.of(password), inUrl.flatMap(secret -> Stream.of(secret, decoded(secret))));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Override
    public String toString() {
        return user + " at " + withoutSecrets(url);
    }
}
