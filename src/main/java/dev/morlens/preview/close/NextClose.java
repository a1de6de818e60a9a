package dev.morlens.preview.close;

import java.util.List;
import java.util.Optional;

/**
 * What a close that is sent now would come to: in the next block, if that has the earliest second that it may have, and in
 * those later ones that make a difference.
 *
 * @param ifLater the earliest first, each from its second until the next one's. While the session runs, the two seconds
 *     after the first are among them, since each holds a little more; besides, only what is reached soon is
 */
public record NextClose(ClosePreview next, List<LaterClose> ifLater) {

    /** @param reached what makes the difference; empty if that is only the price of some seconds more */
    public record LaterClose(ClosePreview close, Optional<Turn> reached) {}

    /** A time that changes what a close does. */
    public enum Turn {
        SESSION_END,
        MIDNIGHT
    }
}
