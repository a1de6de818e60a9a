package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the store knows of some {@link dev.morlens.ledger.book.LedgerKeys}; what is left out does not exist or is 0.
 *
 * @param holds by user, the rows on hold in slot order
 * @param creditors by provider, its sessions that are open or still owe it something, oldest first
 * @param dayBuckets by grant, what waits for which release, in wei
 */
public record LoadedState(
        Map<Address, Map<Bucket, Wei>> balances,
        Map<SessionId, Session> sessions,
        Map<Address, List<HoldRow>> holds,
        Map<Address, List<Session>> creditors,
        Map<Grant, Map<Instant, Wei>> dayBuckets) {}
