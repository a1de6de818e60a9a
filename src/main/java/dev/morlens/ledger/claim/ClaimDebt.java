package dev.morlens.ledger.claim;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.bind.LedgerEvent;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.math.Reward;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A session for which its provider may claim within a batch, and what views told of it. */
final class ClaimDebt {

    private final SessionFacts facts;
    private final Wei paidBefore;
    private final Optional<Instant> closedBefore;
    private final Optional<LedgerEvent.Ended> close;
    private final NavigableMap<Long, Wei> collected = new TreeMap<>();

    /**
     * @param paidBefore what its provider had collected before the batch, in wei
     * @param closedBefore when it was closed, if that was before the batch
     * @param close its close within the batch, if there is one
     */
    ClaimDebt(SessionFacts facts, Wei paidBefore, Optional<Instant> closedBefore, Optional<LedgerEvent.Ended> close) {
        this.facts = facts;
        this.paidBefore = paidBefore;
        this.closedBefore = closedBefore;
        this.close = close;
    }

    SessionId id() {
        return facts.id();
    }

    NavigableMap<Long, Wei> collected() {
        return collected;
    }

    void told(long block, Wei amount) {
        collected.put(block, amount);
    }

    boolean isTold(long block) {
        return collected.containsKey(block);
    }

    /** What was claimed for it from the batch's beginning to the end of a block that was told of; closes pay the rest. */
    Wei claimed(long block) {
        Wei byClose = close.filter(end -> end.at().block().number() <= block)
                .flatMap(LedgerEvent.Ended::payout)
                .map(LedgerEvent.Payout::amount)
                .orElse(Wei.ZERO);
        return collected.get(block).minus(paidBefore).minus(byClose);
    }

    /** Whether its provider can have claimed so much, or more, by then. */
    boolean mayOwe(Wei least, Instant now) {
        return hasEnded(now) && most().compareTo(least) >= 0;
    }

    /** Whether one of these amounts is just what it owes. */
    boolean owesOneOf(Set<Wei> amounts) {
        return Stream.concat(Stream.of(most()), owedSinceClose()).anyMatch(amounts::contains);
    }

    private Stream<Wei> owedSinceClose() {
        return close.stream().flatMap(end -> {
            Wei owed = cost(end.at().block().time()).minus(paidBefore);
            return end.payout()
                    .map(paid -> Stream.of(owed, owed.minus(paid.amount())))
                    .orElseGet(() -> Stream.of(owed));
        });
    }

    private boolean hasEnded(Instant now) {
        return closedBefore.isPresent()
                || !now.isBefore(facts.endsAt())
                || close.filter(end -> !now.isBefore(end.at().block().time())).isPresent();
    }

    private Wei most() {
        return cost(closedBefore.orElse(facts.endsAt())).minus(paidBefore);
    }

    private Wei cost(Instant until) {
        return Reward.of(facts.openedAt(), DayLock.sessionEnd(until, facts.endsAt()), facts.pricePerSecond());
    }
}
