package dev.morlens.ledger.claim;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.bind.LedgerEvent;
import dev.morlens.ledger.book.LedgerState;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Chooses the session for which an outflow was claimed: as views said, or as far as what is owed tells (docs/claims.md). */
public final class ClaimChoice {

    /** @param session empty if it was no claim */
    public record Chosen(Optional<Session> session, boolean certain) {}

    private final LedgerState ledgerState;
    private final BatchFacts facts;
    private final Map<SessionId, LedgerEvent.Ended> closes;
    private final BlockOutflows outflows;

    /** @param closes the ends of sessions in the batch */
    public ClaimChoice(
            LedgerState ledgerState,
            BatchFacts facts,
            Map<SessionId, LedgerEvent.Ended> closes,
            BlockOutflows outflows) {
        this.ledgerState = ledgerState;
        this.facts = facts;
        this.closes = closes;
        this.outflows = outflows;
    }

    /**
     * @param kind whose provider is paid out of that purse
     * @param mayBeFees whether it could be a withdrawal of fees instead
     */
    public Chosen of(Posting at, Address provider, Wei amount, Predicate<Session> kind, boolean mayBeFees) {
        Instant now = at.block().time();
        List<Session> able = ledgerState.owing(provider).stream()
                .filter(kind)
                .filter(s -> !s.isOpen() || !now.isBefore(s.facts().endsAt()))
                .filter(s -> s.owed(now).compareTo(amount) >= 0)
                .toList();
        return facts.evidence().settled().contains(at.position())
                ? new Chosen(
                        told(
                                able,
                                ledgerState.owing(provider).stream()
                                        .filter(kind)
                                        .toList(),
                                at,
                                amount),
                        true)
                : likely(able, at, amount, mayBeFees);
    }

    private Optional<Session> told(List<Session> able, List<Session> owing, Posting at, Wei amount) {
        Optional<Session> likeliest = likeliest(able, at, amount);
        boolean isItsWholeClaim = likeliest.flatMap(s -> left(s, at)).equals(Optional.of(amount));
        List<Optional<SessionId>> divided = likeliest.isEmpty() || isItsWholeClaim ? List.of() : divided(owing, at);
        if (divided.isEmpty()) {
            return likeliest;
        }
        return divided.getFirst()
                .flatMap(id -> able.stream().filter(s -> s.id().equals(id)).findFirst());
    }

    /** This outflow and those after it in its block: each with its session, or that it was no claim. */
    private List<Optional<SessionId>> divided(List<Session> owing, Posting at) {
        Map<SessionId, Wei> claimed = new LinkedHashMap<>();
        owing.forEach(session ->
                left(session, at).filter(Wei::isPositive).ifPresent(amount -> claimed.put(session.id(), amount)));
        return new ClaimSums(outflows.from(at.position()), claimed).divided();
    }

    private Optional<Session> likeliest(List<Session> able, Posting at, Wei amount) {
        Instant now = at.block().time();
        Comparator<Session> exactFirst = Comparator.comparing(
                        (Session s) -> !left(s, at).equals(Optional.of(amount)))
                .thenComparing(s -> !s.owed(now).equals(amount));
        return able.stream()
                .filter(s ->
                        left(s, at).filter(left -> left.compareTo(amount) >= 0).isPresent())
                .min(exactFirst);
    }

    /** What claims from here to the next block that views told of come to. */
    private Optional<Wei> left(Session session, Posting at) {
        return facts.evidence()
                .from(session.id(), at.block().number())
                .map(told -> told.getValue().minus(session.providerPaid()).minus(byCloses(session, told.getKey())));
    }

    /** What a close still to come, up to that block, pays. */
    private Wei byCloses(Session session, long to) {
        return Optional.ofNullable(closes.get(session.id()))
                .filter(close -> session.isOpen() && close.at().block().number() <= to)
                .flatMap(LedgerEvent.Ended::payout)
                .map(LedgerEvent.Payout::amount)
                .orElse(Wei.ZERO);
    }

    /**
     * The session that owes exactly this amount, or whose provider is said to have collected exactly so much; else, if it
     * cannot have been fees, the first that owes more, because the yearly limit may cap a claim. Views of a later block rule
     * sessions out of which less was collected, so that in the end each has what the contract says, whichever came first.
     */
    private Chosen likely(List<Session> able, Posting at, Wei amount, boolean mayBeFees) {
        Instant now = at.block().time();
        List<Session> possible =
                able.stream().filter(s -> mayHaveCollected(s, amount)).toList();
        Optional<Session> exact = possible.stream()
                .filter(s -> s.owed(now).equals(amount))
                .findFirst()
                .or(() -> possible.stream()
                        .filter(s -> collectedByClaims(s)
                                .equals(Optional.of(s.providerPaid().plus(amount))))
                        .findFirst());
        Optional<Session> chosen =
                exact.isPresent() || mayBeFees ? exact : possible.stream().findFirst();
        boolean isOnlyOne = possible.size() == 1 && exact.isPresent();
        boolean isUnsettled = facts.evidence().unsettled().contains(at.position());
        return new Chosen(chosen, !isUnsettled || possible.isEmpty() || isOnlyOne);
    }

    /** As far as views of a later block tell. */
    public boolean mayHaveCollected(Session session, Wei amount) {
        return collectedByClaims(session)
                .filter(collected -> collected.compareTo(session.providerPaid().plus(amount)) < 0)
                .isEmpty();
    }

    /** Views tell of a block after the batch: what a close still to come pays is in it, and was not claimed. */
    private Optional<Wei> collectedByClaims(Session session) {
        return Optional.ofNullable(facts.collected().get(session.id()))
                .map(collected -> collected.minus(byCloses(session, Long.MAX_VALUE)));
    }
}
