package dev.morlens.position.search;

/** A well-formed id that the index knows nothing of. */
public class UnknownIdException extends RuntimeException {

    private final String kind;

    public UnknownIdException(String kind, String id, String network) {
        super("no " + kind + " " + id + " is known on " + network
                + ": it may belong to another network, be newer than the last indexed block, or not concern MOR");
        this.kind = kind;
    }

    /** What it should have named: session, transaction. */
    public String kind() {
        return kind;
    }
}
