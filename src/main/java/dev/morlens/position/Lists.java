package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.Flow;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.Posting;
import dev.morlens.ledger.Session;
import dev.morlens.position.Listing.Part;
import dev.morlens.store.AddressReads;
import dev.morlens.store.MovementQuery;
import dev.morlens.store.NoOpTransfer;
import dev.morlens.store.Slice;
import dev.morlens.store.Slice.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists that can be gone through part by part, newest first, each part at one block. */
@ApplicationScoped
public class Lists {

    private final Moments moments;

    @Inject
    public Lists(Moments moments) {
        this.moments = moments;
    }

    public Listing<SessionAt> sessions(String network, SessionFilter filter, Part part) {
        return sessions(network, Moment.NOW, filter, part);
    }

    /** @throws CursorException if the list cannot go on from there */
    public Listing<SessionAt> sessions(String network, Moment moment, SessionFilter filter, Part part) {
        return moments.read(network, moment, (reads, asOf) -> {
            Listing<Session> found = new Source(reads, asOf, name(network, moment, filter), part)
                    .list(slice -> reads.sessions(filter.at(asOf.now()), slice), session -> Mark.of(session.opened()));
            return new Listing<>(asOf, SessionAt.of(found.items(), reads, asOf.now()), found.next());
        });
    }

    public Listing<HoldRow> holds(String network, HoldFilter filter, Part part) {
        return holds(network, Moment.NOW, filter, part);
    }

    /** @throws CursorException if the list cannot go on from there */
    public Listing<HoldRow> holds(String network, Moment moment, HoldFilter filter, Part part) {
        return moments.read(
                network,
                moment,
                (reads, asOf) -> new Source(reads, asOf, name(network, moment, filter), part)
                        .list(slice -> reads.holds(filter.at(asOf.now()), slice), row -> Mark.of(row.created())));
    }

    public Listing<Movement> movements(String network, MovementQuery query, Part part) {
        return movements(network, Moment.NOW, query, part);
    }

    /** @throws CursorException if the list cannot go on from there */
    public Listing<Movement> movements(String network, Moment moment, MovementQuery query, Part part) {
        return moments.read(network, moment, (reads, asOf) -> {
            Listing<Flow> found = new Source(reads, asOf, name(network, moment, query), part)
                    .list(slice -> reads.movements(query, slice), Mark::of);
            return new Listing<>(asOf, Movement.of(reads, query.address(), found.items()), found.next());
        });
    }

    /**
     * Transfers that moved nothing.
     *
     * @throws CursorException if the list cannot go on from there
     */
    public Listing<NoOp> noOps(String network, Moment moment, Address address, Part part) {
        return moments.read(network, moment, (reads, asOf) -> {
            Listing<NoOpTransfer> found = new Source(reads, asOf, name(network, moment, new NoOpsOf(address)), part)
                    .list(slice -> reads.noOps(address, slice), transfer -> Mark.of(transfer.at()));
            return new Listing<>(asOf, NoOp.of(reads, address, found.items()), found.next());
        });
    }

    private record NoOpsOf(Address address) {}

    /** What a cursor belongs to. */
    private static String name(String network, Moment moment, Record filter) {
        return network + filter + (moment.isPast() ? moment : "");
    }

    /** Where an item stands. */
    private record Mark(Place place, Hash block) {

        static Mark of(Posting at) {
            return new Mark(
                    new Place(at.block().number(), at.logIndex(), 0), at.block().hash());
        }

        static Mark of(Flow flow) {
            return new Mark(
                    new Place(flow.block().number(), flow.logIndex(), flow.seq()),
                    flow.block().hash());
        }
    }

    /** Where a list's part comes from. */
    private record Source(AddressReads reads, AsOf asOf, String name, Part part) {

        <T> Listing<T> list(Function<Slice, List<T>> query, Function<T, Mark> mark) {
            Optional<Cursor> from = part.cursor().map(text -> Cursor.parse(text, name));
            if (from.isPresent()
                    && !reads.isCanonical(from.get().place().block(), from.get().block())) {
                throw CursorException.orphaned();
            }
            List<T> found = query.apply(new Slice(from.map(Cursor::place), part.limit() + 1));
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
