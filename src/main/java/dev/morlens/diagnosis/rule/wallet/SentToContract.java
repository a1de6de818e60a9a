package dev.morlens.diagnosis.rule.wallet;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.protocol.ContractKind;
import dev.morlens.protocol.KnownContract;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** MOR transferred to a contract that gives none back: to the Diamond as if that were staking, or to the token itself. */
public final class SentToContract implements DiagnosisRule {

    private static final Advice ASK = Advice.operator(
            "Ask the protocol's operators",
            "Only an upgrade of the contract could return it. There is no promise that one will.");

    private static final Advice MIND = Advice.check(
            "Look at the receiver before the next transfer",
            "Nothing brings this one back: that contract cannot be upgraded, so that nobody can return what it got.");

    @Override
    public List<Finding> of(Case facts) {
        List<Finding> findings = new ArrayList<>();
        sent(facts, flow -> flow.kind() == FlowKind.GIFT)
                .map(found -> found.finding(
                        " was transferred straight to the Inference Contract",
                        "Staking goes by opening a session, which takes the MOR itself. A plain transfer to the contract"
                                + " opens nothing and is nobody's stake there, and the contract has no function that gives it"
                                + " back.",
                        ASK))
                .forEach(findings::add);
        sent(facts, flow -> wentTo(facts, flow, ContractKind.TOKEN))
                .map(found -> found.finding(
                        " was transferred to the MOR token's own contract",
                        "That contract keeps the list of who has how much. It is no wallet of anybody's, and it has no"
                                + " function that gives back what was sent to it.",
                        MIND))
                .forEach(findings::add);
        sent(facts, flow -> wentTo(facts, flow, ContractKind.FACET))
                .map(found -> found.finding(
                        " was transferred to a part of the Inference Contract (a facet)",
                        "A facet holds code that the Inference Contract runs. It is no wallet of anybody's, and it has no"
                                + " function that gives back what was sent to it.",
                        MIND))
                .forEach(findings::add);
        return findings;
    }

    private static boolean wentTo(Case facts, Flow flow, ContractKind kind) {
        return flow.to().bucket() == Bucket.WALLET
                && facts.labels()
                        .all()
                        .of(flow.to().owner())
                        .map(KnownContract::kind)
                        .filter(kind::equals)
                        .isPresent();
    }

    private record Sent(Case facts, List<Flow> flows) {

        Finding finding(String what, String why, Advice todo) {
            Wei amount = Wei.sum(flows.stream().map(Flow::amount).toList());
            return Finding.of(FindingCode.MOR_SENT_TO_CONTRACT, FindingText.mor(amount) + what, why)
                    .amount(amount)
                    .with(OutflowText.largest(flows.stream()).stream()
                            .map(flow -> OutflowText.evidence(facts, flow))
                            .toList())
                    .with(SessionEvidence.readAt(facts))
                    .then(todo);
        }
    }

    private static Stream<Sent> sent(Case facts, Predicate<Flow> where) {
        List<Flow> flows = facts.holdings().outflows(facts.address()).stream()
                .filter(where)
                .toList();
        return flows.isEmpty() ? Stream.empty() : Stream.of(new Sent(facts, flows));
    }
}
