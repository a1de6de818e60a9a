package dev.morlens.ledger.claim;

import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.PayoutFact;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionFacts.Closeout;
import dev.morlens.protocol.event.SessionId;
import java.util.Map;

/**
 * What views say about a batch, because its logs do not.
 *
 * @param openings facts of every session that the batch opens
 * @param closeouts how sessions that end in the batch were closed, where it was not known at their opening
 * @param collected what sessions' providers had collected ({@code providerWithdrawnAmount}, in wei) at some block not
 *     before the batch; for outflows that {@code evidence} does not settle
 * @param evidence what a {@link ClaimSearch} found out
 * @param payouts what earlier postings of the same logs found, for a rebuild; {@code evidence} counts before it
 */
public record BatchFacts(
        Map<SessionId, SessionFacts> openings,
        Map<SessionId, Closeout> closeouts,
        Map<SessionId, Wei> collected,
        ClaimEvidence evidence,
        Map<LogPosition, PayoutFact> payouts) {

    public static BatchFacts of(Map<SessionId, SessionFacts> openings) {
        return new BatchFacts(openings, Map.of(), Map.of(), ClaimEvidence.NONE, Map.of());
    }

    public BatchFacts withCollected(Map<SessionId, Wei> amounts) {
        return new BatchFacts(openings, closeouts, amounts, evidence, payouts);
    }

    public BatchFacts withCloseouts(Map<SessionId, Closeout> found) {
        return new BatchFacts(openings, found, collected, evidence, payouts);
    }

    public BatchFacts withEvidence(ClaimEvidence found) {
        return new BatchFacts(openings, closeouts, collected, found, payouts);
    }
}
