package dev.morlens.web;

import dev.morlens.chain.value.Wei;
import java.util.Map;

/**
 * One of the places where an address's MOR is.
 *
 * @param sentence what the first sentence says after its amount
 * @param note a line below the figure
 */
public record Part(PlaceState state, Wei amount, Mor mor, String sentence, String note) {

    /**
     * @param figures that the texts name
     * @param stale whether the block is old
     */
    static Part of(PlaceState state, Wei amount, Map<String, String> figures, boolean stale) {
        return new Part(
                state,
                amount,
                Mor.of(amount),
                Figured.of(state.sentence(stale), figures),
                Figured.of(state.note(stale), figures));
    }

    /** Its colour, as a class name. */
    public String kind() {
        return state.kind();
    }

    public String label() {
        return state.label();
    }

    public boolean isZero() {
        return amount.isZero();
    }
}
