package dev.morlens.store.criteria;

import dev.morlens.chain.value.Address;
import java.time.Instant;
import java.util.Optional;

/**
 * Which of an address's past balances: those at instants spread evenly over a time.
 *
 * @param from the first instant; the address's first movement if absent, or the first block where it never had one
 * @param to the last instant; of a single point the only one
 * @param points how many instants
 */
public record HistoryCriteria(Address address, Optional<Instant> from, Instant to, int points) {}
