package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.abi.Selectors;
import dev.morlens.protocol.event.ProtocolEvent.FacetCut;
import dev.morlens.store.Upgrade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows which contract closes sessions, from upgrade to upgrade (docs/protocol.md, P52). */
final class Facets {

    private static final int REMOVE = 2;

    /**
     * While that contract closes sessions.
     *
     * @param settles whether sessions can be settled by anybody, too
     */
    record Span(BlockRef since, Address closer, boolean settles) {

        boolean closesLike(Span other) {
            return closer.equals(other.closer) && settles == other.settles;
        }
    }

    private final Map<Integer, Address> bySelector = new HashMap<>();
    private final List<Span> spans = new ArrayList<>();

    private Facets() {}

    /** In order; an upgrade that leaves closing as it was begins none. */
    static List<Span> spans(List<Upgrade> upgrades) {
        Facets facets = new Facets();
        upgrades.forEach(facets::apply);
        return facets.spans;
    }

    private void apply(Upgrade upgrade) {
        upgrade.cuts().forEach(this::cut);
        Address closer = bySelector.get(Selectors.CLOSE_SESSION);
        if (closer == null) {
            return;
        }
        Span span = new Span(upgrade.block(), closer, bySelector.containsKey(Selectors.SETTLE_EXPIRED_SESSION));
        if (spans.isEmpty() || !spans.getLast().closesLike(span)) {
            spans.removeIf(last -> last.since().equals(span.since()));
            spans.add(span);
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
