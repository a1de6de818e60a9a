package dev.morlens.store.read;

import dev.morlens.chain.value.Wei;
import java.time.Instant;

/**
 * What a spender was allowed to take of an account from a time on.
 *
 * @param allowance in wei
 */
public record SpenderAllowance(Instant from, Wei allowance) {}
