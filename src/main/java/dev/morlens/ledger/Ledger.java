package dev.morlens.ledger;

import dev.morlens.ledger.bind.BoundBatch;
import dev.morlens.ledger.bind.LedgerEvent;
import dev.morlens.ledger.bind.LedgerEventKeys;
import dev.morlens.ledger.bind.SessionLookup;
import dev.morlens.ledger.bind.TransactionBinder;
import dev.morlens.ledger.book.LedgerState;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.claim.BlockOutflows;
import dev.morlens.ledger.claim.ClaimSearch;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.post.LedgerPoster;
import dev.morlens.ledger.post.PostingsBuilder;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceDebited;
import dev.morlens.protocol.event.ProtocolEvent.SessionClosed;
import dev.morlens.protocol.event.ProtocolEvent.SessionOpened;
import dev.morlens.protocol.event.ProtocolEvent.SessionSettledByExpiry;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Turns events into accounts. A batch holds whole blocks, and splitting a history into batches anywhere gives the same
 * accounts. It is posted in three steps, so that the caller can fetch in bulk what each needs:
 *
 * <ol>
 *   <li>{@link #endingSessions}: put these sessions into the books,
 *   <li>{@link #bind}: put what {@link BoundBatch#keys} names into the books,
 *   <li>{@link #post}.
 * </ol>
 */
public final class Ledger {

    private final Contracts contracts;

    public Ledger(Contracts contracts) {
        this.contracts = contracts;
    }

    /** The sessions that end in a batch. */
    public static Set<SessionId> endingSessions(List<LoggedEvent> events) {
        Set<SessionId> ids = new HashSet<>();
        for (LoggedEvent logged : events) {
            switch (logged.event()) {
                case SessionClosed e -> ids.add(e.sessionId());
                case SessionSettledByExpiry e -> ids.add(e.sessionId());
                default -> {}
            }
        }
        return ids;
    }

    /**
     * Binds events to their transfers.
     *
     * @param events of whole blocks, in the chain's order
     * @param openings facts of the sessions that these events open
     * @param ledgerState must hold {@link #endingSessions}
     */
    public BoundBatch bind(List<LoggedEvent> events, Map<SessionId, SessionFacts> openings, LedgerState ledgerState) {
        SessionLookup lookup = lookup(events, openings, ledgerState);
        List<LedgerEvent> actions = new ArrayList<>();
        for (List<LoggedEvent> transaction : transactions(events)) {
            actions.addAll(new TransactionBinder(contracts, lookup).bind(transaction));
        }
        Predicate<SessionId> isPaidInPart = id -> ledgerState
                .session(id)
                .filter(session -> session.providerPaid().isPositive())
                .isPresent();
        return new BoundBatch(actions, new LedgerEventKeys(contracts, isPaidInPart).of(actions));
    }

    /**
     * What must be asked to know for which sessions providers claimed, so that {@link #post} need not guess.
     *
     * @param openings facts of the sessions that the batch opens
     * @param ledgerState must hold {@link BoundBatch#keys}
     */
    public ClaimSearch claims(BoundBatch batch, Map<SessionId, SessionFacts> openings, LedgerState ledgerState) {
        return new ClaimSearch(batch.actions(), openings, ledgerState);
    }

    /**
     * Posts a batch to the books and returns what it changed.
     *
     * @param facts of the sessions that the batch opens and, if possible, what {@link #claims} found out
     * @param ledgerState must hold {@link BoundBatch#keys}; unusable if this throws
     * @throws IllegalArgumentException if a session opens without facts of that very opening (docs/protocol.md, P9)
     */
    public Postings post(BoundBatch batch, BatchFacts facts, LedgerState ledgerState) {
        PostingsBuilder out = new PostingsBuilder(contracts, ledgerState);
        LedgerPoster ledgerPoster =
                new LedgerPoster(out, facts, closes(batch.actions()), new BlockOutflows(batch.actions()));
        batch.actions().forEach(ledgerPoster::post);
        return out.build();
    }

    private static Map<SessionId, LedgerEvent.Ended> closes(List<LedgerEvent> actions) {
        Map<SessionId, LedgerEvent.Ended> closes = new HashMap<>();
        for (LedgerEvent ledgerEvent : actions) {
            if (ledgerEvent instanceof LedgerEvent.Ended ended) {
                closes.put(ended.session(), ended);
            }
        }
        return closes;
    }

    /** Sessions that the batch itself opens are told by their facts, older ones by the books. */
    private static SessionLookup lookup(
            List<LoggedEvent> events, Map<SessionId, SessionFacts> facts, LedgerState ledgerState) {
        Map<SessionId, SessionLookup.SessionTerms> opening = new HashMap<>();
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof SessionOpened e && facts.containsKey(e.sessionId())) {
                opening.put(
                        e.sessionId(),
                        new SessionLookup.SessionTerms(facts.get(e.sessionId()), Session.StakeSource.WALLET));
            } else if (logged.event() instanceof AllowanceDebited e) {
                opening.computeIfPresent(
                        e.sessionId(),
                        (id, sessionTerms) ->
                                new SessionLookup.SessionTerms(sessionTerms.facts(), Session.StakeSource.POOL));
            }
        }
        return id -> Optional.ofNullable(opening.get(id))
                .or(() -> ledgerState.session(id).map(s -> new SessionLookup.SessionTerms(s.facts(), s.fundedBy())));
    }

    private static List<List<LoggedEvent>> transactions(List<LoggedEvent> events) {
        List<List<LoggedEvent>> transactions = new ArrayList<>();
        for (LoggedEvent logged : events) {
            List<LoggedEvent> current = transactions.isEmpty() ? List.of() : transactions.getLast();
            if (current.isEmpty() || !current.getLast().txHash().equals(logged.txHash())) {
                current = new ArrayList<>();
                transactions.add(current);
            }
            current.add(logged);
        }
        return transactions;
    }
}
