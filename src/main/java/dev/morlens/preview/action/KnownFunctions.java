package dev.morlens.preview.action;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.protocol.abi.Revert;
import dev.morlens.protocol.event.ProtocolEvent.FacetCut;
import dev.morlens.store.read.Upgrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the functions that actions call the Diamond has.
 *
 * @param told by a node; empty if none could be asked
 * @param upgrades that the index saw, the oldest first
 */
record KnownFunctions(Optional<ActionNodeFacts> told, List<Upgrade> upgrades) {

    private static final int REMOVE = 2;

    /**
     * Without calls to functions that are missing: a later step is left out alone, because those before it work without
     * it; one that lacks a function for what can be sent first is no offer.
     */
    List<RecoveryAction> onlyPresent(List<RecoveryAction> actions) {
        return actions.stream().map(this::onlyPresent).toList();
    }

    private RecoveryAction onlyPresent(RecoveryAction recoveryAction) {
        List<CallStep> kept = new ArrayList<>();
        RecoveryAction known = recoveryAction;
        for (CallStep callStep : recoveryAction.calls()) {
            if (has(callStep)) {
                kept.add(callStep);
            } else if (callStep.notBefore().isEmpty() || kept.isEmpty()) {
                return withoutCalls(recoveryAction, callStep);
            } else {
                known = known.needing("Part of it is held back, and the contract does not have the function that brings"
                        + " that part, " + callStep.call().function()
                        + ", at present: it stays held until the function is back. "
                        + removal(callStep));
            }
        }
        return known.calling(kept);
    }

    private RecoveryAction withoutCalls(RecoveryAction recoveryAction, CallStep missing) {
        Revert expected = Revert.expected("Diamond: selector is not registered");
        return recoveryAction
                .calling(List.of())
                .expecting(Outlook.failing(expected, removal(missing), told.map(ActionNodeFacts::block)));
    }

    private String removal(CallStep missing) {
        String function = missing.call().function();
        return removed(missing)
                .map(at -> "An upgrade at block " + at.number() + " removed " + function + ".")
                .orElse("It lacks " + function + ".");
    }

    private boolean has(CallStep callStep) {
        return told.map(known -> known.functions().get(callStep.call().selector()))
                .orElseGet(() -> removed(callStep).isEmpty());
    }

    /**
     * The upgrade that took a function away; empty if the index saw none, or saw it come back. One upgrade removes it
     * and adds it again where its code changes (docs/protocol.md, P52).
     */
    private Optional<BlockRef> removed(CallStep callStep) {
        Optional<BlockRef> removed = Optional.empty();
        for (Upgrade upgrade : upgrades) {
            for (FacetCut cut : upgrade.cuts()) {
                if (cut.selectors().contains(callStep.call().selector())) {
                    removed = Optional.of(upgrade.block()).filter(at -> cut.action() == REMOVE);
                }
            }
        }
        return removed;
    }
}
