package dev.morlens.diagnosis;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.DatedAnswer;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Case.NodeCoverage;
import dev.morlens.diagnosis.facts.NodeFacts;
import dev.morlens.diagnosis.facts.PlaceFacts;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is going on at an address.
 *
 * @param gas the address's ETH, if a node told
 * @param told how much of what it rests on nodes told
 * @param findings what an owner should hear of first, first; as it is in the next block, if that has the earliest second
 *     that it may have: the newest block's
 * @param situation what decides how each place of its MOR is described, at the same block
 * @param rests what it rests on besides
 * @param ifLater what else is found in a later second that a transaction sent now may reach, the earliest first
 */
public record Diagnosis(
        AsOf asOf,
        Optional<Gas> gas,
        NodeCoverage told,
        PlaceFacts situation,
        AnswerBasis rests,
        List<Finding> findings,
        List<LaterFindings> ifLater) {

    /**
     * @param wei of the address's ETH
     * @param block that a node told it of
     */
    public record Gas(Wei wei, BlockRef block) {

        static Gas of(NodeFacts chain) {
            return new Gas(chain.gas(), chain.block());
        }
    }

    /**
     * On what a diagnosis rests besides its address and its block.
     *
     * @param pools hot wallets whose pools it tells of
     * @param told the block of the oldest answer of a node in it; empty if none was asked
     * @param until when time alone changes it, or that answer is too old, by the time of blocks
     */
    public record AnswerBasis(Set<Address> pools, Optional<BlockRef> told, Optional<Instant> until) {

        static AnswerBasis of(Case facts) {
            return new AnswerBasis(facts.holdings().pools().keySet(), Optional.empty(), CaseTurningPoints.next(facts));
        }

        AnswerBasis and(DatedAnswer<?> answers) {
            Optional<Instant> first =
                    Stream.of(until, answers.until()).flatMap(Optional::stream).min(Instant::compareTo);
            return new AnswerBasis(pools, answers.oldest(), first);
        }
    }

    Diagnosis resting(DatedAnswer<?> answers) {
        return new Diagnosis(asOf, gas, told, situation, rests.and(answers), findings, ifLater);
    }

    private static final Comparator<Finding> IMPORTANCE = Comparator.comparing(Finding::code)
            .thenComparing(finding -> finding.amount().orElse(Wei.ZERO), Comparator.reverseOrder());

    /** By all rules. */
    public static Diagnosis of(Case facts) {
        return of(facts, AllRules.LIST);
    }

    static Diagnosis of(Case facts, List<DiagnosisRule> rules) {
        List<Finding> findings = rules.stream()
                .flatMap(diagnosisRule -> diagnosisRule.of(facts).stream())
                .sorted(IMPORTANCE)
                .toList();
        return new Diagnosis(
                facts.asOf(),
                facts.chain().map(Gas::of),
                facts.nodeCoverage(),
                PlaceFacts.of(facts),
                AnswerBasis.of(facts),
                findings,
                List.of());
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
        return new Diagnosis(
                first.asOf, first.gas, first.told, first.situation, first.rests, first.findings, different);
    }
}
