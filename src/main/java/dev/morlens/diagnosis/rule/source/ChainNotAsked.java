package dev.morlens.diagnosis.rule.source;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import java.util.List;

/** Says what could not be looked at, instead of passing over it. */
public final class ChainNotAsked implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        if (facts.chain().isPresent() && facts.health().onChain().isPresent()) {
            return List.of();
        }
        return List.of(Finding.of(
                        FindingCode.CHAIN_NOT_ASKED,
                        "Some things could not be asked of the chain just now",
                        source(facts) + " Whether transactions would succeed, whether the"
                                + " protocol can pay providers, the address's ETH and whether it is a contract could not be"
                                + " read at this block, and are left out rather than guessed. Either no node answered in"
                                + " time, or the questions were used up that this server asks a minute, in all or for one"
                                + " visitor.")
                .with(SessionEvidence.readAt(facts))
                .then(Advice.check("Load this page again in a minute", "Most often that is all it takes.")));
    }

    private static String source(Case facts) {
        return facts.asOf().isLive()
                ? "Where the MOR is was read from the contracts."
                : "What is said here comes from MorLens's own index.";
    }
}
