package dev.morlens.ledger.book;

import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One user's {@code userStakesOnHold}, kept in the contract's own order: pushed at the end, removed by moving the last
 * row into the gap (docs/protocol.md, P15).
 */
public final class HoldArray {

    private final List<HoldRow> rows = new ArrayList<>();

    /** An array of rows that are on hold, given in slot order. */
    public HoldArray(List<HoldRow> live) {
        rows.addAll(live);
    }

    int size() {
        return rows.size();
    }

    /** The rows on hold now, in slot order. */
    public List<HoldRow> rows() {
        return List.copyOf(rows);
    }

    /** Pushes a row and returns it with its slot. */
    public HoldRow push(HoldRow row) {
        HoldRow placed = row.movedTo(rows.size());
        rows.add(placed);
        return placed;
    }

    /**
     * Takes the rows that a claim paid: the released ones, scanned from the end, whose sum is the amount. Where rows of
     * amount 0, which we do not keep, have changed the order, it takes the only sensible other set of that sum.
     *
     * @param amount of the claim, in wei
     * @return every row that changed, taken or moved; empty if no set of released rows has that sum, and then nothing
     *     was taken
     */
    public Optional<List<HoldRow>> take(Wei amount, Posting claim) {
        List<HoldRow> released = releasedFromEnd(claim.block().time());
        return new HoldRowChoice(released).summingTo(amount).map(taken -> remove(taken, claim));
    }

    private List<HoldRow> releasedFromEnd(Instant now) {
        return rows.reversed().stream().filter(row -> row.releasedAt(now)).toList();
    }

    private List<HoldRow> remove(List<HoldRow> taken, Posting claim) {
        Map<SessionId, HoldRow> changed = new LinkedHashMap<>();
        int order = 0;
        for (HoldRow row : taken) {
            removeAt(slotOf(row)).ifPresent(moved -> changed.put(moved.session(), moved));
            changed.put(row.session(), row.takenBy(claim, order++));
        }
        return List.copyOf(changed.values());
    }

    private int slotOf(HoldRow row) {
        for (int slot = 0; slot < rows.size(); slot++) {
            if (rows.get(slot).session().equals(row.session())) {
                return slot;
            }
        }
        throw new IllegalStateException("the row of session " + row.session() + " is not on hold");
    }

    /** Moves the last row into a slot; returns it with its new place, unless it was the one removed. */
    private Optional<HoldRow> removeAt(int slot) {
        HoldRow last = rows.removeLast();
        if (slot == rows.size()) {
            return Optional.empty();
        }
        HoldRow moved = last.movedTo(slot);
        rows.set(slot, moved);
        return Optional.of(moved);
    }

    /**
     * The rows of one user that are on hold, with their slots, found again from what was pushed and withdrawn when.
     *
     * @param everyRow all rows of the user up to some block, in any order
     */
    public static List<HoldRow> replay(List<HoldRow> everyRow) {
        record Step(LogPosition position, int order, HoldRow row, boolean push) {}
        List<Step> steps = new ArrayList<>();
        for (HoldRow row : everyRow) {
            steps.add(new Step(row.created().position(), 0, row, true));
            row.withdrawn()
                    .ifPresent(claim -> steps.add(
                            new Step(claim.position(), row.withdrawnOrder().orElseThrow(), row, false)));
        }
        steps.sort(Comparator.comparing(Step::position).thenComparingInt(Step::order));
        HoldArray array = new HoldArray(List.of());
        for (Step step : steps) {
            if (step.push()) {
                array.push(step.row());
            } else {
                array.removeAt(array.slotOf(step.row()));
            }
        }
        return array.rows();
    }
}
