package dev.morlens.ledger;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the sessions that leave it open what an outflow without an event was for. */
final class Doubts {

    /** More candidates than this are not worth reading: the first one that fits is taken. */
    private static final int MOST = 500;

    private final Map<Address, List<SessionFacts>> openings;
    private final Books books;
    private final Set<SessionId> doubtful = new HashSet<>();

    Doubts(Map<SessionId, SessionFacts> openings, Books books) {
        this.openings = openings.values().stream().collect(Collectors.groupingBy(SessionFacts::provider));
        this.books = books;
    }

    Set<SessionId> of(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.LeftDiamond a -> outflow(a.at(), a.to(), a.amount(), true);
                case Action.FundingSpent a -> outflow(a.at(), a.to(), a.amount(), false);
                default -> {}
            }
        }
        return doubtful.size() > MOST ? Set.of() : doubtful;
    }

    /** Nothing was claimed by a transfer of nothing, which anybody can make. */
    private void outflow(Posting at, Address to, Wei amount, boolean direct) {
        if (amount.isZero()) {
            return;
        }
        List<Session> owing = books.owing(to).stream()
                .filter(session -> session.facts().directPayment() == direct)
                .toList();
        List<Session> exact = owing.stream()
                .filter(session -> session.owed(at.block().time()).equals(amount))
                .toList();
        if (exact.size() == 1) {
            return;
        }
        if (!exact.isEmpty()) {
            // To no balance does it matter which of several is marked as paid, but to what is said of each of them.
            exact.forEach(session -> doubtful.add(session.id()));
            return;
        }
        owing.forEach(session -> doubtful.add(session.id()));
        openings.getOrDefault(to, List.of()).stream()
                .filter(facts -> facts.directPayment() == direct)
                .forEach(facts -> doubtful.add(facts.id()));
    }
}
