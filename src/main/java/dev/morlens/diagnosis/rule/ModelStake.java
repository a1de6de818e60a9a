package dev.morlens.diagnosis.rule;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Action;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Bucket;
import java.util.List;

/** Stakes on models. */
public final class ModelStake implements Rule {

    @Override
    public List<Finding> of(Case facts) {
        Wei stake = facts.position().balance(Bucket.MODEL_STAKE);
        if (!stake.isPositive()) {
            return List.of();
        }
        int models = facts.position().accounts().modelCount();
        return List.of(Finding.of(
                        Code.MODEL_STAKE,
                        Words.mor(stake) + " is staked on " + Words.count(models, "model", "models"),
                        "Whoever registers a model stakes MOR on it. All of it comes back when the model is deregistered,"
                                + " which needs that no provider's bid on it is active any more.")
                .amount(stake)
                .with(SessionEvidence.readAt(facts))
                .then(Action.byOwner(
                        "Deregister the model: modelDeregister",
                        "Once the providers have deleted their bids on it. The stake then goes to this address.")));
    }
}
