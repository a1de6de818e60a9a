package dev.morlens.market;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.ViewReader;
import java.time.Instant;
import java.util.List;

/** Asks a node what pays providers, and what there is of MOR. */
final class FiguresReader {

    private FiguresReader() {}

    /** @param now the block's time */
    static OnChainFigures read(Node node, Network network, BlockId at, Instant now) {
        SessionViews views = new SessionViews(network.diamond());
        DiamondReader diamond = new DiamondReader(node, network);
        Address account = diamond.fundingAccount(at);
        var terms = new ViewReader(node)
                .readAll(
                        at,
                        List.of(views.totalMorSupply(now), views.getTodaysBudget(now), views.getComputeBalance(now)));
        return new OnChainFigures(
                new Funding(account, diamond.balance(at, account), diamond.allowance(at, account)),
                diamond.balance(at, network.diamond()),
                diamond.totalSupply(at),
                terms.get(0),
                terms.get(1),
                terms.get(2));
    }
}
