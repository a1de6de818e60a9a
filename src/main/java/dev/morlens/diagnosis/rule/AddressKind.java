package dev.morlens.diagnosis.rule;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.OnChain;
import dev.morlens.diagnosis.finding.Action;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.ContractWords;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Bucket;
import dev.morlens.market.ContractFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Addresses that are no person's wallet. */
public final class AddressKind implements Rule {

    @Override
    public List<Finding> of(Case facts) {
        return facts.labels()
                .own()
                .map(known -> List.of(known(facts, known)))
                .orElseGet(() -> isContract(facts) ? List.of(contract(facts)) : List.of());
    }

    private static Finding known(Case facts, ContractFacts known) {
        ContractWords words = ContractWords.of(known.contract().kind());
        Finding finding = Finding.of(Code.ADDRESS_IS_PROTOCOL, words.title(), words.text());
        return held(facts, known, words)
                .map(finding::amount)
                .orElse(finding)
                .with(evidence(facts, known))
                .with(SessionEvidence.readAt(facts));
    }

    /** What it keeps, or has and is no owner's; an owner's is told like any other's. */
    private static Optional<Wei> held(Case facts, ContractFacts known, ContractWords words) {
        return known.kept()
                .map(ContractFacts.Kept::amount)
                .or(() -> Optional.of(facts.position().balance(Bucket.WALLET))
                        .filter(wallet -> !words.holds().isEmpty() && wallet.isPositive()));
    }

    private static List<Evidence> evidence(Case facts, ContractFacts known) {
        List<Evidence> lines = new ArrayList<>();
        known.kept().ifPresent(kept -> {
            lines.add(Evidence.at(
                    "Kept in all, at block " + kept.asOf().block().number(),
                    Words.mor(kept.amount()),
                    "/" + facts.network().name() + "/protocol"));
            kept.buckets().forEach((bucket, amount) -> {
                if (!amount.isZero()) {
                    lines.add(Evidence.of(Words.kept(bucket), Words.mor(amount)));
                }
            });
        });
        known.contract().source().ifPresent(source -> lines.add(Evidence.of("Reported by", source)));
        return lines;
    }

    private static boolean isContract(Case facts) {
        return facts.chain()
                .filter(chain -> chain.code() == OnChain.Code.CONTRACT)
                .isPresent();
    }

    private static Finding contract(Case facts) {
        return Finding.of(
                        Code.ADDRESS_IS_CONTRACT,
                        "This address is a contract",
                        "It may be a Safe, a smart account, or a program. What it has can only be moved the way that contract"
                                + " provides for, by those whom it obeys; who sends that transaction pays its gas.")
                .with(SessionEvidence.readAt(facts))
                .then(Action.check(
                        "Use the contract's own interface",
                        "In a Safe for instance, propose the calls named here as a transaction of the Safe."));
    }
}
