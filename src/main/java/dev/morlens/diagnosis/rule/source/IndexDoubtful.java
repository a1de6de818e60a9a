package dev.morlens.diagnosis.rule.source;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Holdings;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.feed.Verification;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says when what else is said rests on an index that is old, is away, or was found wrong about this address. */
public final class IndexDoubtful implements DiagnosisRule {

    private static final Map<Bucket, String> LACKING = new EnumMap<>(Map.of(
            Bucket.ON_HOLD, "what is on hold, of which there are too many rows to read just now",
            Bucket.MODEL_STAKE, "stakes on models",
            Bucket.STAKING_POOL, "what funds other wallets' sessions",
            Bucket.PROVIDER_DUE, "what sessions owe to it as a provider"));

    @Override
    public List<Finding> of(Case facts) {
        List<Finding> findings = new ArrayList<>();
        if (facts.asOf().stale()) {
            findings.add(behind(facts));
        }
        if (facts.position().accounts().verification().status() == Verification.Status.MISMATCH) {
            findings.add(differs(facts));
        } else if (facts.asOf().isLive()) {
            findings.add(facts.backfilling() ? incomplete(facts) : away(facts));
        }
        return findings;
    }

    private static Finding behind(Case facts) {
        return Finding.of(
                        FindingCode.INDEX_BEHIND,
                        "Not all that happened is in this diagnosis",
                        "MorLens is still reading the chain, cannot reach it, has heard of no newer block when there should"
                                + " be one, or was told too little by its nodes. What is said here is as of "
                                + FindingText.block(facts.asOf())
                                + ": something may be missing, and an address that looks empty need not be. What was"
                                + " locked or running then may be released or over by now, and what could be claimed may"
                                + " have been.")
                .with(SessionEvidence.readAt(facts), status(facts))
                .then(Advice.check(
                        "Come back when the index has caught up",
                        "The status page says how far it is. Nothing is lost meanwhile, and nothing has to be done because of"
                                + " it."));
    }

    private static Finding away(Case facts) {
        return told(facts, FindingCode.INDEX_AWAY, "MorLens's own records cannot be used just now", "")
                .then(Advice.check(
                        "Come back in a few minutes for the rest",
                        "Nothing is lost, and what is said below can be acted on meanwhile."));
    }

    private static Finding incomplete(Case facts) {
        return told(
                        facts,
                        FindingCode.INDEX_AWAY,
                        "MorLens's own records are not complete yet",
                        "MorLens is still reading the chain's history, which can take hours, or reads again what its nodes left"
                                + " out. ")
                .then(Advice.check(
                        "Come back for the rest when that is done",
                        "The status page says how far it is. Nothing is lost, and what is said below can be acted on"
                                + " meanwhile."));
    }

    private static Finding differs(Case facts) {
        String title = "MorLens's own figures for this address are not those of the chain";
        String found = "A comparison with the contracts found a difference. ";
        return facts.asOf().isLive()
                ? told(facts, FindingCode.INDEX_DIFFERS, title, found)
                        .then(Advice.check(
                                "Rely on what is said below",
                                "It does not rest on the figures that differ. The comparison is repeated, and this goes away"
                                        + " once it agrees."))
                : Finding.of(
                                FindingCode.INDEX_DIFFERS,
                                title,
                                found
                                        + "The contracts could not be read instead just now, so what is said below rests on"
                                        + " MorLens's own figures and may be wrong.")
                        .with(SessionEvidence.readAt(facts), status(facts))
                        .then(Advice.check(
                                "Load this page again in a minute before acting on it",
                                "The comparison is repeated, and this goes away once it agrees."));
    }

    /** Read from the contracts: what they cannot tell by an address alone is named. */
    private static Finding told(Case facts, FindingCode findingCode, String title, String why) {
        Set<Bucket> lacking = facts.asOf().incomplete();
        StringBuilder missing = new StringBuilder("past sessions and movements, and where MOR went");
        LACKING.forEach((bucket, what) -> missing.append(lacking.contains(bucket) ? "; " + what : ""));
        boolean unseen = facts.holdings().seen() == Holdings.Seen.NOTHING;
        return Finding.of(
                        findingCode,
                        title,
                        why + "What is said here was read straight from the contracts, as of "
                                + FindingText.block(facts.asOf())
                                + ", and holds. What only our records tell is missing: " + missing + "."
                                + (unseen
                                        ? " Its open sessions could not be looked at one by one either: whether one is"
                                                + " running or overdue is not said here."
                                        : ""))
                .with(SessionEvidence.readAt(facts), status(facts));
    }

    private static Evidence status(Case facts) {
        return Evidence.at(
                "How far the index is", "status page", "/" + facts.network().name() + "/status");
    }
}
