package dev.morlens.position;

import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.Flow;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.Posting;
import dev.morlens.ledger.Session;
import dev.morlens.position.Listing.Part;
import dev.morlens.store.MovementQuery;
import dev.morlens.store.Reads;
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

    private final Heads heads;

    @Inject
    public Lists(Heads heads) {
        this.heads = heads;
    }

    /** @throws CursorException if the list cannot go on from there */
    public Listing<SessionAt> sessions(String network, SessionFilter filter, Part part) {
        return heads.read(network, (reads, asOf) -> sessions(reads, asOf, network, filter, part));
    }

    /** @throws CursorException if the list cannot go on from there */
    public Listing<HoldRow> holds(String network, HoldFilter filter, Part part) {
        return heads.read(network, (reads, asOf) -> holds(reads, asOf, network, filter, part));
    }

    /** @throws CursorException if the list cannot go on from there */
    public Listing<Flow> movements(String network, MovementQuery query, Part part) {
        return heads.read(network, (reads, asOf) -> movements(reads, asOf, network, query, part));
    }

    private static Listing<SessionAt> sessions(
            Reads reads, AsOf asOf, String network, SessionFilter filter, Part part) {
        Listing<Session> found = list(
                reads,
                asOf,
                network + filter,
                part,
                slice -> reads.sessions(filter.at(asOf.now()), slice),
                session -> Mark.of(session.opened()));
        return new Listing<>(asOf, SessionAt.of(found.items(), reads, asOf.now()), found.next());
    }

    private static Listing<HoldRow> holds(Reads reads, AsOf asOf, String network, HoldFilter filter, Part part) {
        return list(
                reads,
                asOf,
                network + filter,
                part,
                slice -> reads.holds(filter.at(asOf.now()), slice),
                row -> Mark.of(row.created()));
    }

    private static Listing<Flow> movements(Reads reads, AsOf asOf, String network, MovementQuery query, Part part) {
        return list(reads, asOf, network + query, part, slice -> reads.movements(query, slice), Mark::of);
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

    private static <T> Listing<T> list(
            Reads reads, AsOf asOf, String name, Part part, Function<Slice, List<T>> query, Function<T, Mark> mark) {
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
