package dev.morlens.diagnosis;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.diagnosis.facts.NodeFacts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.ViewReader;
import java.util.Set;

/** Asks a node what only it tells of an address. */
final class CaseNodeReader {

    private CaseNodeReader() {}

    /** @param providers whose limits matter */
    static NodeFacts read(Node node, BlockRef block, Network network, Address address, Set<Address> providers) {
        BlockId at = new BlockId.Hashed(block.hash());
        DiamondReader diamond = new DiamondReader(node, network);
        long bids = providers.contains(address)
                ? new ViewReader(node)
                        .read(at, new MarketViews(network.diamond()).getProviderActiveBids(address, 0, 1))
                        .total()
                : 0;
        return new NodeFacts(
                node.balance(at, address),
                NodeFacts.AccountCode.of(node.code(at, address)),
                diamond.allowance(at, address),
                diamond.providers(at, providers),
                bids,
                block);
    }
}
