package dev.morlens.http;

import java.util.Locale;

/** How a browser is told of a problem; the pages know. */
public interface ErrorPages {

    /** A whole HTML page. */
    String page(Problem problem);

    /** The same without a look at how the server fares, which would have to be read. */
    String plain(Problem problem);

    /** Whether whoever asks for this path with this {@code Accept} header is a person with a browser. */
    static boolean isForPeople(String path, String accept) {
        return !path.startsWith("/api/")
                && !path.startsWith("/q/")
                && accept != null
                && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }
}
