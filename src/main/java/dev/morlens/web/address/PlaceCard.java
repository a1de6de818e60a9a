package dev.morlens.web.address;

import dev.morlens.chain.value.Wei;
import dev.morlens.web.part.FigureTemplate;
import dev.morlens.web.part.MorText;
import java.util.Map;

/**
 * One of the places where MOR is.
 *
 * @param kind its colour, as a class name
 * @param sentence what the first sentence of an address's page says after its amount
 * @param note a line below the figure
 * @param good whether there is something to do that brings MOR
 */
public record PlaceCard(
        String kind, String label, Wei amount, MorText mor, String sentence, String note, boolean good) {

    /** Of no address's first sentence. */
    static PlaceCard of(String kind, String label, Wei amount, String note) {
        return new PlaceCard(kind, label, amount, MorText.of(amount), "", note, false);
    }

    /**
     * @param figures that the texts name
     * @param stale whether the block is old
     */
    static PlaceCard of(PlaceState state, Wei amount, Map<String, String> figures, boolean stale) {
        boolean good = state == PlaceState.CLAIMABLE || state == PlaceState.QUEUED_PAYABLE;
        return new PlaceCard(
                state.kind(),
                state.label(),
                amount,
                MorText.of(amount),
                FigureTemplate.of(state.sentence(stale), figures),
                FigureTemplate.of(state.note(stale), figures),
                good && !stale);
    }

    public boolean isZero() {
        return amount.isZero();
    }
}
