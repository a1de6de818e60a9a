package dev.morlens.market.overview;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.market.health.FundingAccount;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.state.DayFigures;
import dev.morlens.protocol.view.DiamondReader;
import java.time.Instant;

/** Asks a node what pays providers, and what there is of MOR. */
public final class FiguresReader {

    private FiguresReader() {}

    /** @param now the block's time */
    public static OnChainFigures read(Node node, Network network, BlockId at, Instant now) {
        DiamondReader diamond = new DiamondReader(node, network);
        Address account = diamond.fundingAccount(at);
        DayFigures today = diamond.dayFigures(at, now);
        return new OnChainFigures(
                new FundingAccount(account, diamond.balance(at, account), diamond.allowance(at, account)),
                diamond.balance(at, network.diamond()),
                diamond.totalSupply(at),
                today.supply(),
                today.budget(),
                today.computeBalance());
    }
}
