package dev.morlens.ledger.claim;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.bind.LedgerEvent;
import dev.morlens.ledger.entry.Posting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The outflows of a batch that no event explains, by block, receiver and purse. */
public final class BlockOutflows {

    /** @param direct out of the Diamond, else out of the funding account */
    private record Key(long block, Address to, boolean direct) {}

    private record Outflow(LogPosition at, Wei amount) {}

    private final Map<Key, List<Outflow>> groups = new HashMap<>();
    private final Map<LogPosition, Key> keys = new HashMap<>();

    public BlockOutflows(List<LedgerEvent> actions) {
        for (LedgerEvent ledgerEvent : actions) {
            switch (ledgerEvent) {
                case LedgerEvent.LeftDiamond a -> add(a.at(), a.to(), true, a.amount());
                case LedgerEvent.FundingSpent a -> add(a.at(), a.to(), false, a.amount());
                default -> {}
            }
        }
    }

    private void add(Posting at, Address to, boolean direct, Wei amount) {
        Key key = new Key(at.block().number(), to, direct);
        keys.put(at.position(), key);
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(new Outflow(at.position(), amount));
    }

    /** The amounts of this one and of those after it that went the same way in its block, in wei, in the chain's order. */
    List<Wei> from(LogPosition at) {
        return groups.get(keys.get(at)).stream()
                .filter(outflow -> outflow.at().logIndex() >= at.logIndex())
                .map(Outflow::amount)
                .toList();
    }
}
