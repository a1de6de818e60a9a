package dev.morlens.position.search;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.read.NetworkReads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what a pasted text names, on every network served. Whole ids only: a part of one could be anybody's. */
@ApplicationScoped
public class Search {

    /** What a result is. */
    public enum FoundKind {
        ADDRESS,
        SESSION,
        TRANSACTION,
        MODEL,
        BID
    }

    /** @param asOf empty for an address while its network has no block: an address needs no look-up */
    public record Result(FoundKind kind, String network, String id, Optional<AsOf> asOf) {}

    private final SnapshotReader snapshotReader;
    private final Networks networks;

    @Inject
    public Search(SnapshotReader snapshotReader, Networks networks) {
        this.snapshotReader = snapshotReader;
        this.networks = networks;
    }

    /**
     * Everything that the text names; nothing if it has the form of an id that no network knows.
     *
     * @throws IllegalArgumentException if it holds no whole id, saying what would be one
     * @throws StoreUnavailableException if no network can be asked
     */
    public List<Result> find(String text) {
        String id = PastedIdExtractor.in(text);
        if (id.length() == 2 + 2 * Address.BYTES) {
            String address = Address.checked(id).checksummed();
            return networks.all().stream()
                    .map(network -> new Result(FoundKind.ADDRESS, network.name(), address, asOf(network.name())))
                    .toList();
        }
        return named(Hash.of(id));
    }

    private List<Result> named(Hash id) {
        List<Result> results = new ArrayList<>();
        List<StoreUnavailableException> silent = new ArrayList<>();
        for (Network network : networks.all()) {
            try {
                results.addAll(snapshotReader.read(
                        network.name(), (networkReads, asOf) -> named(id, network.name(), networkReads, asOf)));
            } catch (StoreUnavailableException e) {
                silent.add(e);
            }
        }
        if (results.isEmpty() && silent.size() == networks.all().size()) {
            throw silent.getFirst();
        }
        return results;
    }

    private static List<Result> named(Hash id, String network, NetworkReads networkReads, AsOf asOf) {
        List<Result> results = new ArrayList<>();
        if (networkReads.session(new SessionId(id)).isPresent()) {
            results.add(new Result(FoundKind.SESSION, network, id.toString(), Optional.of(asOf)));
        }
        if (networkReads.logs(id).isPresent()) {
            results.add(new Result(FoundKind.TRANSACTION, network, id.toString(), Optional.of(asOf)));
        }
        return results;
    }

    private Optional<AsOf> asOf(String network) {
        try {
            return Optional.of(snapshotReader.read(network, (networkReads, asOf) -> asOf));
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }
}
