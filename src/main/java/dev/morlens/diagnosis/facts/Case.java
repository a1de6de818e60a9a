package dev.morlens.diagnosis.facts;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.market.health.ProtocolHealth;
import dev.morlens.position.cache.Position;
import dev.morlens.protocol.Network;
import dev.morlens.store.read.AddressAccounts.DatedAmount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was read about an address, for rules to judge.
 *
 * @param backfilling the index is still reading the chain's history
 * @param health the protocol's, at the same block
 * @param rule of closes, in force at the newest block
 * @param chain what only a node tells of the address, at this block; empty where none answered
 * @param trials what transactions would come to at this block
 * @param elsewhere the same address on the other networks served
 * @param labels addresses that are no person's wallet
 */
public record Case(
        Network network,
        Position position,
        Holdings holdings,
        boolean backfilling,
        ProtocolHealth health,
        RulePeriod rule,
        Optional<NodeFacts> chain,
        DryRunResults trials,
        List<Elsewhere> elsewhere,
        Labels labels) {

    /** How much nodes told: some of it where one did not answer in time, or could not be asked for want of permits. */
    public enum NodeCoverage {
        NOTHING,
        SOME,
        ALL
    }

    /** The same address on another network. */
    public record Elsewhere(Network network, Position position) {}

    /** The same with what transactions were found to come to. */
    public Case tried(DryRunResults found) {
        return new Case(network, position, holdings, backfilling, health, rule, chain, found, elsewhere, labels);
    }

    /** The same in a block of another time, with what is held then; nothing is tried yet. */
    public Case supposing(Instant later, Holdings then) {
        return new Case(
                network,
                position.supposing(later),
                then,
                backfilling,
                health,
                rule,
                chain,
                DryRunResults.NONE,
                elsewhere,
                labels);
    }

    public Address address() {
        return position.address();
    }

    public AsOf asOf() {
        return position.asOf();
    }

    public Instant now() {
        return position.asOf().now();
    }

    /** How much of what nodes were asked they told. */
    public NodeCoverage nodeCoverage() {
        if (health.onChain().isEmpty()) {
            return NodeCoverage.NOTHING;
        }
        return chain.isPresent() && trials.complete() ? NodeCoverage.ALL : NodeCoverage.SOME;
    }

    /** Whether this address has nothing in any place, or less than a hundredth of a MOR. */
    public boolean isEmpty() {
        return FindingText.isDust(position.total());
    }

    /** When the first hold that can be claimed was released. */
    public Optional<Instant> claimableSince() {
        return position.accounts().holds().stream()
                .map(DatedAmount::at)
                .filter(at -> !now().isBefore(at))
                .min(Instant::compareTo);
    }

    /** The path of the address's own page, or of a page below it. */
    public String page(String below) {
        return "/" + network.name() + "/address/" + address().checksummed() + below;
    }
}
