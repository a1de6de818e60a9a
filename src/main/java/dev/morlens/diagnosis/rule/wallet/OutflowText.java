package dev.morlens.diagnosis.rule.wallet;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Movements out of a wallet, in words. */
final class OutflowText {

    private static final int MOST_NAMED = 3;

    private OutflowText() {}

    /** The largest of the newest, newest first. */
    static List<Flow> largest(Stream<Flow> flows) {
        return flows.sorted(Comparator.comparing(Flow::amount).reversed())
                .limit(MOST_NAMED)
                .sorted(Comparator.comparing(Flow::position).reversed())
                .toList();
    }

    static Evidence evidence(Case facts, Flow flow) {
        String to = flow.to().bucket() == Bucket.SUPPLY
                ? "burnt, which is also how a bridge takes MOR to another network"
                : "to " + flow.to().owner().checksummed();
        return Evidence.at(
                FindingText.time(flow.block().time()),
                FindingText.mor(flow.amount()) + " " + to,
                "/" + facts.network().name() + "/tx/" + flow.txHash());
    }
}
