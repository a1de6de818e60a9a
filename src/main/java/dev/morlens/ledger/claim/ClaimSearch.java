package dev.morlens.ledger.claim;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.bind.LedgerEvent;
import dev.morlens.ledger.book.LedgerState;
import dev.morlens.ledger.claim.ClaimGroup.Outflow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds out for which session each outflow of a batch was that no event explains (docs/claims.md), whatever the batch's size:
 * it says of which sessions views must be read at the end of which blocks, and once that is told, which more.
 */
public final class ClaimSearch {

    /** @param direct out of the Diamond, else out of the funding account */
    private record Purse(Address provider, boolean direct) {}

    private final Map<SessionId, LedgerEvent.Ended> closes = new HashMap<>();
    private final List<ClaimGroup> groups = new ArrayList<>();

    public ClaimSearch(List<LedgerEvent> actions, Map<SessionId, SessionFacts> openings, LedgerState ledgerState) {
        Map<Purse, List<Outflow>> outflows = new LinkedHashMap<>();
        for (LedgerEvent ledgerEvent : actions) {
            switch (ledgerEvent) {
                case LedgerEvent.LeftDiamond a -> add(outflows, new Purse(a.to(), true), a.at(), a.amount());
                case LedgerEvent.FundingSpent a -> add(outflows, new Purse(a.to(), false), a.at(), a.amount());
                case LedgerEvent.Ended a -> closes.put(a.session(), a);
                default -> {}
            }
        }
        outflows.forEach((purse, some) -> groups.add(new ClaimGroup(some, debts(purse, openings, ledgerState))));
    }

    /** Nothing was claimed by a transfer of nothing, which anybody can make. */
    private static void add(Map<Purse, List<Outflow>> outflows, Purse purse, Posting at, Wei amount) {
        if (amount.isPositive()) {
            outflows.computeIfAbsent(purse, p -> new ArrayList<>())
                    .add(new Outflow(at.position(), at.block().time(), amount));
        }
    }

    private List<ClaimDebt> debts(Purse purse, Map<SessionId, SessionFacts> openings, LedgerState ledgerState) {
        List<ClaimDebt> debts = new ArrayList<>();
        ledgerState.owing(purse.provider()).stream()
                .filter(session -> session.facts().directPayment() == purse.direct())
                .filter(session -> !openings.containsKey(session.id()))
                .forEach(session -> debts.add(new ClaimDebt(
                        session.facts(),
                        session.providerPaid(),
                        session.closing().map(Session.Closing::closedAt),
                        Optional.ofNullable(closes.get(session.id())))));
        openings.values().stream()
                .filter(facts -> facts.provider().equals(purse.provider()) && facts.directPayment() == purse.direct())
                .forEach(facts -> debts.add(
                        new ClaimDebt(facts, Wei.ZERO, Optional.empty(), Optional.ofNullable(closes.get(facts.id())))));
        return debts;
    }

    /** By block number: the sessions of which it must be known what had been collected by its end; empty when all is said. */
    public Map<Long, Set<SessionId>> questions() {
        Map<Long, Set<SessionId>> all = new TreeMap<>();
        groups.forEach(group -> group.questions()
                .forEach((block, ids) ->
                        all.computeIfAbsent(block, b -> new HashSet<>()).addAll(ids)));
        return all;
    }

    /**
     * Answers the question of that block.
     *
     * @param collected {@code providerWithdrawnAmount} at its end, in wei; sessions that did not exist are absent
     */
    public void told(long block, Map<SessionId, Wei> collected) {
        groups.forEach(group -> group.told(block, collected));
    }

    /** That nobody keeps the state of that block. */
    public void untold(long block) {
        groups.forEach(group -> group.untold(block));
    }

    /** The sessions of which a later block may say more, where the state of earlier ones was not kept. */
    public Set<SessionId> leftOpen() {
        Set<SessionId> ids = new HashSet<>();
        groups.stream()
                .filter(group -> !group.unsettled().isEmpty())
                .forEach(group -> group.debts().forEach(debt -> ids.add(debt.id())));
        return ids;
    }

    /** What was told so far. */
    public ClaimEvidence evidence() {
        Map<SessionId, NavigableMap<Long, Wei>> collected = new HashMap<>();
        Set<LogPosition> settled = new HashSet<>();
        Set<LogPosition> unsettled = new HashSet<>();
        for (ClaimGroup group : groups) {
            group.debts().stream()
                    .filter(debt -> !debt.collected().isEmpty())
                    .forEach(debt -> collected.put(debt.id(), debt.collected()));
            settled.addAll(group.settled());
            unsettled.addAll(group.unsettled());
        }
        return new ClaimEvidence(collected, settled, unsettled);
    }
}
