package dev.morlens.web;

import dev.morlens.chain.value.Wei;
import java.util.Map;

/**
 * One of the places where MOR is.
 *
 * @param kind its colour, as a class name
 * @param sentence what the first sentence of an address's page says after its amount
 * @param note a line below the figure
 * @param good whether there is something to do that brings MOR
 */
public record Part(String kind, String label, Wei amount, Mor mor, String sentence, String note, boolean good) {

    /** Of no address's first sentence. */
    static Part of(String kind, String label, Wei amount, String note) {
        return new Part(kind, label, amount, Mor.of(amount), "", note, false);
    }

    /**
     * @param figures that the texts name
     * @param stale whether the block is old
     */
    static Part of(PlaceState state, Wei amount, Map<String, String> figures, boolean stale) {
        boolean good = state == PlaceState.CLAIMABLE || state == PlaceState.QUEUED_PAYABLE;
        return new Part(
                state.kind(),
                state.label(),
                amount,
                Mor.of(amount),
                Figured.of(state.sentence(stale), figures),
                Figured.of(state.note(stale), figures),
                good && !stale);
    }

    public boolean isZero() {
        return amount.isZero();
    }
}
