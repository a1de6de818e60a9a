package dev.morlens.diagnosis.rule.wallet;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.NodeFacts;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import java.util.List;

/** Nobody can send a transaction from a wallet without ETH: worth saying where one is needed. */
public final class GasMissing implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        boolean toDo = facts.position().holds().due().count() > 0
                || !facts.holdings().overdue().isEmpty()
                || facts.holdings().owing().total().isPositive();
        boolean empty = facts.chain()
                .filter(chain -> chain.gas().isZero() && chain.code() != NodeFacts.AccountCode.CONTRACT)
                .isPresent();
        if (!toDo || !empty) {
            return List.of();
        }
        return List.of(Finding.of(
                        FindingCode.GAS_MISSING,
                        "This address has no ETH to pay for a transaction",
                        "Every transaction costs a little ETH of this network (gas), paid by the address that sends it. This"
                                + " one has none, so that neither its owner nor a program that uses it can close a session"
                                + " or claim anything from it. MOR cannot pay for gas.")
                .with(
                        Evidence.of("ETH", "0"),
                        Evidence.of("Network", facts.network().title()),
                        SessionEvidence.askedAt(facts))
                .then(Advice.check(
                        "Send a little ETH to this address, on this network",
                        "A delegate with session rights can close and claim, too, and pays from its own ETH.")));
    }
}
