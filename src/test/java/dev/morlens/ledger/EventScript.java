package dev.morlens.ledger;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.SessionClosed;
import dev.morlens.protocol.event.ProtocolEvent.SessionOpened;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.testing.truth.InMemoryAccounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events written down one transaction after the other, each in a block of its own, and posted to accounts in memory.
 */
public final class EventScript {

    public static final Address DIAMOND = address(1);
    public static final Address FUNDING = address(2);
    public static final Address USER = address(3);
    public static final Address PROVIDER = address(4);
    public static final Address OTHER = address(5);
    public static final Contracts CONTRACTS = new Contracts(DIAMOND, FUNDING);

    /** Of every session here: it runs ten minutes and costs 6,000 wei. */
    public static final Instant OPENED = Instant.parse("2026-08-01T10:00:00Z");

    public static final Instant ENDS = OPENED.plusSeconds(600);
    public static final Instant MIDNIGHT = Instant.parse("2026-08-02T00:00:00Z");
    static final Wei PRICE = Wei.of(10);
    public static final Wei COST = Wei.of(6_000);
    public static final Wei STAKE = Wei.of(1_000_000);

    public final InMemoryAccounts accounts = new InMemoryAccounts(CONTRACTS);
    private final Map<SessionId, SessionFacts> facts = new HashMap<>();
    private long block;

    static Address address(int number) {
        return new Address(0, 0, number);
    }

    public static SessionId id(int number) {
        return new SessionId(new Hash(0, 0, 0, number));
    }

    public static Transfer transfer(Address from, Address to, long wei) {
        return new Transfer(from, to, Wei.of(wei));
    }

    public static Posting posting(long block, Instant time) {
        return new Posting(new BlockRef(block, new Hash(0, 0, 1, block), time), 0, new Hash(0, 1, 0, block));
    }

    /** The events of one transaction. */
    public static List<LoggedEvent> transaction(Instant time, ProtocolEvent... events) {
        return transaction(1, time, events);
    }

    private static List<LoggedEvent> transaction(long block, Instant time, ProtocolEvent... events) {
        Posting at = posting(block, time);
        List<LoggedEvent> logged = new ArrayList<>();
        for (ProtocolEvent event : events) {
            logged.add(new LoggedEvent(at.block(), logged.size(), at.txHash(), event));
        }
        return logged;
    }

    public static SessionFacts facts(SessionId id, Address user, boolean direct) {
        return new SessionFacts(
                id,
                user,
                PROVIDER,
                new Hash(0, 0, 0, 7),
                new Hash(0, 0, 0, 8),
                PRICE,
                STAKE,
                direct,
                OPENED,
                ENDS,
                Optional.empty());
    }

    /** Posts a transaction in the next block. */
    public Postings post(Instant time, ProtocolEvent... events) {
        return accounts.post(transaction(++block, time, events), facts);
    }

    /** A session of the user, staked from its own wallet. */
    public SessionId open(int number, boolean direct) {
        SessionId id = id(number);
        know(facts(id, USER, direct));
        post(OPENED, new Transfer(USER, DIAMOND, STAKE), new SessionOpened(USER, id, PROVIDER));
        return id;
    }

    public void know(SessionFacts told) {
        facts.put(told.id(), told);
    }

    /** @param paid by the close to the provider; nothing is logged for 0 */
    public void close(SessionId id, Instant time, long returned, Address payer, long paid) {
        List<ProtocolEvent> events = new ArrayList<>(List.of(transfer(DIAMOND, USER, returned)));
        if (paid > 0) {
            events.add(transfer(payer, PROVIDER, paid));
        }
        events.add(new SessionClosed(USER, id, PROVIDER));
        post(time, events.toArray(ProtocolEvent[]::new));
    }

    public Wei balance(Address owner, Bucket bucket) {
        return accounts.balances().getOrDefault(new Account(owner, bucket), Wei.ZERO);
    }
}
