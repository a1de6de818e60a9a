package dev.morlens.ledger.entry;

import dev.morlens.chain.value.Address;

/** One side of a flow. {@code (Diamond, WALLET)} does not exist: what the Diamond holds belongs to somebody's bucket. */
public record Account(Address owner, Bucket bucket) {

    @Override
    public String toString() {
        return owner + "/" + bucket.json();
    }
}
