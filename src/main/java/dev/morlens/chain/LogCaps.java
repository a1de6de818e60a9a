package dev.morlens.chain;

import java.util.OptionalLong;

/**
 * What one question for logs may ask of a node, as far as it is known.
 *
 * @param blocks in a range, at least 1; ranges of more are asked in parts, so that multiples of it waste no question
 * @param logs in an answer, at least 1; more are refused
 */
public record LogCaps(OptionalLong blocks, OptionalLong logs) {

    public static final LogCaps NONE = new LogCaps(OptionalLong.empty(), OptionalLong.empty());
}
