package dev.morlens.diagnosis.rule.stake;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.NodeFacts;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.market.health.PaymentLimit;
import dev.morlens.protocol.state.Provider;
import java.util.List;
import java.util.Optional;

/** A provider's stake: what deregistering would return, and what is in its way. */
public final class ProviderStake implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        Wei stake = facts.position().balance(Bucket.PROVIDER_STAKE);
        if (!stake.isPositive()) {
            return List.of();
        }
        Optional<Provider> provider = facts.chain().flatMap(chain -> chain.provider(facts.address()));
        Finding finding = provider.map(known -> known.deleted() ? retained(facts, known) : registered(facts, known))
                .orElseGet(() -> unknown(stake));
        return List.of(finding.amount(stake).with(SessionEvidence.askedAt(facts)));
    }

    private static Finding unknown(Wei stake) {
        return Finding.of(
                        FindingCode.PROVIDER_STAKE,
                        FindingText.mor(stake) + " of a provider's stake is in the contract",
                        "It stays there while the address is registered as a provider, and some of it can stay after that."
                                + " Whether it is registered still, whether bids are in the way, and how much would come"
                                + " back, could not be read from the chain just now.")
                .then(Advice.byOwner(
                        "Deregister: providerDeregister",
                        "If it is registered still, and after all its bids have been deleted."));
    }

    private static Finding registered(Case facts, Provider provider) {
        long bids = facts.chain().map(NodeFacts::activeBids).orElse(0L);
        Wei back = PaymentLimit.of(provider, facts.now()).left();
        boolean capped = back.compareTo(provider.stake()) < 0;
        String bidding = bids == 0
                ? "No bids are in the way."
                : "While it has active bids it cannot deregister: they have to be deleted first.";
        String cap = capped
                ? " What it earned since the running period of 365 days began stays behind: deregistering now would return "
                        + FindingText.mor(back) + "."
                : " Deregistering would return the whole stake.";
        Finding finding = Finding.of(
                        FindingCode.PROVIDER_STAKE,
                        FindingText.mor(provider.stake()) + " is staked as a provider",
                        "It stays in the contract while the address is registered as a provider. " + bidding + cap)
                .with(
                        Evidence.of("Active bids", String.valueOf(bids)),
                        Evidence.of("Would come back now", FindingText.mor(back)))
                .then(
                        bids > 0
                                ? Advice.byOwner(
                                        "Delete the bids: deleteModelBid",
                                        "One call a bid; then deregister with providerDeregister.")
                                : Advice.byOwner("Deregister: providerDeregister", "It returns what is named above."));
        return capped ? finding.until(provider.limitPeriodEnd()) : finding;
    }

    private static Finding retained(Case facts, Provider provider) {
        boolean over = facts.now().isAfter(provider.limitPeriodEnd());
        return Finding.of(
                        FindingCode.PROVIDER_STAKE_RETAINED,
                        FindingText.mor(provider.stake()) + " of the stake stayed behind at the deregistration",
                        "A provider that deregisters gets its stake less what it earned in the running period of 365 days."
                                + " The rest is not lost, but a second deregistration is refused. It comes back by"
                                + " registering again and deregistering after the period's end, before a payment starts the"
                                + " next period.")
                .until(provider.limitPeriodEnd())
                .with(Evidence.of("Earned in that period", FindingText.mor(provider.limitPeriodEarned())))
                .then(
                        over
                                ? Advice.byOwner(
                                        "Register again, then deregister",
                                        "providerRegister with nothing added if the stake reaches the minimum, then"
                                                + " providerDeregister, with no session of its bids in between.")
                                : Advice.waiting(
                                        "Wait until " + FindingText.time(provider.limitPeriodEnd()),
                                        "Then register again, and deregister before a payment starts the next period."));
    }
}
