package dev.morlens.store.read;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import java.util.List;

/**
 * The closed direct-payment sessions that owe their provider something. What it claimed ahead of closes still to come is not
 * taken off: the bucket {@code PROVIDER_DUE} is the sum of both.
 *
 * @param first the oldest of them
 * @param total what all of them owe together, in wei
 */
public record OwedToProvider(List<Session> first, Wei total) {

    public static final OwedToProvider NOTHING = new OwedToProvider(List.of(), Wei.ZERO);
}
