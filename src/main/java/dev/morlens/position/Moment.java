package dev.morlens.position;

import java.time.Instant;

/** The time that a question is about. */
public sealed interface Moment {

    /** The newest indexed block. */
    record Now() implements Moment {}

    /** Right after the block of this height. */
    record Block(long number) implements Moment {}

    /** Right after the last block that is not later: of several with that second the last, which may have to come yet. */
    record Time(Instant at) implements Moment {}

    Moment NOW = new Now();

    default boolean isPast() {
        return !(this instanceof Now);
    }
}
