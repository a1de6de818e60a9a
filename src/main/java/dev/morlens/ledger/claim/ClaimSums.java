package dev.morlens.ledger.claim;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Divides a block's outflows among sessions, so that those of each add up to what views say was claimed for it; what is left
 * over was no claim.
 */
final class ClaimSums {

    /** The search is exponential at worst; a block has few claims of which the amount is no session's whole claim. */
    private static final int MOST_STEPS = 10_000;

    private final List<Wei> amounts;
    private final Map<SessionId, Wei> left;
    private final Deque<Optional<SessionId>> chosen = new ArrayDeque<>();
    private int steps;

    /**
     * @param amounts of outflows, in wei
     * @param claimed by session, in wei
     */
    ClaimSums(List<Wei> amounts, Map<SessionId, Wei> claimed) {
        this.amounts = amounts;
        this.left = new LinkedHashMap<>(claimed);
    }

    /** For each outflow its session, or that it was no claim; an empty list where they do not add up. */
    List<Optional<SessionId>> divided() {
        return divide(0) ? List.copyOf(chosen) : List.of();
    }

    private boolean divide(int index) {
        if (index == amounts.size()) {
            return left.values().stream().allMatch(Wei::isZero);
        }
        if (++steps > MOST_STEPS) {
            return false;
        }
        for (Optional<SessionId> session : possible(amounts.get(index))) {
            move(session, Wei.ZERO.minus(amounts.get(index)));
            chosen.addLast(session);
            if (divide(index + 1)) {
                return true;
            }
            chosen.removeLast();
            move(session, amounts.get(index));
        }
        return false;
    }

    private void move(Optional<SessionId> session, Wei change) {
        session.ifPresent(id -> left.merge(id, change, Wei::plus));
    }

    /** One of which just this is left is as good as any: what else was its could be exchanged for it. */
    private List<Optional<SessionId>> possible(Wei amount) {
        List<Optional<SessionId>> possible = new ArrayList<>();
        Set<Wei> seen = new HashSet<>();
        for (Map.Entry<SessionId, Wei> entry : left.entrySet()) {
            if (entry.getValue().equals(amount)) {
                return List.of(Optional.of(entry.getKey()));
            }
            if (entry.getValue().compareTo(amount) > 0 && seen.add(entry.getValue())) {
                possible.add(Optional.of(entry.getKey()));
            }
        }
        possible.add(Optional.empty());
        return possible;
    }
}
