package dev.morlens.ledger.claim;

import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * What views told about the outflows of a batch that no event explains (docs/claims.md).
 *
 * @param collected by session and block number: what its provider had collected by the end of that block
 *     ({@code providerWithdrawnAmount}, in wei)
 * @param settled the outflows of which this says for which session each was, if it was a claim at all
 * @param unsettled those of which nobody could say it, because no node keeps the state of their blocks
 */
public record ClaimEvidence(
        Map<SessionId, NavigableMap<Long, Wei>> collected, Set<LogPosition> settled, Set<LogPosition> unsettled) {

    public static final ClaimEvidence NONE = new ClaimEvidence(Map.of(), Set.of(), Set.of());

    /** What was told for the first block from that one on. */
    Optional<Map.Entry<Long, Wei>> from(SessionId session, long block) {
        return Optional.ofNullable(collected.get(session)).map(told -> told.ceilingEntry(block));
    }
}
