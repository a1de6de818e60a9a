package dev.morlens.ledger.book;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.HoldRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Chooses the rows that a claim took, given only their sum (docs/protocol.md, P16). */
final class HoldRowChoice {

    /** Enough for any claim seen in practice; a made-up one must not hang the index. */
    private static final int STEPS = 200_000;

    /** One call takes at most 255 rows ({@code iterations} is a uint8), so the search need not look much farther. */
    private static final int DEPTH = 600;

    private final List<HoldRow> candidates;
    private final Wei[] sumFrom;
    private int steps;

    /** @param candidates the released rows, in the order in which the contract scans them */
    HoldRowChoice(List<HoldRow> candidates) {
        this.candidates = candidates;
        this.sumFrom = new Wei[candidates.size() + 1];
        sumFrom[candidates.size()] = Wei.ZERO;
        for (int i = candidates.size() - 1; i >= 0; i--) {
            sumFrom[i] = sumFrom[i + 1].plus(candidates.get(i).amount());
        }
    }

    /**
     * The first rows in scanning order if they have that sum, else the first set found that has; empty if there is
     * none.
     */
    Optional<List<HoldRow>> summingTo(Wei amount) {
        return leading(amount).or(() -> any(amount));
    }

    private Optional<List<HoldRow>> leading(Wei amount) {
        for (int count = 1; count <= candidates.size(); count++) {
            int comparison = sumFrom[0].minus(sumFrom[count]).compareTo(amount);
            if (comparison >= 0) {
                return comparison == 0 ? Optional.of(candidates.subList(0, count)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<List<HoldRow>> any(Wei amount) {
        Deque<HoldRow> chosen = new ArrayDeque<>();
        return search(0, amount, chosen) ? Optional.of(new ArrayList<>(chosen)) : Optional.empty();
    }

    private boolean search(int from, Wei left, Deque<HoldRow> chosen) {
        if (left.isZero()) {
            return !chosen.isEmpty();
        }
        if (from == Math.min(candidates.size(), DEPTH) || left.compareTo(sumFrom[from]) > 0 || ++steps > STEPS) {
            return false;
        }
        HoldRow row = candidates.get(from);
        if (row.amount().compareTo(left) <= 0) {
            chosen.addLast(row);
            if (search(from + 1, left.minus(row.amount()), chosen)) {
                return true;
            }
            chosen.removeLast();
        }
        return search(from + 1, left, chosen);
    }
}
