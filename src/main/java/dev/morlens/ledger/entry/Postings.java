package dev.morlens.ledger.entry;

import java.util.List;

/**
 * What one batch of events does to the accounts.
 *
 * @param flows in the chain's order
 * @param sessions opened or changed, in their state after the batch; one an id
 * @param holds created or changed, in their state after the batch; one a session
 * @param payouts what the outflows that no event explains were found to be; kept with the raw facts, so that a rebuild
 *     finds the same without a node
 */
public record Postings(
        List<Flow> flows,
        List<Session> sessions,
        List<HoldRow> holds,
        List<PoolEntry> poolEntries,
        List<ModelEntry> modelEntries,
        List<PayoutFact> payouts,
        List<Anomaly> anomalies) {}
