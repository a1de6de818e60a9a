package dev.morlens.store.write;

import dev.morlens.chain.value.RawLog;
import dev.morlens.ledger.claim.BatchFacts;
import java.util.List;

/**
 * Stored logs of whole blocks, in order, with the facts that were read for them.
 *
 * @param lastBlock the highest block it covers
 */
public record RawChunk(long lastBlock, List<RawLog> logs, BatchFacts facts) {}
