package dev.morlens.testing.truth;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.ModelEntry;
import dev.morlens.ledger.entry.PoolEntry;
import dev.morlens.ledger.entry.Session;
import java.util.List;
import java.util.Map;

/**
 * All accounts at one block, from wherever they were kept.
 *
 * @param balances what is left out is 0
 * @param holds withdrawn rows included
 */
public record Statement(
        Map<Account, Wei> balances,
        List<Session> sessions,
        List<HoldRow> holds,
        List<PoolEntry> poolEntries,
        List<ModelEntry> modelEntries) {}
