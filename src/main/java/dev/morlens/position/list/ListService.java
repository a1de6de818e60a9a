package dev.morlens.position.list;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.list.Listing.PageRequest;
import dev.morlens.position.time.AsOfReader;
import dev.morlens.position.time.AsOfTime;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.CursorPage.ChainPlace;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.store.read.AddressReads;
import dev.morlens.store.read.NoOpTransfer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists that can be gone through part by part, newest first, each part at one block. */
@ApplicationScoped
public class ListService {

    private final AsOfReader asOfReader;

    @Inject
    public ListService(AsOfReader asOfReader) {
        this.asOfReader = asOfReader;
    }

    public Listing<SessionAt> sessions(String network, SessionFilter filter, PageRequest pageRequest) {
        return sessions(network, AsOfTime.NOW, filter, pageRequest);
    }

    /** @throws CursorException if the list cannot go on from there */
    public Listing<SessionAt> sessions(
            String network, AsOfTime asOfTime, SessionFilter filter, PageRequest pageRequest) {
        return asOfReader.read(network, asOfTime, (reads, asOf) -> {
            Listing<Session> found = new Source(reads, asOf, name(network, asOfTime, filter), pageRequest)
                    .list(
                            cursorPage -> reads.sessions(filter.at(asOf.now()), cursorPage),
                            session -> Mark.of(session.opened()));
            return new Listing<>(asOf, SessionAt.of(found.items(), reads, asOf.now()), found.next());
        });
    }

    public Listing<HoldRow> holds(String network, HoldFilter filter, PageRequest pageRequest) {
        return holds(network, AsOfTime.NOW, filter, pageRequest);
    }

    /** @throws CursorException if the list cannot go on from there */
    public Listing<HoldRow> holds(String network, AsOfTime asOfTime, HoldFilter filter, PageRequest pageRequest) {
        return asOfReader.read(
                network,
                asOfTime,
                (reads, asOf) -> new Source(reads, asOf, name(network, asOfTime, filter), pageRequest)
                        .list(
                                cursorPage -> reads.holds(filter.at(asOf.now()), cursorPage),
                                row -> Mark.of(row.created())));
    }

    public Listing<Movement> movements(String network, MovementCriteria query, PageRequest pageRequest) {
        return movements(network, AsOfTime.NOW, query, pageRequest);
    }

    /** @throws CursorException if the list cannot go on from there */
    public Listing<Movement> movements(
            String network, AsOfTime asOfTime, MovementCriteria query, PageRequest pageRequest) {
        return asOfReader.read(network, asOfTime, (reads, asOf) -> {
            Listing<Flow> found = new Source(reads, asOf, name(network, asOfTime, query), pageRequest)
                    .list(cursorPage -> reads.movements(query, cursorPage), Mark::of);
            return new Listing<>(asOf, Movement.of(reads, query.address(), found.items()), found.next());
        });
    }

    /**
     * Transfers that moved nothing.
     *
     * @throws CursorException if the list cannot go on from there
     */
    public Listing<NoOpMovement> noOps(String network, AsOfTime asOfTime, Address address, PageRequest pageRequest) {
        return asOfReader.read(network, asOfTime, (reads, asOf) -> {
            Listing<NoOpTransfer> found = new Source(
                            reads, asOf, name(network, asOfTime, new NoOpsOf(address)), pageRequest)
                    .list(cursorPage -> reads.noOps(address, cursorPage), transfer -> Mark.of(transfer.at()));
            return new Listing<>(asOf, NoOpMovement.of(reads, address, found.items()), found.next());
        });
    }

    private record NoOpsOf(Address address) {}

    /** What a cursor belongs to. */
    private static String name(String network, AsOfTime asOfTime, Record filter) {
        return network + filter + (asOfTime.isPast() ? asOfTime : "");
    }

    /** Where an item stands. */
    private record Mark(ChainPlace place, Hash block) {

        static Mark of(Posting at) {
            return new Mark(
                    new ChainPlace(at.block().number(), at.logIndex(), 0),
                    at.block().hash());
        }

        static Mark of(Flow flow) {
            return new Mark(
                    new ChainPlace(flow.block().number(), flow.logIndex(), flow.seq()),
                    flow.block().hash());
        }
    }

    /** Where a list's part comes from. */
    private record Source(AddressReads reads, AsOf asOf, String name, PageRequest part) {

        <T> Listing<T> list(Function<CursorPage, List<T>> query, Function<T, Mark> mark) {
            Optional<Cursor> from = part.cursor().map(text -> Cursor.parse(text, name));
            if (from.isPresent()
                    && !reads.isCanonical(from.get().place().block(), from.get().block())) {
                throw CursorException.orphaned();
            }
            List<T> found = query.apply(new CursorPage(from.map(Cursor::place), part.limit() + 1));
            if (found.size() <= part.limit()) {
                return new Listing<>(asOf, found, Optional.empty());
            }
            List<T> items = found.subList(0, part.limit());
            Mark last = mark.apply(items.getLast());
            return new Listing<>(
                    asOf,
                    items,
                    Optional.of(Cursor.of(name, last.place(), last.block()).text()));
        }
    }
}
