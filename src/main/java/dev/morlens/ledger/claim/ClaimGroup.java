package dev.morlens.ledger.claim;

import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The outflows of a batch to one provider out of one purse, and the sessions that they may have been claimed for: at first
 * those are asked about at the last of these outflows that owe just such an amount, then, unless their claims explain all of
 * it, the others; and where amounts do not tell which outflow was for which, again halfway, down to single blocks.
 */
final class ClaimGroup {

    /** @param time of its block */
    record Outflow(LogPosition at, Instant time, Wei amount) {}

    /**
     * Outflows in a row that are looked at together.
     *
     * @param before the block up to which all is known: views told of it, or it is before the batch
     */
    private record Part(List<Outflow> outflows, List<ClaimDebt> debts, long before) {

        long last() {
            return outflows.getLast().at().block();
        }
    }

    private static final long BATCH_BEGIN = Long.MIN_VALUE;

    private final List<Outflow> outflows;
    private final List<ClaimDebt> debts;
    private final Set<LogPosition> settled = new HashSet<>();
    private final Set<LogPosition> unsettled = new HashSet<>();

    /** By the block where they are to be halved. */
    private final NavigableMap<Long, Part> halved = new TreeMap<>();

    private final Map<Long, Set<SessionId>> questions = new TreeMap<>();

    /** Of these an answer is awaited: one about the same block that another group asked for does not tell of a later question. */
    private final Map<Long, Set<SessionId>> awaited = new TreeMap<>();

    private boolean asksForAll;
    private boolean isComplete;

    /**
     * @param outflows one at least, in the chain's order
     * @param debts of sessions that may have ended by the last of them
     */
    ClaimGroup(List<Outflow> outflows, List<ClaimDebt> debts) {
        this.outflows = outflows;
        Wei least = outflows.stream().map(Outflow::amount).min(Wei::compareTo).orElseThrow();
        Instant now = outflows.getLast().time();
        this.debts = debts.stream().filter(debt -> debt.mayOwe(least, now)).toList();
        Set<Wei> amounts = outflows.stream().map(Outflow::amount).collect(Collectors.toSet());
        List<ClaimDebt> exact =
                this.debts.stream().filter(debt -> debt.owesOneOf(amounts)).toList();
        whole(exact.isEmpty() ? this.debts : exact);
    }

    /** By block: the sessions of which it must be known what has been collected by its end. */
    Map<Long, Set<SessionId>> questions() {
        awaited.putAll(questions);
        questions.clear();
        return awaited;
    }

    List<ClaimDebt> debts() {
        return debts;
    }

    Set<LogPosition> settled() {
        return settled;
    }

    Set<LogPosition> unsettled() {
        return unsettled;
    }

    /** @param collected sessions that do not exist in that block are absent */
    void told(long block, Map<SessionId, Wei> collected) {
        Set<SessionId> asked = awaited.remove(block);
        if (asked == null) {
            return;
        }
        debts.stream()
                .filter(debt -> asked.contains(debt.id()) && collected.containsKey(debt.id()))
                .forEach(debt -> debt.told(block, collected.get(debt.id())));
        if (isComplete) {
            halves(block, halved.remove(block));
        } else {
            begin(block);
        }
    }

    /** That nobody keeps the state of that block. */
    void untold(long block) {
        if (awaited.remove(block) != null) {
            giveUp(isComplete ? halved.remove(block).outflows() : outflows);
        }
    }

    private void whole(List<ClaimDebt> asked) {
        if (asked.isEmpty()) {
            outflows.forEach(outflow -> settled.add(outflow.at()));
        } else {
            ask(outflows.getLast().at().block(), asked);
        }
    }

    private void ask(long block, List<ClaimDebt> asked) {
        questions.put(block, asked.stream().map(ClaimDebt::id).collect(Collectors.toSet()));
    }

    private void giveUp(List<Outflow> some) {
        some.forEach(outflow -> unsettled.add(outflow.at()));
    }

    private void begin(long block) {
        List<ClaimDebt> told = debts.stream().filter(debt -> debt.isTold(block)).toList();
        List<ClaimDebt> rest =
                debts.stream().filter(debt -> !debt.isTold(block)).toList();
        Wei claimed = Wei.sum(told.stream().map(debt -> debt.claimed(block)).toList());
        Wei left = Wei.sum(outflows.stream().map(Outflow::amount).toList());
        if (!claimed.equals(left) && !asksForAll && !rest.isEmpty()) {
            asksForAll = true;
            ask(block, rest);
        } else if (told.isEmpty()) {
            giveUp(outflows);
        } else {
            isComplete = true;
            look(new Part(outflows, told, BATCH_BEGIN));
        }
    }

    private void look(Part part) {
        Map<ClaimDebt, Wei> claimed = new HashMap<>();
        for (ClaimDebt debt : part.debts()) {
            Wei before = part.before() == BATCH_BEGIN ? Wei.ZERO : debt.claimed(part.before());
            claimed.put(debt, debt.claimed(part.last()).minus(before));
        }
        if (claimed.values().stream().anyMatch(Wei::isNegative)) {
            giveUp(part.outflows());
            return;
        }
        claimed.values().removeIf(Wei::isZero);
        if (isClear(part, claimed.values().stream().toList())) {
            part.outflows().forEach(outflow -> settled.add(outflow.at()));
        } else {
            halve(new Part(part.outflows(), List.copyOf(claimed.keySet()), part.before()));
        }
    }

    /** Where amounts tell which was for which; within a block it makes no difference. */
    private static boolean isClear(Part part, List<Wei> claimed) {
        if (claimed.isEmpty() || part.outflows().getFirst().at().block() == part.last()) {
            return true;
        }
        Set<Wei> amounts = part.outflows().stream().map(Outflow::amount).collect(Collectors.toSet());
        return amounts.size() == part.outflows().size()
                && claimed.size() == amounts.size()
                && amounts.equals(Set.copyOf(claimed));
    }

    private void halve(Part part) {
        List<Long> blocks = part.outflows().stream()
                .map(outflow -> outflow.at().block())
                .distinct()
                .toList();
        long middle = blocks.get((blocks.size() - 1) / 2);
        halved.put(middle, part);
        ask(middle, part.debts());
    }

    private void halves(long middle, Part part) {
        // A session that is opened later than that had nothing collected by then.
        part.debts().stream().filter(debt -> !debt.isTold(middle)).forEach(debt -> debt.told(middle, Wei.ZERO));
        List<Outflow> left = new ArrayList<>();
        List<Outflow> right = new ArrayList<>();
        part.outflows().forEach(outflow -> (outflow.at().block() <= middle ? left : right).add(outflow));
        look(new Part(left, part.debts(), part.before()));
        look(new Part(right, part.debts(), middle));
    }
}
