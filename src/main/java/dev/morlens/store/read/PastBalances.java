package dev.morlens.store.read;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import java.util.Map;

/**
 * What an address had at a block.
 *
 * @param balances the buckets that are not 0, in wei
 */
public record PastBalances(BlockRef block, Map<Bucket, Wei> balances) {

    public Wei balance(Bucket bucket) {
        return balances.getOrDefault(bucket, Wei.ZERO);
    }
}
