package dev.morlens.diagnosis.rule;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.Flow;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Movements out of a wallet, in words. */
final class Outflow {

    private static final int MOST_NAMED = 3;

    private Outflow() {}

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
                Words.time(flow.block().time()),
                Words.mor(flow.amount()) + " " + to,
                "/" + facts.network().name() + "/tx/" + flow.txHash());
    }
}
