package dev.morlens.diagnosis.rule;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Action;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Flow;
import dev.morlens.ledger.FlowKind;
import java.util.List;

/** MOR transferred to the Diamond as if that were staking. */
public final class SentToContract implements Rule {

    @Override
    public List<Finding> of(Case facts) {
        List<Flow> gifts = facts.holdings().outflows(facts.address()).stream()
                .filter(flow -> flow.kind() == FlowKind.GIFT)
                .toList();
        if (gifts.isEmpty()) {
            return List.of();
        }
        Wei amount = Wei.sum(gifts.stream().map(Flow::amount).toList());
        return List.of(Finding.of(
                        Code.MOR_SENT_TO_CONTRACT,
                        Words.mor(amount) + " was transferred straight to the Inference Contract",
                        "Staking goes by opening a session, which takes the MOR itself. A plain transfer to the contract"
                                + " opens nothing and is nobody's stake there, and the contract has no function that gives it"
                                + " back.")
                .amount(amount)
                .with(Outflow.largest(gifts.stream()).stream()
                        .map(flow -> Outflow.evidence(facts, flow))
                        .toList())
                .with(SessionEvidence.readAt(facts))
                .then(Action.operator(
                        "Ask the protocol's operators",
                        "Only an upgrade of the contract could return it. There is no promise that one will.")));
    }
}
