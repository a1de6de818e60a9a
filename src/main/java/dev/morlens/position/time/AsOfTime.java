package dev.morlens.position.time;

import java.time.Instant;

/** The time that a question is about. */
public sealed interface AsOfTime {

    /** The newest indexed block. */
    record Now() implements AsOfTime {}

    /** Right after the block of this height. */
    record Block(long number) implements AsOfTime {}

    /** Right after the last block that is not later: of several with that second the last, which may have to come yet. */
    record Time(Instant at) implements AsOfTime {}

    AsOfTime NOW = new Now();

    default boolean isPast() {
        return !(this instanceof Now);
    }
}
