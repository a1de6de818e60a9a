package dev.morlens.chain.endpoint;

import java.util.OptionalLong;

/**
 * What a question needs of whoever answers it.
 *
 * @param name the method's, for metrics and messages
 * @param block the oldest block of which it needs logs
 */
record Question(String name, Need need, OptionalLong block) {

    /** What not every endpoint has. */
    enum Need {
        SIMULATION,
        /** The newest final or safe block. */
        FINALITY,
        /** Many words of storage. */
        WORDS,
        ANYTHING
    }

    static Question of(String name) {
        return new Question(name, Need.ANYTHING, OptionalLong.empty());
    }

    static Question finality(String name) {
        return new Question(name, Need.FINALITY, OptionalLong.empty());
    }

    static Question words(String name) {
        return new Question(name, Need.WORDS, OptionalLong.empty());
    }

    static Question simulation(String name) {
        return new Question(name, Need.SIMULATION, OptionalLong.empty());
    }

    /** @param oldest the first block of the range */
    static Question logs(String name, long oldest) {
        return new Question(name, Need.ANYTHING, OptionalLong.of(oldest));
    }
}
