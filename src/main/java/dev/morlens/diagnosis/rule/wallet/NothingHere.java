package dev.morlens.diagnosis.rule.wallet;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Case.Elsewhere;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import java.util.ArrayList;
import java.util.List;

/** A wallet with nothing: whether it is elsewhere, left, or never was. Without the newest blocks, or without history, nobody can tell. */
public final class NothingHere implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        if (!facts.isEmpty() || facts.labels().own().isPresent()) {
            return List.of();
        }
        if (facts.asOf().stale() || !facts.asOf().incomplete().isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        facts.elsewhere().stream()
                .filter(other -> !FindingText.isDust(other.position().total()))
                .map(NothingHere::elsewhere)
                .forEach(findings::add);
        if (facts.holdings().isTold()) {
            return findings;
        }
        List<Flow> left = OutflowText.largest(facts.holdings().outflows(facts.address()).stream());
        if (!left.isEmpty()) {
            findings.add(left(facts, left));
        } else if (findings.isEmpty() && isUnknown(facts)) {
            findings.add(never(facts));
        }
        return findings;
    }

    /** A wallet that only ever used others' pool never had MOR of its own, but is no stranger. */
    private static boolean isUnknown(Case facts) {
        return facts.position().accounts().firstSeen().isEmpty()
                && facts.holdings().hosts().isEmpty()
                && facts.holdings().counts().open() == 0
                && facts.holdings().counts().closed() == 0;
    }

    private static Finding elsewhere(Elsewhere other) {
        String title = other.network().title();
        String page = "/" + other.network().name() + "/address/"
                + other.position().address().checksummed();
        return Finding.of(
                        FindingCode.MOR_ELSEWHERE,
                        "Nothing is here, but "
                                + FindingText.mor(other.position().total()) + " is on " + title,
                        "The same address exists on every network, each with MOR of its own: MOR on one network does not"
                                + " show on another.")
                .amount(other.position().total())
                .with(
                        Evidence.at(
                                "This address on " + title,
                                FindingText.mor(other.position().total()),
                                page),
                        Evidence.of(
                                "Read at",
                                title + ", "
                                        + FindingText.block(other.position().asOf())))
                .then(Advice.check("Look at this address on " + title, "And set the wallet to that network."));
    }

    private static Finding left(Case facts, List<Flow> flows) {
        boolean burnt = flows.stream().anyMatch(flow -> flow.to().bucket() == Bucket.SUPPLY);
        return Finding.of(
                        FindingCode.MOR_LEFT,
                        "The MOR that was here was sent away",
                        "Transactions that this address signed, or allowed others to make, moved it. "
                                + (flows.size() == 1
                                        ? "The latest is named below, with whom it went to."
                                        : "The " + flows.size()
                                                + " largest of the latest are named below, with whom they"
                                                + " went to; the amount is that of those together.")
                                + (burnt
                                        ? " What went to the zero address was burnt here; a bridge does so to pay it out on"
                                                + " another network."
                                        : ""))
                .amount(Wei.sum(flows.stream().map(Flow::amount).toList()))
                .with(flows.stream()
                        .map(flow -> OutflowText.evidence(facts, flow))
                        .toList())
                .with(
                        Evidence.at("All movements", "the whole list", facts.page("/movements")),
                        SessionEvidence.readAt(facts))
                .then(Advice.check(
                        "Look at the receiving addresses",
                        burnt
                                ? "And at this address on the other network, if a bridge was used."
                                : "They may be another wallet of the same owner, or an exchange."));
    }

    private static Finding never(Case facts) {
        return Finding.of(
                        FindingCode.NEVER_SEEN,
                        "This address has never had MOR on this network",
                        "No transfer, session or stake of it is known here. Most often it is another address than the one that"
                                + " was meant: wallet programs derive several from one seed phrase, and a node has one of its"
                                + " own. Users of a hosted gateway or API key have no sessions of their own on the chain: the"
                                + " gateway's wallet opens them.")
                .with(SessionEvidence.readAt(facts))
                .then(
                        Advice.check(
                                "Compare the address",
                                "With the one in the wallet program or in the node's log, all of its digits."),
                        Advice.check(
                                "With a hosted gateway, ask its operator",
                                "Its balance is kept there, not on the chain."));
    }
}
