package dev.morlens.market.health;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.ViewReader;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a node how the protocol fares. */
final class HealthReader {

    /** Selectors (docs/protocol.md, P52 and P53). */
    private static final int WITHDRAW_USER_STAKES = 0xa98a7c6b;

    private static final int CLOSE_SESSION = 0x42f77a31;
    private static final int SETTLE_EXPIRED_SESSION = 0xc1934a65;

    private HealthReader() {}

    static OnChainHealth read(Node node, Network network, BlockRef block) {
        BlockId at = new BlockId.Hashed(block.hash());
        DiamondReader diamond = new DiamondReader(node, network);
        Address account = diamond.fundingAccount(at);
        return new OnChainHealth(
                block,
                new FundingAccount(account, diamond.balance(at, account), diamond.allowance(at, account)),
                diamond.facet(at, WITHDRAW_USER_STAKES).isPresent(),
                diamond.facet(at, CLOSE_SESSION).isPresent(),
                diamond.facet(at, SETTLE_EXPIRED_SESSION).flatMap(facet -> grace(node, network, at)));
    }

    private static Optional<Duration> grace(Node node, Network network, BlockId at) {
        var params = new PoolViews(network.diamond()).getDelegateStakingParams();
        return new ViewReader(node)
                .tryAll(at, List.of(params))
                .getFirst()
                .map(known -> Duration.ofSeconds(known.settlementGrace()
                        .value()
                        .min(BigInteger.valueOf(Integer.MAX_VALUE))
                        .longValueExact()));
    }
}
