package dev.morlens.preview;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.event.ProtocolEvent.FacetCut;
import dev.morlens.store.Upgrade;
import java.util.List;
import java.util.Optional;

/** Which functions of the Diamond the index saw come and go. */
final class Functions {

    private static final int REMOVE = 2;

    private Functions() {}

    /**
     * The upgrade that took a function away; empty if the index saw none, or saw it come back. One upgrade removes it and
     * adds it again where its code changes (protocol.md, trap 10).
     */
    static Optional<BlockRef> removed(List<Upgrade> upgrades, int selector) {
        Optional<BlockRef> removed = Optional.empty();
        for (Upgrade upgrade : upgrades) {
            for (FacetCut cut : upgrade.cuts()) {
                if (cut.selectors().contains(selector)) {
                    removed = Optional.of(upgrade.block()).filter(at -> cut.action() == REMOVE);
                }
            }
        }
        return removed;
    }
}
