package dev.morlens.ledger.entry;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;

/**
 * A change of one model's stake.
 *
 * @param stake the difference in wei; negative when it was deregistered
 * @param deregistered whether this event removed the model
 */
public record ModelEntry(Posting at, Hash modelId, Address owner, Wei stake, boolean deregistered) {}
