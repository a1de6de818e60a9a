package dev.morlens.testing.fuzz;

import java.util.List;

/**
 * Something that can be asked.
 *
 * @param method of HTTP
 * @param path with its parameters in braces
 * @param query the names of its query's parameters
 */
public record Route(String method, String path, List<String> query) {

    /** Whether its answer is an endless stream. */
    public boolean isStream() {
        return path.endsWith("/events");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
