package dev.morlens.indexer.post;

import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.protocol.abi.Decoding.Undecodable;
import java.util.ArrayList;
import java.util.List;

/** Logs that could not be decoded are counted with what the ledger could not explain. */
public final class UndecodedLogCounter {

    private UndecodedLogCounter() {}

    public static Postings with(Postings postings, List<Undecodable> undecodable) {
        if (undecodable.isEmpty()) {
            return postings;
        }
        List<Anomaly> anomalies = new ArrayList<>(postings.anomalies());
        for (Undecodable log : undecodable) {
            Posting at = new Posting(
                    log.log().block(), log.log().logIndex(), log.log().txHash());
            anomalies.add(new Anomaly(at, Anomaly.AnomalyCode.UNDECODABLE_LOG, log.why()));
        }
        return new Postings(
                postings.flows(),
                postings.sessions(),
                postings.holds(),
                postings.poolEntries(),
                postings.modelEntries(),
                postings.payouts(),
                anomalies);
    }
}
