package dev.morlens.diagnosis.rule;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Action;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.store.Verification;
import java.util.ArrayList;
import java.util.List;

/** Says when what else is said rests on an index that is old, cannot be read, or was found wrong about this address. */
public final class IndexDoubtful implements Rule {

    @Override
    public List<Finding> of(Case facts) {
        List<Finding> findings = new ArrayList<>();
        if (facts.asOf().stale()) {
            findings.add(behind(facts));
        }
        if (facts.asOf().isLive()) {
            findings.add(away(facts));
        }
        if (facts.position().accounts().verification().status() == Verification.Status.MISMATCH) {
            findings.add(differs(facts));
        }
        return findings;
    }

    private static Finding behind(Case facts) {
        return Finding.of(
                        Code.INDEX_BEHIND,
                        "The newest blocks are not in this diagnosis",
                        "MorLens is still reading the chain's history, or cannot reach the chain just now. What is said here is"
                                + " as of " + Words.block(facts.asOf())
                                + ": what happened later is missing, and an address that"
                                + " looks empty need not be.")
                .with(SessionEvidence.readAt(facts), status(facts))
                .then(Action.check(
                        "Come back when the index has caught up",
                        "The status page says how far it is. Nothing is lost meanwhile, and nothing has to be done because of"
                                + " it."));
    }

    private static Finding away(Case facts) {
        boolean unseen = facts.position().sessions().count() > 0
                && facts.holdings().counts().open() == 0;
        return Finding.of(
                        Code.INDEX_AWAY,
                        "MorLens's own records cannot be used just now",
                        "What is said here was read straight from the contracts, as of " + Words.block(facts.asOf())
                                + ", and holds. What only our records tell is missing: past sessions and movements, where"
                                + " MOR went, stakes on models, what funds other wallets' sessions, and what sessions owe"
                                + " to a provider."
                                + (unseen ? " Its open sessions could not be looked at one by one either." : ""))
                .with(SessionEvidence.readAt(facts), status(facts))
                .then(Action.check(
                        "Come back in a few minutes for the rest",
                        "Nothing is lost, and what is said below can be acted on meanwhile."));
    }

    private static Finding differs(Case facts) {
        return Finding.of(
                        Code.INDEX_DIFFERS,
                        "MorLens's own figures for this address are not those of the chain",
                        "A comparison with the contract found a difference. The amounts of this address are therefore read from"
                                + " the chain, but what is said below rests on MorLens's own figures and may be wrong.")
                .with(SessionEvidence.readAt(facts), status(facts))
                .then(Action.check(
                        "Rely on the amounts, not on what is said below",
                        "The comparison is repeated, and this goes away once it agrees."));
    }

    private static Evidence status(Case facts) {
        return Evidence.at(
                "How far the index is", "status page", "/" + facts.network().name() + "/status");
    }
}
