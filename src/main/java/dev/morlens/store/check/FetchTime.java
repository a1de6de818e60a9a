package dev.morlens.store.check;

import java.time.Duration;

/**
 * How long ago the store had all blocks up to one.
 *
 * @param age by the clock of the database's server, which a restart of ours does not touch
 */
public record FetchTime(long block, Duration age) {}
