package dev.morlens.chain.profile;

import java.time.Instant;

/**
 * One thing that was learnt of an endpoint.
 *
 * @param value in the unit of what it is about: items, blocks, a block's number
 * @param at when it was last confirmed
 */
public record LearntFact(long value, Instant at) {}
