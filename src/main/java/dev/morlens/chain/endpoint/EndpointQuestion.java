package dev.morlens.chain.endpoint;

import java.util.OptionalLong;

/**
 * What a question needs of whoever answers it.
 *
 * @param name the method's, for metrics and messages
 * @param block the oldest block of which it needs logs
 */
record EndpointQuestion(String name, Need need, OptionalLong block) {

    /** What not every endpoint has. */
    enum Need {
        SIMULATION,
        /** The newest final or safe block. */
        FINALITY,
        /** Many words of storage. */
        WORDS,
        ANYTHING
    }

    static EndpointQuestion of(String name) {
        return new EndpointQuestion(name, Need.ANYTHING, OptionalLong.empty());
    }

    static EndpointQuestion finality(String name) {
        return new EndpointQuestion(name, Need.FINALITY, OptionalLong.empty());
    }

    static EndpointQuestion words(String name) {
        return new EndpointQuestion(name, Need.WORDS, OptionalLong.empty());
    }

    static EndpointQuestion simulation(String name) {
        return new EndpointQuestion(name, Need.SIMULATION, OptionalLong.empty());
    }

    /** @param oldest the first block of the range */
    static EndpointQuestion logs(String name, long oldest) {
        return new EndpointQuestion(name, Need.ANYTHING, OptionalLong.of(oldest));
    }
}
