package dev.morlens.position.cache;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.BlockRef;

/**
 * The announced head, and which version of an address's figures holds at it.
 *
 * @param version another number as soon as what is told of the address may read differently; a new head alone changes none
 */
public record HeadVersion(AsOf asOf, long version) {

    /** Whether what was read at a block, after this and before a later look, is of this version and no other. */
    public boolean isStillThat(BlockRef readAt, HeadVersion later) {
        return version == later.version && (readAt.equals(asOf.block()) || readAt.equals(later.asOf.block()));
    }
}
