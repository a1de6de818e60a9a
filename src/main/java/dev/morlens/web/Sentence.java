package dev.morlens.web;

import dev.morlens.chain.value.Wei;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer in one sentence, as pieces so that the template can set the figures apart.
 *
 * @param pieces in order; they read as one sentence
 * @param cutOff what the pieces' figures leave out of the total, if that shows
 */
public record Sentence(List<Piece> pieces, Optional<Mor> cutOff) {

    /**
     * @param before plain words
     * @param amount set apart
     * @param after plain words
     * @param good whether there is something to do that brings MOR
     */
    public record Piece(String before, String amount, String after, boolean good) {}

    static Sentence of(List<Part> parts, Wei total) {
        List<Part> there = parts.stream().filter(part -> !part.isZero()).toList();
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            Part part = there.get(i);
            boolean last = i == there.size() - 1;
            String before = i == 0 ? "" : last ? " and " : ", ";
            pieces.add(new Piece(before, part.mor().text(), " " + part.sentence() + (last ? "." : ""), part.good()));
        }
        return new Sentence(
                pieces, Mor.cutOff(total, parts.stream().map(Part::mor).toList()));
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }
}
