package dev.morlens.diagnosis.rule.wallet;

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
import java.util.List;
import java.util.Optional;

/** A permission to spend what is not there. */
public final class AllowanceOnly implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        Optional<Wei> allowance = facts.chain().map(NodeFacts::allowance).filter(Wei::isPositive);
        if (allowance.isEmpty() || !FindingText.isDust(facts.position().balance(Bucket.WALLET))) {
            return List.of();
        }
        boolean endless = allowance.get().value().bitLength() > 128;
        return List.of(Finding.of(
                        FindingCode.ALLOWANCE_ONLY,
                        "A spending permission is left, which is no balance",
                        "This address once allowed the contract to take MOR from its wallet, as opening a session needs. Such"
                                + " a permission (allowance) stays when the wallet is empty. Some programs show it like an"
                                + " amount, but no MOR is behind it.")
                .with(
                        Evidence.of("Permission", endless ? "without limit" : FindingText.mor(allowance.get())),
                        Evidence.of(
                                "In the wallet",
                                FindingText.mor(facts.position().balance(Bucket.WALLET))),
                        SessionEvidence.askedAt(facts))
                .then(Advice.check(
                        "Nothing has to be done",
                        "Whoever wants to be careful can set it to 0 with the token's approve.")));
    }
}
