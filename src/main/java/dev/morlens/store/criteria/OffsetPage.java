package dev.morlens.store.criteria;

/**
 * A part of a list by its number: for clients that count. A list that grows moves under them.
 *
 * @param skip how many come before
 * @param limit at most so many
 * @param oldestFirst from which end to count
 */
public record OffsetPage(long skip, int limit, boolean oldestFirst) {}
