package dev.morlens.position.list;

/** A cursor that a list cannot go on from. */
public class CursorException extends RuntimeException {

    private final boolean orphaned;

    private CursorException(String message, boolean orphaned) {
        super(message);
        this.orphaned = orphaned;
    }

    static CursorException unreadable() {
        return new CursorException("expected a cursor exactly as an answer's nextCursor gave it", false);
    }

    static CursorException ofAnotherList() {
        return new CursorException(
                "this cursor belongs to another list: use it with the network, address and filters that it came with",
                false);
    }

    static CursorException orphaned() {
        return new CursorException(
                "the chain was reorganised and the place that this cursor names is gone: start this list again", true);
    }

    /** Whether it was right once and a reorganisation took its place away. */
    public boolean isOrphaned() {
        return orphaned;
    }
}
