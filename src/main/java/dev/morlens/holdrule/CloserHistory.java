package dev.morlens.holdrule;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.abi.Selectors;
import dev.morlens.protocol.event.ProtocolEvent.FacetCut;
import dev.morlens.store.read.Upgrade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows which contract closes sessions, from upgrade to upgrade (docs/protocol.md, P52). */
final class CloserHistory {

    private static final int REMOVE = 2;

    /**
     * While that contract closes sessions.
     *
     * @param settles whether sessions can be settled by anybody, too
     */
    record CloserSpan(BlockRef since, Address closer, boolean settles) {

        boolean closesLike(CloserSpan other) {
            return closer.equals(other.closer) && settles == other.settles;
        }
    }

    private final Map<Integer, Address> bySelector = new HashMap<>();
    private final List<CloserSpan> spans = new ArrayList<>();

    private CloserHistory() {}

    /** In order; an upgrade that leaves closing as it was begins none. */
    static List<CloserSpan> spans(List<Upgrade> upgrades) {
        CloserHistory closerHistory = new CloserHistory();
        upgrades.forEach(closerHistory::apply);
        return closerHistory.spans;
    }

    private void apply(Upgrade upgrade) {
        upgrade.cuts().forEach(this::cut);
        Address closer = bySelector.get(Selectors.CLOSE_SESSION);
        if (closer == null) {
            return;
        }
        CloserSpan closerSpan =
                new CloserSpan(upgrade.block(), closer, bySelector.containsKey(Selectors.SETTLE_EXPIRED_SESSION));
        if (spans.isEmpty() || !spans.getLast().closesLike(closerSpan)) {
            spans.removeIf(last -> last.since().equals(closerSpan.since()));
            spans.add(closerSpan);
        }
    }

    private void cut(FacetCut cut) {
        cut.selectors().forEach(selector -> {
            if (cut.action() == REMOVE) {
                bySelector.remove(selector);
            } else {
                bySelector.put(selector, cut.facet());
            }
        });
    }
}
