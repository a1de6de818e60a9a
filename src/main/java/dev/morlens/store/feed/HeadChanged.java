package dev.morlens.store.feed;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import java.util.Set;

/**
 * A batch, or an undoing, that has just been committed. Fired as a synchronous CDI event, before the head is announced.
 *
 * @param head the checkpoint after it
 * @param touched addresses whose accounts, sessions or holds may read differently now
 * @param mentioned others of which something else may: parties of transfers that moved nothing, those who allowed somebody
 *     to spend, and the hot wallets of pools, which all of their funders' answers tell of
 * @param upgrades whether the contract's functions changed, so that what is tried for anybody may come out otherwise
 */
public record HeadChanged(
        String network, BlockRef head, Set<Address> touched, Set<Address> mentioned, boolean upgrades) {

    public HeadChanged(String network, BlockRef head, Set<Address> touched) {
        this(network, head, touched, Set.of());
    }

    /** Without an upgrade. */
    public HeadChanged(String network, BlockRef head, Set<Address> touched, Set<Address> mentioned) {
        this(network, head, touched, mentioned, false);
    }
}
