package dev.morlens.diagnosis;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Case.Told;
import dev.morlens.diagnosis.facts.OnChain;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.rule.Rule;
import dev.morlens.position.AsOf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is going on at an address.
 *
 * @param gas the address's ETH, in wei, if a node told
 * @param told how much of what it rests on nodes told
 * @param findings what an owner should hear of first, first; as it is in the next block, if that has the earliest second
 *     that it may have: the newest block's
 * @param rests what it rests on besides
 * @param ifLater what else is found in a later second that a transaction sent now may reach, the earliest first
 */
public record Diagnosis(
        AsOf asOf, Optional<Wei> gas, Told told, Rests rests, List<Finding> findings, List<LaterFindings> ifLater) {

    /**
     * On what a diagnosis rests besides its address and its block.
     *
     * @param pools hot wallets whose pools it tells of
     * @param until when time alone changes it
     */
    public record Rests(Set<Address> pools, Optional<Instant> until) {

        static Rests of(Case facts) {
            return new Rests(facts.holdings().pools().keySet(), Turns.next(facts));
        }
    }

    private static final Comparator<Finding> IMPORTANCE = Comparator.comparing(Finding::code)
            .thenComparing(finding -> finding.amount().orElse(Wei.ZERO), Comparator.reverseOrder());

    /** By all rules. */
    public static Diagnosis of(Case facts) {
        return of(facts, AllRules.LIST);
    }

    static Diagnosis of(Case facts, List<Rule> rules) {
        List<Finding> findings = rules.stream()
                .flatMap(rule -> rule.of(facts).stream())
                .sorted(IMPORTANCE)
                .toList();
        return new Diagnosis(
                facts.asOf(), facts.chain().map(OnChain::gas), facts.told(), Rests.of(facts), findings, List.of());
    }

    /** Of the same address, as the contract would judge it in the next block, and as in later seconds that are near. */
    static Diagnosis soon(Case now, List<Case> later) {
        Diagnosis first = of(now);
        List<LaterFindings> different = new ArrayList<>();
        List<Finding> before = first.findings();
        for (Case then : later) {
            LaterFindings found = LaterFindings.of(then.now(), of(then).findings(), before);
            if (found.isDifferent()) {
                different.add(found);
                before = found.findings();
            }
        }
        return new Diagnosis(first.asOf, first.gas, first.told, first.rests, first.findings, different);
    }
}
