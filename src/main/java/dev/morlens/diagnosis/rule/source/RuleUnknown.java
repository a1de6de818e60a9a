package dev.morlens.diagnosis.rule.source;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.holdrule.RulePeriod;
import java.util.List;

/** Says where the rule of holds was looked for and not found, for those whom it will concern. */
public final class RuleUnknown implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        boolean concerned =
                facts.position().sessions().count() > 0 && !facts.rule().equals(RulePeriod.UNREAD);
        if (!concerned || facts.rule().rule() != dev.morlens.protocol.math.HoldRule.UNKNOWN) {
            return List.of();
        }
        return List.of(Finding.of(
                        FindingCode.RULE_UNKNOWN,
                        "How much a close will hold back is not certain",
                        "The contract has had several rules for it, and nothing that was read tells which one is in force:"
                                + " neither the functions that it has, nor the latest closes. What is held already is not"
                                + " in doubt, since it is taken from the transfers themselves.")
                .with(Evidence.of("What was found", facts.rule().how()), SessionEvidence.readAt(facts))
                .then(Advice.check(
                        "Look at the session's page after it is closed",
                        "It then shows what was held, and until when.")));
    }
}
