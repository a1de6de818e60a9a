package dev.morlens.web;

import dev.morlens.chain.value.Wei;

/**
 * One of the places where an address's MOR is.
 *
 * @param kind its colour, as a class name
 * @param note a line below the figure
 */
public record Part(String kind, String label, Wei amount, Mor mor, String note) {

    static Part of(String kind, String label, Wei amount, String note) {
        return new Part(kind, label, amount, Mor.of(amount), note);
    }

    public boolean isZero() {
        return amount.isZero();
    }
}
