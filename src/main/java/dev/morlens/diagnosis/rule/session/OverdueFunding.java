package dev.morlens.diagnosis.rule.session;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.ledger.entry.Session;
import dev.morlens.market.health.FundingAccount;
import dev.morlens.market.health.ProtocolHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions that cannot be closed because the account that pays providers is short: of what, by how much, since when. */
final class OverdueFunding {

    private static final String WHY = "A close pays the provider, too, out of an account of the protocol (the funding"
            + " account). While that payment cannot be made, the contract refuses the whole close. ";
    private static final String NOT_YOU =
            " It is nothing that the owner of this address did, and nothing that the owner can"
                    + " mend. The stake is safe in the contract until then.";

    private OverdueFunding() {}

    static Finding balance(Case facts, List<Session> sessions) {
        Wei payout = OverdueOutcome.payout(facts, sessions.getFirst());
        Optional<Wei> lacking = facts.health().funding().map(account -> account.lackingBalance(payout));
        return finding(
                        facts,
                        sessions,
                        FindingCode.SESSION_OVERDUE_FUNDING_BALANCE,
                        "That account has too little MOR" + missing(lacking) + ".")
                .with(since(
                        "It has had less than that since", facts.health().past().balanceBelow(payout)))
                .then(operator("The account needs more MOR"));
    }

    static Finding allowance(Case facts, List<Session> sessions) {
        Wei payout = OverdueOutcome.payout(facts, sessions.getFirst());
        Optional<FundingAccount> funding = facts.health().funding();
        String both = funding.filter(account -> account.lackingBalance(payout).isPositive())
                .map(account -> " It has too little MOR as well.")
                .orElse("");
        return finding(
                        facts,
                        sessions,
                        FindingCode.SESSION_OVERDUE_FUNDING_ALLOWANCE,
                        "The contract may take too little of that account: its spending permission (allowance) is too small"
                                + missing(funding.map(account -> account.lackingAllowance(payout))) + "." + both)
                .with(since(
                        "It has allowed less than that since",
                        facts.health().past().allowanceBelow(payout)))
                .then(operator("The account must allow the contract to take more"));
    }

    private static Finding finding(Case facts, List<Session> sessions, FindingCode findingCode, String what) {
        Optional<Instant> settleableAt = OverdueOutcome.settleableAt(facts, sessions.getFirst());
        Finding finding = Finding.of(
                        findingCode,
                        SessionOverdue.overdue(sessions)
                                + "cannot be closed at present: the protocol cannot pay the provider",
                        WHY + what + NOT_YOU)
                .with(evidence(facts, sessions))
                .until(settleableAt);
        return settleableAt
                .map(at -> finding.then(SessionOverdue.afterGrace(sessions, at)))
                .orElse(finding);
    }

    private static String missing(Optional<Wei> lacking) {
        return lacking.filter(Wei::isPositive)
                .map(amount -> ": " + FindingText.atLeast(amount) + " is missing for the first of these sessions")
                .orElse("");
    }

    private static Advice operator(String what) {
        return Advice.operator(
                "Wait for the protocol's operators",
                what + ". As soon as that is done, the program that opened the session can close it; nothing has to be"
                        + " staked or sent again.");
    }

    private static List<Evidence> evidence(Case facts, List<Session> sessions) {
        ProtocolHealth health = facts.health();
        List<Evidence> lines = new ArrayList<>();
        lines.add(Evidence.of(
                "Closing the first pays its provider",
                FindingText.mor(OverdueOutcome.payout(facts, sessions.getFirst()))));
        health.funding().ifPresent(fundingAccount -> {
            String page = "/" + facts.network().name() + "/address/"
                    + fundingAccount.account().checksummed();
            lines.add(Evidence.at("The funding account has", FindingText.mor(fundingAccount.balance()), page));
            lines.add(Evidence.of("The contract may take of it", allowed(fundingAccount.allowance())));
        });
        health.overdue()
                .oldestEnd()
                .ifPresent(oldest -> lines.add(Evidence.of(
                        "Sessions past their end on this network",
                        health.overdue().count() + ", the oldest since " + FindingText.time(oldest) + ", as of "
                                + FindingText.block(health.asOf()))));
        health.onChain().ifPresent(known -> lines.add(Evidence.of("Funding read at", known.block())));
        return lines;
    }

    /** Permissions are often given without end. */
    private static String allowed(Wei allowance) {
        return allowance.value().bitLength() > 128 ? "as much as it likes" : FindingText.mor(allowance);
    }

    private static List<Evidence> since(String label, Optional<Instant> since) {
        return since.map(at -> List.of(Evidence.of(label, FindingText.time(at))))
                .orElse(List.of());
    }
}
