package dev.morlens.diagnosis.rule.stake;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Bucket;
import java.util.List;

/** Stakes on models. */
public final class ModelStakeRule implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        Wei stake = facts.position().balance(Bucket.MODEL_STAKE);
        if (!stake.isPositive()) {
            return List.of();
        }
        int models = facts.position().accounts().modelCount();
        return List.of(Finding.of(
                        FindingCode.MODEL_STAKE,
                        FindingText.mor(stake) + " is staked on " + FindingText.count(models, "model", "models"),
                        "Whoever registers a model stakes MOR on it. All of it comes back when the model is deregistered,"
                                + " which needs that no provider's bid on it is active any more.")
                .amount(stake)
                .with(SessionEvidence.readAt(facts))
                .then(Advice.byOwner(
                        "Deregister the model: modelDeregister",
                        "Once the providers have deleted their bids on it. The stake then goes to this address.")));
    }
}
