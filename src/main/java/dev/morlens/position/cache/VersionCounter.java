package dev.morlens.position.cache;

import dev.morlens.chain.value.Address;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A number for each address of one network: another one, never used before, as soon as what is told of the address may read
 * differently. A new head alone changes none. Numbers of addresses that nothing happened to for long are one and the same.
 */
final class VersionCounter {

    /** Some 100 bytes each: what blocks of days touch. Where there are more, all addresses get a new number. */
    private static final int MOST = 50_000;

    private final AtomicLong last = new AtomicLong();
    private final Map<Address, Long> changed = new ConcurrentHashMap<>();
    private volatile long others;

    long of(Address address) {
        Long own = changed.get(address);
        return own == null ? others : own;
    }

    /** Changes whenever any address's does. */
    long ofAll() {
        return last.get();
    }

    void change(Collection<Address> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        long next = last.incrementAndGet();
        addresses.forEach(address -> changed.put(address, next));
        if (changed.size() > MOST) {
            changeAll();
        }
    }

    /** The number for all others first: whoever does not find an address's own any more must not find the old one. */
    void changeAll() {
        others = last.incrementAndGet();
        changed.clear();
    }
}
