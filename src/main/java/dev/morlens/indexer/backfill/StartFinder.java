package dev.morlens.indexer.backfill;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.protocol.Network;
import org.jboss.logging.Logger;

/** Finds the first block worth indexing: the older contract's creation, bisected by whether there is code. */
public final class StartFinder {

    private static final Logger LOG = Logger.getLogger(StartFinder.class);

    private final Node node;

    public StartFinder(Node node) {
        this.node = node;
    }

    /** As configured, else as found, else 0 where the node does not tell of old blocks. */
    public long find(Network network) {
        if (network.startBlock().isPresent()) {
            return network.startBlock().getAsLong();
        }
        try {
            long newest = node.header(BlockTag.LATEST).map(BlockHeader::number).orElse(0L);
            long token = created(network.token(), newest);
            return Math.min(token, created(network.diamond(), newest));
        } catch (RefusedByNodeException e) {
            LOG.infof(
                    "%s: the node does not tell the code of old blocks (%s); indexing from block 0",
                    network.name(), e.getMessage());
            return 0;
        }
    }

    private long created(Address contract, long newest) {
        if (!hasCode(contract, newest)) {
            throw new RefusedByNodeException("there is no code at " + contract.checksummed() + " in block " + newest);
        }
        long without = -1;
        long with = newest;
        while (with - without > 1) {
            long middle = without + (with - without) / 2;
            if (hasCode(contract, middle)) {
                with = middle;
            } else {
                without = middle;
            }
        }
        return with;
    }

    private boolean hasCode(Address contract, long block) {
        return node.code(new BlockId.Numbered(block), contract).length > 0;
    }
}
