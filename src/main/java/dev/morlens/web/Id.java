package dev.morlens.web;

/**
 * A long hexadecimal id, shortened for people.
 *
 * @param full as it is copied and linked
 */
public record Id(String full) {

    private static final int ENDS = 6;

    public static Id of(Object id) {
        return new Id(id.toString());
    }

    /** The first and last digits, enough to compare two of them by eye. */
    public String brief() {
        return full.length() <= 2 + 2 * ENDS
                ? full
                : full.substring(0, 2 + ENDS) + "…" + full.substring(full.length() - ENDS);
    }
}
