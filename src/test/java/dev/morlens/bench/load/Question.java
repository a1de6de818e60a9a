package dev.morlens.bench.load;

import java.util.Optional;

/**
 * What a server is asked.
 *
 * @param body JSON that is posted; without one the path is got
 */
public record Question(String path, Optional<String> body) {

    static Question get(String path) {
        return new Question(path, Optional.empty());
    }

    static Question post(String path, String json) {
        return new Question(path, Optional.of(json));
    }

    /** For an answer of so many bytes that takes no more than to send them. */
    public static Question constant(int bytes) {
        return get("/q/bench/constant?size=" + bytes);
    }
}
