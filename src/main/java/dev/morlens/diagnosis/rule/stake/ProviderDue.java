package dev.morlens.diagnosis.rule.stake;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Session;
import dev.morlens.market.health.PaymentLimit;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.state.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What closed direct-payment sessions owe their provider, split by what its stake allows now. What it has collected ahead of
 * other sessions' closes makes that no less.
 */
public final class ProviderDue implements DiagnosisRule {

    private static final String DIRECT =
            "In a direct-payment session the user pays the provider out of the stake. That part"
                    + " stays in the contract until the provider collects it with claimForProvider. ";

    @Override
    public List<Finding> of(Case facts) {
        Wei due = facts.holdings().owing().total();
        if (!due.isPositive()) {
            return List.of();
        }
        Optional<Provider> provider = facts.chain().flatMap(chain -> chain.provider(facts.address()));
        Optional<PaymentLimit> limit = provider.map(one -> PaymentLimit.of(one, facts.now()));
        Wei room = limit.map(PaymentLimit::left).orElse(due);
        List<Finding> findings = new ArrayList<>();
        if (room.isPositive()) {
            findings.add(collectable(facts, due.min(room), provider.isPresent()));
        }
        if (room.compareTo(due) < 0) {
            findings.add(limited(facts, due.minus(room), provider.orElseThrow(), limit.orElseThrow()));
        }
        return findings;
    }

    private static Finding collectable(Case facts, Wei amount, boolean certain) {
        List<Session> owing = facts.holdings().owing().first();
        Finding finding = Finding.of(
                        FindingCode.PROVIDER_DUE,
                        FindingText.mor(amount) + " is owed to this provider and not collected",
                        DIRECT
                                + "On the day of a close the claim can fail; from the next UTC midnight on it does not for"
                                + " that reason."
                                + (certain ? "" : " How much its stake allows could not be read just now."))
                .amount(amount)
                .until(kept(facts, owing))
                .with(SessionEvidence.of(
                        facts, owing, owing.size(), session -> FindingText.mor(session.owed(facts.now())) + " owed"));
        return finding.then(Advice.byOwner(
                "Collect it: claimForProvider",
                "One call a session, from the provider's address or its delegate.",
                new SessionCalls(facts.network().diamond())
                        .claimForProvider(owing.getFirst().id())));
    }

    /** Until the midnight after the last of today's closes a claim can fail. */
    private static Optional<Instant> kept(Case facts, List<Session> owing) {
        return owing.stream()
                .flatMap(session -> session.closing().stream())
                .map(end -> DayLock.releaseAt(end.closedAt()))
                .filter(facts.now()::isBefore)
                .max(Comparator.naturalOrder());
    }

    private static Finding limited(Case facts, Wei amount, Provider provider, PaymentLimit limit) {
        return Finding.of(
                        FindingCode.PROVIDER_DUE_LIMITED,
                        FindingText.mor(amount) + " is owed to this provider above what it may be paid "
                                + limit.until()
                                        .map(end -> "until " + FindingText.time(end))
                                        .orElse("in one period"),
                        DIRECT
                                + "The contract pays a provider at most as much as its stake within a period of 365 days."
                                + (limit.until().isPresent()
                                        ? ""
                                        : " No period is running: the next payment starts a period of 365 days.")
                                + " What exceeds that stays in the contract until the period is over or the stake is"
                                + " raised.")
                .amount(amount)
                .until(limit.until())
                .with(
                        Evidence.of("Stake", FindingText.mor(provider.stake())),
                        Evidence.of("Earned in this period", FindingText.mor(limit.used())),
                        SessionEvidence.readAt(facts))
                .then(
                        Advice.byOwner(
                                "Add stake: providerRegister",
                                "Each MOR that is added lets a MOR more be collected in this period. The added stake is tied"
                                        + " up as the rest of it is."),
                        wait(limit));
    }

    private static Advice wait(PaymentLimit limit) {
        return limit.until()
                .map(end -> Advice.waiting(
                        "Wait until " + FindingText.time(end),
                        "Then no period runs, and the next payment starts one, with the whole stake as its limit."))
                .orElseGet(() -> Advice.waiting(
                        "Collect what the stake allows, then wait 365 days",
                        "The next payment starts a period of 365 days. After it the whole stake is the limit again."));
    }
}
