package dev.morlens.web.part;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.position.list.Listing;
import dev.morlens.position.time.AsOfTime;
import dev.morlens.protocol.Network;
import java.util.List;
import java.util.Optional;

/**
 * A list that goes on.
 *
 * @param next where the next part is
 */
public record ListPage<T>(
        String network,
        IdText address,
        List<T> items,
        Optional<String> next,
        Optional<PastLine> past,
        AsOfLine asOf,
        Explorer explorer) {

    public String query() {
        return PastLine.suffix(past);
    }

    /** Makes a line of an item. */
    public interface LineMaker<S, T> {
        T of(S item, AsOf asOf, IdShortener idShortener);
    }

    public static <S, T> ListPage<T> of(
            Network on,
            Address address,
            AsOfTime asOfTime,
            Listing<S> listing,
            IdShortener idShortener,
            LineMaker<S, T> lineMaker) {
        idShortener.know(address, "the one of this page");
        List<T> items = listing.items().stream()
                .map(item -> lineMaker.of(item, listing.asOf(), idShortener))
                .toList();
        Optional<PastLine> past = PastLine.of(asOfTime);
        return new ListPage<>(
                on.name(),
                idShortener.of(address),
                items,
                listing.next().map(cursor -> "?cursor=" + cursor + PastLine.more(past)),
                past,
                AsOfLine.of(listing.asOf()),
                Explorer.of(on));
    }
}
