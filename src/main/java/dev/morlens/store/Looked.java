package dev.morlens.store;

import java.util.OptionalLong;

/**
 * How far blocks were asked about a last time, long after they were fetched.
 *
 * @param to the last such block; one below the index's first if there is none
 * @param goesOnAt the height of the checkpoint from which on the next ones were fetched long enough ago; empty while they
 *     are fetched
 */
public record Looked(long to, OptionalLong goesOnAt) {}
