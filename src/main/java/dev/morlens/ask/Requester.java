package dev.morlens.ask;

/**
 * Who asks, where what nodes are asked is shared out.
 *
 * @param id the same for all that share one share
 */
public record Requester(long id) {

    /** Ourselves, and whoever cannot be told from others: one share for all of them. */
    public static final Requester UNKNOWN = new Requester(0);
}
