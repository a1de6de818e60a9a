package dev.morlens.ledger;

import java.util.List;

/** A batch whose events are bound to their transfers, ready to be posted. */
public final class Bound {

    private final List<Action> actions;
    private final Keys keys;

    Bound(List<Action> actions, Keys keys) {
        this.actions = actions;
        this.keys = keys;
    }

    /** What the books must hold before this is posted. */
    public Keys keys() {
        return keys;
    }

    List<Action> actions() {
        return actions;
    }
}
