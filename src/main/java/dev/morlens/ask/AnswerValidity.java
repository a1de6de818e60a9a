package dev.morlens.ask;

import java.time.Instant;
import java.util.Optional;

/**
 * For how long an answer that was made at a block says what holds at later ones, if nothing touches what it is about.
 *
 * @param made the block that it was made at, and the marks that it bears
 * @param until when time alone changes it, by the time of blocks; never if empty
 */
public record AnswerValidity(AsOf made, Optional<Instant> until) {

    /** A reorganisation can make time go back as well. */
    public boolean includes(AsOf later) {
        return later.hasTheMarksOf(made)
                && !later.now().isBefore(made.now())
                && until.map(later.now()::isBefore).orElse(true);
    }
}
