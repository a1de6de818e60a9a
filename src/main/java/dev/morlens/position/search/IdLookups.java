package dev.morlens.position.search;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.cache.Position;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.list.Movement;
import dev.morlens.position.list.NoOpMovement;
import dev.morlens.position.list.SessionAt;
import dev.morlens.position.list.SessionFilter;
import dev.morlens.position.time.AsOfReader;
import dev.morlens.position.time.AsOfTime;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.Counted;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.HistoryCriteria;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.store.criteria.OffsetPage;
import dev.morlens.store.criteria.SessionPhase;
import dev.morlens.store.read.AddressReads;
import dev.morlens.store.read.AddressReads.SessionCounts;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.PastBalances;
import dev.morlens.store.read.TransactionLogs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Single things by their id, each at one block. */
@ApplicationScoped
public class IdLookups {

    /** Of a page's picture: one every few pixels. */
    private static final int POINTS = 121;

    /** Of what moved nothing: anybody can cause any number of them. */
    private static final int FEW = 3;

    /** Whom a transaction's dust is aimed at: of so many it is looked up whom they pay. */
    private static final int AIMED_AT = 8;

    private final SnapshotReader snapshotReader;
    private final AsOfReader asOfReader;

    @Inject
    public IdLookups(SnapshotReader snapshotReader, AsOfReader asOfReader) {
        this.snapshotReader = snapshotReader;
        this.asOfReader = asOfReader;
    }

    /** An answer and the block that it is of. */
    public record FoundById<T>(AsOf asOf, T value) {}

    /**
     * @param movements in order; empty if it moved no MOR
     * @param noOps its transfers that moved nothing, in order
     */
    public record FoundTransaction(
            Hash hash, List<Movement> movements, List<NoOpMovement> noOps, TransactionLogs logs) {

        public List<Flow> flows() {
            return movements.stream().map(Movement::flow).toList();
        }

        static FoundTransaction of(Hash hash, TransactionLogs logs, NetworkReads networkReads) {
            return new FoundTransaction(
                    hash,
                    Movement.received(networkReads, networkReads.transaction(hash), AIMED_AT),
                    NoOpMovement.sent(networkReads, logs.noOps(), AIMED_AT),
                    logs);
        }
    }

    /** @throws UnknownIdException if no such session was opened */
    public FoundById<SessionAt> session(String network, SessionId id) {
        return snapshotReader.read(
                network,
                (networkReads, asOf) -> networkReads
                        .session(id)
                        .map(session -> new FoundById<>(asOf, SessionAt.of(session, networkReads, asOf.now())))
                        .orElseThrow(() -> new UnknownIdException("session", id.toString(), network)));
    }

    /** By the order of opening, and how many there are. */
    public FoundById<Counted<Session>> sessions(String network, SessionFilter filter, OffsetPage offsetPage) {
        return snapshotReader.read(
                network,
                (networkReads, asOf) ->
                        new FoundById<>(asOf, networkReads.sessions(filter.at(asOf.now()), offsetPage)));
    }

    /** @throws UnknownIdException if none of its logs is ours */
    public FoundById<FoundTransaction> transaction(String network, Hash hash) {
        return snapshotReader.read(
                network,
                (networkReads, asOf) -> networkReads
                        .logs(hash)
                        .map(logs -> new FoundById<>(asOf, FoundTransaction.of(hash, logs, networkReads)))
                        .orElseThrow(() -> new UnknownIdException("transaction", hash.toString(), network)));
    }

    /** Where an address's MOR was. */
    public Position position(String network, AsOfTime asOfTime, Address address) {
        return asOfReader.read(network, asOfTime, (reads, asOf) -> Position.at(reads.accounts(address), asOf));
    }

    /**
     * What an address had at instants spread evenly over a time.
     *
     * @param from the address's first movement if absent
     * @param to the newest indexed block if absent
     */
    public FoundById<List<PastBalances>> history(
            String network, Address address, Optional<Instant> from, Optional<Instant> to, int points) {
        return snapshotReader.read(network, (networkReads, asOf) -> {
            Instant end = to.or(() -> from.filter(asOf.now()::isBefore)).orElse(asOf.now());
            return new FoundById<>(asOf, networkReads.history(new HistoryCriteria(address, from, end, points)));
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
            List<NoOpMovement> noOps,
            List<PastBalances> history,
            Instant historyEnd) {}

    /** @param most of each list */
    public Overview overview(String network, AsOfTime asOfTime, Address address, int most) {
        return asOfReader.read(network, asOfTime, (reads, asOf) -> {
            Position position = Position.at(reads.accounts(address), asOf);
            return overview(reads, asOf, position, asOfTime.isPast() ? asOf.now() : end(position), most);
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
        HistoryCriteria all = new HistoryCriteria(address, Optional.empty(), end, POINTS);
        return new Overview(
                position,
                reads.sessionCounts(address),
                newest(reads, asOf, address, SessionPhase.OVERDUE, most),
                newest(reads, asOf, address, SessionPhase.OPEN, most),
                newest(reads, asOf, address, SessionPhase.CLOSED, most),
                Movement.of(
                        reads,
                        address,
                        reads.movements(new MovementCriteria(address, Optional.empty()), CursorPage.first(most))),
                NoOpMovement.of(reads, address, reads.noOps(address, CursorPage.first(FEW))),
                moved ? reads.history(all) : List.of(),
                end);
    }

    private static List<SessionAt> newest(AddressReads reads, AsOf asOf, Address user, SessionPhase state, int most) {
        SessionFilter filter = SessionFilter.ofUser(user, Optional.of(state));
        return SessionAt.of(reads.sessions(filter.at(asOf.now()), CursorPage.first(most)), reads, asOf.now());
    }
}
