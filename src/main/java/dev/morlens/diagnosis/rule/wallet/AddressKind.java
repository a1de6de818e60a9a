package dev.morlens.diagnosis.rule.wallet;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.NodeFacts;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.ContractWords;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.market.contract.ContractFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Addresses that are no person's wallet. */
public final class AddressKind implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        return facts.labels()
                .own()
                .map(known -> List.of(known(facts, known)))
                .orElseGet(() -> isContract(facts) ? List.of(contract(facts)) : List.of());
    }

    private static Finding known(Case facts, ContractFacts known) {
        ContractWords words = ContractWords.of(known.contract().kind());
        Finding finding = Finding.of(FindingCode.ADDRESS_IS_PROTOCOL, words.title(), words.text());
        return held(facts, known, words)
                .map(finding::amount)
                .orElse(finding)
                .with(evidence(facts, known))
                .with(SessionEvidence.readAt(facts));
    }

    /** What it keeps, or has and is no owner's; an owner's is told like any other's. */
    private static Optional<Wei> held(Case facts, ContractFacts known, ContractWords words) {
        return known.kept()
                .map(ContractFacts.KeptMor::amount)
                .or(() -> Optional.of(facts.position().balance(Bucket.WALLET))
                        .filter(wallet -> !words.holds().isEmpty() && wallet.isPositive()));
    }

    private static List<Evidence> evidence(Case facts, ContractFacts known) {
        List<Evidence> lines = new ArrayList<>();
        known.kept().ifPresent(keptMor -> {
            lines.add(Evidence.at(
                    "Kept in all, at block " + keptMor.asOf().block().number(),
                    FindingText.mor(keptMor.amount()),
                    "/" + facts.network().name() + "/protocol"));
            keptMor.buckets().forEach((bucket, amount) -> {
                if (!amount.isZero()) {
                    lines.add(Evidence.of(FindingText.kept(bucket), FindingText.mor(amount)));
                }
            });
        });
        known.contract().source().ifPresent(source -> lines.add(Evidence.of("Reported by", source)));
        return lines;
    }

    private static boolean isContract(Case facts) {
        return facts.chain()
                .filter(chain -> chain.code() == NodeFacts.AccountCode.CONTRACT)
                .isPresent();
    }

    private static Finding contract(Case facts) {
        return Finding.of(
                        FindingCode.ADDRESS_IS_CONTRACT,
                        "This address is a contract",
                        "It may be a Safe, a smart account, or a program. What it has can only be moved the way that contract"
                                + " provides for, by those whom it obeys; who sends that transaction pays its gas.")
                .with(SessionEvidence.readAt(facts))
                .then(Advice.check(
                        "Use the contract's own interface",
                        "In a Safe for instance, propose the calls named here as a transaction of the Safe."));
    }
}
