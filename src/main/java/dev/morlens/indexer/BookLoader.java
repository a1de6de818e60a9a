package dev.morlens.indexer;

import dev.morlens.ledger.Books;
import dev.morlens.ledger.Keys;
import dev.morlens.store.LoadedState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts into books what they lack, from the store. */
final class BookLoader {

    private final Function<Keys, LoadedState> store;

    BookLoader(Function<Keys, LoadedState> store) {
        this.store = store;
    }

    /** With a store that has everything that was ever posted. */
    void fill(Books books, Keys keys) {
        fill(books, keys, () -> {});
    }

    /**
     * Whatever was posted to these books is in them, and so a batch on its way to the store is not missed here; except
     * that its sessions are not known as those of a provider of whom nothing was asked yet.
     *
     * @param settled waits until the store has all that was posted
     */
    void fill(Books books, Keys keys, Runnable settled) {
        Keys missing = books.missing(keys);
        if (missing.isEmpty()) {
            return;
        }
        if (!missing.creditors().isEmpty()) {
            settled.run();
        }
        LoadedState found = store.apply(missing);
        missing.balances()
                .forEach(address -> books.putBalances(address, found.balances().getOrDefault(address, Map.of())));
        missing.sessions()
                .forEach(id -> books.putSession(
                        id, Optional.ofNullable(found.sessions().get(id))));
        missing.holders().forEach(user -> books.putHolds(user, found.holds().getOrDefault(user, List.of())));
        missing.creditors()
                .forEach(provider ->
                        books.putCreditor(provider, found.creditors().getOrDefault(provider, List.of())));
        missing.grants()
                .forEach(grant -> books.putDayBuckets(grant, found.dayBuckets().getOrDefault(grant, Map.of())));
    }
}
