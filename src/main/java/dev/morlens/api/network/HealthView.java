package dev.morlens.api.network;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.health.OnChainHealth;
import dev.morlens.market.health.ProtocolHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the protocol fares at one block.
 *
 * @param onChain absent where no node answered
 */
public record HealthView(AsOfView asOf, Overdue overdue, Optional<OnChainView> onChain, StatusView index) {

    /**
     * Sessions that are past their end and that nobody has closed.
     *
     * @param stake in wei
     */
    public record Overdue(long count, Wei stake, Optional<Instant> oldestEnd) {}

    /**
     * What only a node tells.
     *
     * @param blockNumber that a node told it of: of the last minute
     * @param fundingAccount that providers of staked sessions are paid from
     * @param fundingAllowance what the contract may take of it, in wei
     * @param settlementGraceSeconds after a session's end, before anybody may settle it
     */
    public record OnChainView(
            long blockNumber,
            Address fundingAccount,
            Wei fundingBalance,
            Wei fundingAllowance,
            boolean canClaim,
            boolean canClose,
            Optional<Long> settlementGraceSeconds) {

        static OnChainView of(OnChainHealth known) {
            return new OnChainView(
                    known.block().number(),
                    known.funding().account(),
                    known.funding().balance(),
                    known.funding().allowance(),
                    known.claims(),
                    known.closes(),
                    known.settlementGrace().map(Duration::toSeconds));
        }
    }

    static HealthView of(ProtocolHealth health, StatusView index) {
        var overdue = health.overdue();
        return new HealthView(
                AsOfView.of(health.asOf()),
                new Overdue(overdue.count(), overdue.stake(), overdue.oldestEnd()),
                health.onChain().map(OnChainView::of),
                index);
    }
}
