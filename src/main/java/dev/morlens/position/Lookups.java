package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.Flow;
import dev.morlens.ledger.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.AddressReads;
import dev.morlens.store.AddressReads.SessionCounts;
import dev.morlens.store.Counted;
import dev.morlens.store.HistoryQuery;
import dev.morlens.store.MovementQuery;
import dev.morlens.store.PastBalances;
import dev.morlens.store.Reads;
import dev.morlens.store.SessionState;
import dev.morlens.store.Slice;
import dev.morlens.store.Span;
import dev.morlens.store.TransactionLogs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Single things by their id, each at one block. */
@ApplicationScoped
public class Lookups {

    /** Of a page's picture: one every few pixels. */
    private static final int POINTS = 121;

    /** Of what moved nothing: anybody can cause any number of them. */
    private static final int FEW = 3;

    /** Whom a transaction's dust is aimed at: of so many it is looked up whom they pay. */
    private static final int AIMED_AT = 8;

    private final Heads heads;
    private final Moments moments;

    @Inject
    public Lookups(Heads heads, Moments moments) {
        this.heads = heads;
        this.moments = moments;
    }

    /** An answer and the block that it is of. */
    public record Found<T>(AsOf asOf, T value) {}

    /**
     * @param movements in order; empty if it moved no MOR
     * @param noOps its transfers that moved nothing, in order
     */
    public record Transaction(Hash hash, List<Movement> movements, List<NoOp> noOps, TransactionLogs logs) {

        public List<Flow> flows() {
            return movements.stream().map(Movement::flow).toList();
        }

        static Transaction of(Hash hash, TransactionLogs logs, Reads reads) {
            return new Transaction(
                    hash,
                    Movement.received(reads, reads.transaction(hash), AIMED_AT),
                    NoOp.sent(reads, logs.noOps(), AIMED_AT),
                    logs);
        }
    }

    /** @throws UnknownIdException if no such session was opened */
    public Found<SessionAt> session(String network, SessionId id) {
        return heads.read(
                network,
                (reads, asOf) -> reads.session(id)
                        .map(session -> new Found<>(asOf, SessionAt.of(session, reads, asOf.now())))
                        .orElseThrow(() -> new UnknownIdException("session", id.toString(), network)));
    }

    /** By the order of opening, and how many there are. */
    public Found<Counted<Session>> sessions(String network, SessionFilter filter, Span span) {
        return heads.read(network, (reads, asOf) -> new Found<>(asOf, reads.sessions(filter.at(asOf.now()), span)));
    }

    /** @throws UnknownIdException if none of its logs is ours */
    public Found<Transaction> transaction(String network, Hash hash) {
        return heads.read(
                network,
                (reads, asOf) -> reads.logs(hash)
                        .map(logs -> new Found<>(asOf, Transaction.of(hash, logs, reads)))
                        .orElseThrow(() -> new UnknownIdException("transaction", hash.toString(), network)));
    }

    /** Where an address's MOR was. */
    public Position position(String network, Moment moment, Address address) {
        return moments.read(network, moment, (reads, asOf) -> Position.at(reads.accounts(address), asOf));
    }

    /**
     * What an address had at instants spread evenly over a time.
     *
     * @param from the address's first movement if absent
     * @param to the newest indexed block if absent
     */
    public Found<List<PastBalances>> history(
            String network, Address address, Optional<Instant> from, Optional<Instant> to, int points) {
        return heads.read(network, (reads, asOf) -> {
            Instant end = to.or(() -> from.filter(asOf.now()::isBefore)).orElse(asOf.now());
            return new Found<>(asOf, reads.history(new HistoryQuery(address, from, end, points)));
        });
    }

    /**
     * What an address's page shows, all of it at one block.
     *
     * @param overdue its sessions that should have been closed
     * @param running its open sessions
     * @param closed its newest closed sessions
     * @param noOps its newest transfers that moved nothing
     * @param history its balances from its first movement on; empty if it never had any
     * @param historyEnd until when: of the present the hour that has begun, unless something happened in it
     */
    public record Overview(
            Position position,
            SessionCounts counts,
            List<SessionAt> overdue,
            List<SessionAt> running,
            List<SessionAt> closed,
            List<Movement> movements,
            List<NoOp> noOps,
            List<PastBalances> history,
            Instant historyEnd) {}

    /** @param most of each list */
    public Overview overview(String network, Moment moment, Address address, int most) {
        return moments.read(network, moment, (reads, asOf) -> {
            Position position = Position.at(reads.accounts(address), asOf);
            return overview(reads, asOf, position, moment.isPast() ? asOf.now() : end(position), most);
        });
    }

    private static Instant end(Position position) {
        Instant hour = position.asOf().now().truncatedTo(ChronoUnit.HOURS);
        return position.accounts()
                .lastActivity()
                .map(BlockRef::time)
                .filter(hour::isBefore)
                .orElse(hour);
    }

    private static Overview overview(AddressReads reads, AsOf asOf, Position position, Instant end, int most) {
        Address address = position.address();
        boolean moved = position.accounts().firstSeen().isPresent();
        HistoryQuery all = new HistoryQuery(address, Optional.empty(), end, POINTS);
        return new Overview(
                position,
                reads.sessionCounts(address),
                newest(reads, asOf, address, SessionState.OVERDUE, most),
                newest(reads, asOf, address, SessionState.OPEN, most),
                newest(reads, asOf, address, SessionState.CLOSED, most),
                Movement.of(
                        reads,
                        address,
                        reads.movements(new MovementQuery(address, Optional.empty()), Slice.first(most))),
                NoOp.of(reads, address, reads.noOps(address, Slice.first(FEW))),
                moved ? reads.history(all) : List.of(),
                end);
    }

    private static List<SessionAt> newest(AddressReads reads, AsOf asOf, Address user, SessionState state, int most) {
        SessionFilter filter = SessionFilter.ofUser(user, Optional.of(state));
        return SessionAt.of(reads.sessions(filter.at(asOf.now()), Slice.first(most)), reads, asOf.now());
    }
}
