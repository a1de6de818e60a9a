package dev.morlens.preview;

import dev.morlens.ledger.Session;
import dev.morlens.preview.Facets.Span;
import dev.morlens.protocol.math.Rule;
import dev.morlens.store.Reads;
import java.util.List;

/**
 * The rule of a version, as what it does tells. The pool version has a function of its own; classic and day-lock have
 * the same functions, so what their closes did tells them apart (docs/protocol.md, P25 and P53).
 *
 * @param how how that was found out, in words
 */
record Behaviour(Rule rule, String how) {

    /** So many closes must agree, where there are as many. */
    private static final int MOST_WITNESSES = 20;

    /** @param to the version's last block so far */
    static Behaviour of(Reads reads, Span span, long to) {
        if (span.settles()) {
            return new Behaviour(Rule.POOL, "the contract has settleExpiredSession, which only the pool version has");
        }
        List<Session> witnesses = reads.lateCloses(span.since().number() + 1, to, MOST_WITNESSES);
        long holding = witnesses.stream().filter(Behaviour::left).count();
        if (witnesses.isEmpty()) {
            return new Behaviour(
                    Rule.UNKNOWN, "no close under this version came late enough to tell it from its neighbour");
        }
        if (holding != 0 && holding != witnesses.size()) {
            return new Behaviour(Rule.UNKNOWN, "closes under this version contradict each other");
        }
        return holding == 0
                ? told(Rule.CLASSIC, "left no hold, as day-lock would have", witnesses)
                : told(Rule.DAY_LOCK, "left a hold, as classic would not", witnesses);
    }

    private static Behaviour told(Rule rule, String did, List<Session> witnesses) {
        return new Behaviour(
                rule, "session " + witnesses.getFirst().id() + ", closed after its end on the same UTC day, " + did);
    }

    private static boolean left(Session session) {
        return session.closing().orElseThrow().held().isPositive();
    }
}
