package dev.morlens.market;

import dev.morlens.position.AsOf;
import dev.morlens.store.OverdueSum;
import java.time.Duration;
import java.util.Optional;

/**
 * How the protocol fares at one block.
 *
 * @param past of the funding account
 * @param onChain empty where no node answers at that block
 */
public record ProtocolHealth(AsOf asOf, OverdueSum overdue, FundingPast past, Optional<OnChainHealth> onChain) {

    public Optional<Funding> funding() {
        return onChain.map(OnChainHealth::funding);
    }

    public Optional<Duration> settlementGrace() {
        return onChain.flatMap(OnChainHealth::settlementGrace);
    }
}
