package dev.morlens.market.health;

import dev.morlens.ask.AsOf;
import dev.morlens.store.read.OverdueTotal;
import java.time.Duration;
import java.util.Optional;

/**
 * How the protocol fares at one block.
 *
 * @param past of the funding account
 * @param onChain empty where no node answers at that block
 */
public record ProtocolHealth(AsOf asOf, OverdueTotal overdue, FundingHistory past, Optional<OnChainHealth> onChain) {

    public Optional<FundingAccount> funding() {
        return onChain.map(OnChainHealth::funding);
    }

    public Optional<Duration> settlementGrace() {
        return onChain.flatMap(OnChainHealth::settlementGrace);
    }
}
