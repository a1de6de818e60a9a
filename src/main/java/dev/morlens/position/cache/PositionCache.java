package dev.morlens.position.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.position.cache.HeadSequencer.Announced;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.store.read.AddressAccounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The accounts at hand, in step with the announced heads; {@link HeadSequencer} has the rule. Knows neither store nor clock. */
final class PositionCache {

    /** What a landing reads again: accounts at a block, which is the landing's head unless something went wrong. */
    interface Reload {
        Loaded read(Collection<Address> addresses);
    }

    record Loaded(BlockRef block, Map<Address, AddressAccounts> accounts) {}

    /** @param at the block that the accounts hold at */
    record Hit(CachedAccounts entry, BlockRef at) {}

    /** @param version of an address's figures, which holds at that head */
    record At(BlockRef head, long version) {}

    private record Key(String network, Address address) {}

    private final Cache<Key, CachedAccounts> cache;
    private final Map<String, HeadSequencer> heads = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    PositionCache(long bytes, LongSupplier nanos) {
        this.nanos = nanos;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, CachedAccounts entry) -> entry.weight())
                .recordStats()
                .build();
    }

    Cache<?, ?> metered() {
        return cache;
    }

    Optional<BlockRef> head(String network) {
        return line(network).announced().map(Announced::block);
    }

    /** The head first, then the entry: the entry is then of that head, or of a later one that names itself. */
    Optional<Hit> get(String network, Address address) {
        Optional<Announced> head = line(network).announced();
        if (head.isEmpty()) {
            return Optional.empty();
        }
        CachedAccounts entry = cache.getIfPresent(new Key(network, address));
        if (entry == null) {
            return Optional.empty();
        }
        entry.touch(nanos.getAsLong());
        boolean ofLaterHead = entry.sequence > head.get().sequence();
        return Optional.of(new Hit(entry, ofLaterHead ? entry.block : head.get().block()));
    }

    /** The head first, then the version, as {@link HeadSequencer} wants it. Counts as having been read. */
    Optional<At> standing(String network, Address address) {
        HeadSequencer line = line(network);
        return line.announced().map(Announced::block).map(head -> {
            long version = line.versions().of(address);
            CachedAccounts entry = cache.getIfPresent(new Key(network, address));
            if (entry != null) {
                entry.touch(nanos.getAsLong());
            }
            return new At(head, version);
        });
    }

    long version(String network, Address address) {
        return line(network).versions().of(address);
    }

    /** The versions that hold at a block; empty unless it is the announced head, and no other is about to be. */
    Optional<Map<Address, Long>> settled(String network, BlockRef block, Collection<Address> addresses) {
        HeadSequencer line = line(network);
        Map<Address, Long> found = new HashMap<>();
        boolean settled = line.ifSettledAt(
                block,
                sequence -> addresses.forEach(
                        address -> found.put(address, line.versions().of(address))));
        return settled ? Optional.of(found) : Optional.empty();
    }

    /** Another number as soon as anything of any address may read differently. */
    long versionOfAll(String network) {
        return line(network).versions().ofAll();
    }

    /** Caches what was loaded, unless something landed since. */
    boolean put(String network, Loaded loaded) {
        return line(network)
                .ifSettledAt(
                        loaded.block(),
                        sequence -> loaded.accounts()
                                .values()
                                .forEach(accounts -> cache.put(
                                        new Key(network, accounts.address()),
                                        new CachedAccounts(accounts, loaded.block(), sequence, nanos.getAsLong()))));
    }

    /**
     * Takes a landing in: touched entries read within {@code recentNanos} are replaced, the others dropped, then the head
     * is announced, also if reading again fails.
     */
    void land(HeadChanged headChanged, long recentNanos, int atMost, Reload reload) {
        HeadSequencer line = line(headChanged.network());
        long sequence = line.begin();
        try {
            List<Address> wanted = drop(headChanged, nanos.getAsLong() - recentNanos, atMost);
            change(headChanged, line);
            if (!wanted.isEmpty()) {
                replace(headChanged, sequence, reload.read(wanted));
            }
        } finally {
            line.announce(headChanged.head());
        }
    }

    /** Always right: whoever asks next reads anew. */
    void drop(String network, Collection<Address> addresses) {
        addresses.forEach(address -> cache.invalidate(new Key(network, address)));
        line(network).versions().change(addresses);
    }

    /** What names the newest announcement; to be asked before the store is. */
    long sequence(String network) {
        return line(network).sequence();
    }

    /** Takes in a head that the store had after that announcement: if it moved unheard, nothing at hand holds any more. */
    void found(String network, BlockRef head, long sequence) {
        HeadSequencer line = line(network);
        if (head(network).equals(Optional.of(head)) || !line.beginAfter(sequence)) {
            return;
        }
        try {
            cache.asMap().keySet().removeIf(key -> key.network().equals(network));
            line.versions().changeAll();
        } finally {
            line.announce(head);
        }
    }

    /** What a reorganisation takes back may be told of anybody: of a block, or of who holds most. So may what an upgrade changes. */
    private static void change(HeadChanged headChanged, HeadSequencer line) {
        boolean undoes = line.announced()
                .filter(before -> before.block().number() >= headChanged.head().number())
                .isPresent();
        if (undoes || headChanged.upgrades()) {
            line.versions().changeAll();
        } else {
            line.versions().change(headChanged.touched());
            line.versions().change(headChanged.mentioned());
        }
    }

    private List<Address> drop(HeadChanged headChanged, long recentSince, int atMost) {
        List<CachedAccounts> dropped = new ArrayList<>();
        for (Address address : headChanged.touched()) {
            CachedAccounts entry = cache.asMap().remove(new Key(headChanged.network(), address));
            if (entry != null && entry.wasReadSince(recentSince)) {
                dropped.add(entry);
            }
        }
        dropped.sort(Comparator.comparingLong(CachedAccounts::readAt).reversed());
        return dropped.stream().limit(atMost).map(CachedAccounts::address).toList();
    }

    private void replace(HeadChanged headChanged, long sequence, Loaded loaded) {
        if (!loaded.block().equals(headChanged.head())) {
            return;
        }
        loaded.accounts()
                .values()
                .forEach(accounts -> cache.put(
                        new Key(headChanged.network(), accounts.address()),
                        new CachedAccounts(accounts, loaded.block(), sequence, nanos.getAsLong())));
    }

    private HeadSequencer line(String network) {
        return heads.computeIfAbsent(network, name -> new HeadSequencer());
    }
}
