package dev.morlens.chain;

import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.WrongChainException;

/**
 * Notes from its beginning which endpoints answer, to have them say before their answers are used that they serve the chain
 * still: what stands behind a URL can change. Safe for many threads.
 */
public interface ChainIdWitness {

    /**
     * Asks those that have told something, to whomever, since this was begun and since they were last asked here; nobody
     * else. Once it has failed it may fail at once: begin another one with the answers that are asked for again.
     *
     * @throws WrongChainException if one serves another chain by now
     * @throws TemporaryNodeException if one does not say, and asking again may help
     * @throws RefusedByNodeException if one will not say
     */
    void confirm();
}
