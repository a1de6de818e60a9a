package dev.morlens.web.address;

import dev.morlens.chain.value.Wei;
import dev.morlens.web.part.MorText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer in one sentence, as pieces so that the template can set the figures apart.
 *
 * @param pieces in order; they read as one sentence
 * @param cutOff what the pieces' figures leave out of the total, if that shows
 */
public record Sentence(List<SentencePiece> pieces, Optional<MorText> cutOff) {

    /**
     * @param before plain words
     * @param amount set apart
     * @param after plain words
     * @param good whether there is something to do that brings MOR
     */
    public record SentencePiece(String before, String amount, String after, boolean good) {}

    static Sentence of(List<PlaceCard> parts, Wei total) {
        List<PlaceCard> there =
                parts.stream().filter(placeCard -> !placeCard.isZero()).toList();
        List<SentencePiece> pieces = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            PlaceCard placeCard = there.get(i);
            boolean last = i == there.size() - 1;
            String before = i == 0 ? "" : last ? " and " : ", ";
            pieces.add(new SentencePiece(
                    before, placeCard.mor().text(), " " + placeCard.sentence() + (last ? "." : ""), placeCard.good()));
        }
        return new Sentence(
                pieces, MorText.cutOff(total, parts.stream().map(PlaceCard::mor).toList()));
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }
}
