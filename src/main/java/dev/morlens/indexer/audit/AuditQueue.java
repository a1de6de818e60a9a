package dev.morlens.indexer.audit;

import dev.morlens.chain.value.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Addresses that wait for an audit, each once, the first come first. It is bounded: what does not fit is left to the slow
 * walk. Safe for many threads.
 */
public final class AuditQueue {

    private static final int MOST = 20_000;

    private final Set<Address> never;
    private final Set<Address> waiting = new LinkedHashSet<>();

    /** @param never addresses that are no owner of what they hold */
    public AuditQueue(Set<Address> never) {
        this.never = never;
    }

    synchronized void add(Collection<Address> addresses) {
        for (Address address : addresses) {
            if (waiting.size() < MOST && !never.contains(address)) {
                waiting.add(address);
            }
        }
    }

    synchronized List<Address> take(int most) {
        List<Address> taken = new ArrayList<>();
        Iterator<Address> first = waiting.iterator();
        while (first.hasNext() && taken.size() < most) {
            taken.add(first.next());
            first.remove();
        }
        return taken;
    }

    synchronized int size() {
        return waiting.size();
    }
}
