package dev.morlens.http;

/** The consumer node's form of an error. */
public record PlainError(String error) {

    /** Whether who asks for this path reads that form. */
    static boolean isFor(String path) {
        return path.startsWith("/compat/") || path.startsWith("/blockchain/");
    }
}
