package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.util.Set;

/**
 * A block that was added at the head.
 *
 * @param logs how many it holds
 * @param touched whose MOR they move
 * @param nanos when it could be seen first, as {@link System#nanoTime} has it
 */
public record MinedBlock(long number, Hash hash, int logs, Set<Address> touched, long nanos) {}
