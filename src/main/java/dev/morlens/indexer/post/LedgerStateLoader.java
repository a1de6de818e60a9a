package dev.morlens.indexer.post;

import dev.morlens.ledger.book.LedgerKeys;
import dev.morlens.ledger.book.LedgerState;
import dev.morlens.store.write.LoadedState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts into books what they lack, from the store. */
public final class LedgerStateLoader {

    private final Function<LedgerKeys, LoadedState> store;

    public LedgerStateLoader(Function<LedgerKeys, LoadedState> store) {
        this.store = store;
    }

    /** With a store that has everything that was ever posted. */
    public void fill(LedgerState ledgerState, LedgerKeys ledgerKeys) {
        fill(ledgerState, ledgerKeys, () -> {});
    }

    /**
     * Whatever was posted to these books is in them, and so a batch on its way to the store is not missed here; except
     * that its sessions are not known as those of a provider of whom nothing was asked yet.
     *
     * @param settled waits until the store has all that was posted
     */
    void fill(LedgerState ledgerState, LedgerKeys ledgerKeys, Runnable settled) {
        LedgerKeys missing = ledgerState.missing(ledgerKeys);
        if (missing.isEmpty()) {
            return;
        }
        if (!missing.creditors().isEmpty()) {
            settled.run();
        }
        LoadedState found = store.apply(missing);
        missing.balances()
                .forEach(address ->
                        ledgerState.putBalances(address, found.balances().getOrDefault(address, Map.of())));
        missing.sessions()
                .forEach(id -> ledgerState.putSession(
                        id, Optional.ofNullable(found.sessions().get(id))));
        missing.holders()
                .forEach(user -> ledgerState.putHolds(user, found.holds().getOrDefault(user, List.of())));
        missing.creditors()
                .forEach(provider ->
                        ledgerState.putCreditor(provider, found.creditors().getOrDefault(provider, List.of())));
        missing.grants()
                .forEach(grant ->
                        ledgerState.putDayBuckets(grant, found.dayBuckets().getOrDefault(grant, Map.of())));
    }
}
