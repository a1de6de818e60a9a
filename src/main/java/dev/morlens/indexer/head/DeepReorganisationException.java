package dev.morlens.indexer.head;

import dev.morlens.chain.value.BlockRef;

/** The chain no longer contains a block that it had called final: no undoing can be trusted, so the index stops. */
public final class DeepReorganisationException extends RuntimeException {

    DeepReorganisationException(BlockRef checkpoint, long floor) {
        super("the chain was reorganised below its finalized block " + floor + "; we stand at block "
                + checkpoint.number() + " (" + checkpoint.hash()
                + "). The index stops and goes on serving what it has; rebuild it from a trusted node");
    }
}
