package dev.morlens.protocol.state;

import dev.morlens.chain.value.Hash;
import java.util.List;

/**
 * A part of a list of ids.
 *
 * @param total how many the whole list has
 */
public record IdPage(List<Hash> ids, long total) {}
