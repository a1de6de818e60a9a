package dev.morlens.preview;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.preview.Action.Step;
import dev.morlens.protocol.abi.Revert;
import dev.morlens.protocol.event.ProtocolEvent.FacetCut;
import dev.morlens.store.Upgrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the functions that actions call the Diamond has.
 *
 * @param told by a node; empty if none could be asked
 * @param upgrades that the index saw, the oldest first
 */
record KnownFunctions(Optional<OfferFacts> told, List<Upgrade> upgrades) {

    private static final int REMOVE = 2;

    /**
     * Without calls to functions that are missing: a later step is left out alone, because those before it work without
     * it; one that lacks a function for what can be sent first is no offer.
     */
    List<Action> onlyPresent(List<Action> actions) {
        return actions.stream().map(this::onlyPresent).toList();
    }

    private Action onlyPresent(Action action) {
        List<Step> kept = new ArrayList<>();
        Action known = action;
        for (Step step : action.calls()) {
            if (has(step)) {
                kept.add(step);
            } else if (step.notBefore().isEmpty() || kept.isEmpty()) {
                return withoutCalls(action, step);
            } else {
                known = known.needing("Part of it is held back, and the contract does not have the function that brings"
                        + " that part, " + step.call().function()
                        + ", at present: it stays held until the function is back. "
                        + removal(step));
            }
        }
        return known.calling(kept);
    }

    private Action withoutCalls(Action action, Step missing) {
        Revert expected = Revert.expected("Diamond: selector is not registered");
        return action.calling(List.of())
                .expecting(Outlook.failing(expected, removal(missing), told.map(OfferFacts::block)));
    }

    private String removal(Step missing) {
        String function = missing.call().function();
        return removed(missing)
                .map(at -> "An upgrade at block " + at.number() + " removed " + function + ".")
                .orElse("It lacks " + function + ".");
    }

    private boolean has(Step step) {
        return told.map(known -> known.functions().get(step.call().selector()))
                .orElseGet(() -> removed(step).isEmpty());
    }

    /**
     * The upgrade that took a function away; empty if the index saw none, or saw it come back. One upgrade removes it
     * and adds it again where its code changes (docs/protocol.md, P52).
     */
    private Optional<BlockRef> removed(Step step) {
        Optional<BlockRef> removed = Optional.empty();
        for (Upgrade upgrade : upgrades) {
            for (FacetCut cut : upgrade.cuts()) {
                if (cut.selectors().contains(step.call().selector())) {
                    removed = Optional.of(upgrade.block()).filter(at -> cut.action() == REMOVE);
                }
            }
        }
        return removed;
    }
}
