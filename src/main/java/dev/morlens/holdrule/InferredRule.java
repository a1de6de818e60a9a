package dev.morlens.holdrule;

import dev.morlens.holdrule.CloserHistory.CloserSpan;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.store.read.NetworkReads;
import java.util.List;

/**
 * The rule of a version, as what it does tells. The pool version has a function of its own; classic and day-lock have
 * the same functions, so what their closes did tells them apart (docs/protocol.md, P25 and P53).
 *
 * @param how how that was found out, in words
 */
record InferredRule(HoldRule rule, String how) {

    /** So many closes must agree, where there are as many. */
    private static final int MOST_WITNESSES = 20;

    /** @param to the version's last block so far */
    static InferredRule of(NetworkReads networkReads, CloserSpan closerSpan, long to) {
        if (closerSpan.settles()) {
            return new InferredRule(
                    HoldRule.POOL, "the contract has settleExpiredSession, which only the pool version has");
        }
        List<Session> witnesses = networkReads.lateCloses(closerSpan.since().number() + 1, to, MOST_WITNESSES);
        long holding = witnesses.stream().filter(InferredRule::left).count();
        if (witnesses.isEmpty()) {
            return new InferredRule(
                    HoldRule.UNKNOWN, "no close under this version came late enough to tell it from its neighbour");
        }
        if (holding != 0 && holding != witnesses.size()) {
            return new InferredRule(HoldRule.UNKNOWN, "closes under this version contradict each other");
        }
        return holding == 0
                ? told(HoldRule.CLASSIC, "left no hold, as day-lock would have", witnesses)
                : told(HoldRule.DAY_LOCK, "left a hold, as classic would not", witnesses);
    }

    private static InferredRule told(HoldRule holdRule, String did, List<Session> witnesses) {
        return new InferredRule(
                holdRule,
                "session " + witnesses.getFirst().id() + ", closed after its end on the same UTC day, " + did);
    }

    private static boolean left(Session session) {
        return session.closing().orElseThrow().held().isPositive();
    }
}
