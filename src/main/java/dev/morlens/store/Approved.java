package dev.morlens.store;

import dev.morlens.chain.value.Wei;
import java.time.Instant;

/**
 * What a spender was allowed to take of an account from a time on.
 *
 * @param allowance in wei
 */
public record Approved(Instant from, Wei allowance) {}
