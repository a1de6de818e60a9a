package dev.morlens.store.read;

import dev.morlens.chain.value.Address;
import java.time.Instant;

/**
 * What a hot wallet's pool holds until one day ends. All of it is freed at once, by the first call after that which looks
 * after the pool.
 */
public record PoolDay(Address hot, Instant releaseAt) {}
