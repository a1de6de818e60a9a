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

    /** @param stale whether the block is old */
    static Sentence of(List<Part> parts, Wei total, boolean stale) {
        List<Part> there = parts.stream().filter(part -> !part.isZero()).toList();
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            Part part = there.get(i);
            boolean last = i == there.size() - 1;
            String before = i == 0 ? "" : last ? " and " : ", ";
            pieces.add(new Piece(
                    before,
                    part.mor().text(),
                    " " + (stale ? wordsThen(part.kind()) : words(part.kind())) + (last ? "." : ""),
                    part.kind().equals("claim") && !stale));
        }
        return new Sentence(
                pieces, Mor.cutOff(total, parts.stream().map(Part::mor).toList()));
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Of a block so old that what depends on the time may be otherwise by now. */
    private static String wordsThen(String kind) {
        return switch (kind) {
            case "active" -> "was escrowed in sessions that ran then";
            case "overdue" -> "was in sessions that had ended and that nobody had closed";
            case "locked" -> "was on hold until a UTC midnight that may be over";
            case "claim" -> "could be claimed then";
            default -> words(kind);
        };
    }

    private static String words(String kind) {
        return switch (kind) {
            case "wallet" -> "is in the wallet";
            case "active" -> "is escrowed in running sessions";
            case "overdue" -> "is in sessions that have ended but that nobody has closed";
            case "locked" -> "is on hold until the next UTC midnight";
            case "claim" -> "can be claimed now";
            case "stake" -> "is staked as a provider";
            case "model" -> "is staked on models";
            case "pool" -> "funds staking pools";
            default -> "is owed by closed sessions";
        };
    }
}
