package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import java.util.Set;

/**
 * A batch, or an undoing, that has just been committed. Fired as a synchronous CDI event, before the head is announced.
 *
 * @param head the checkpoint after it
 * @param touched addresses whose accounts, sessions or holds may read differently now
 */
public record Landing(String network, BlockRef head, Set<Address> touched) {}
