package dev.morlens.store.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where the indexer posts how it stands, so that the reading side need not know the indexer. */
@ApplicationScoped
public class IndexStatusRegistry {

    private final Map<String, IndexStatus> byNetwork = new ConcurrentHashMap<>();

    public void post(IndexStatus status) {
        byNetwork.put(status.network(), status);
    }

    public Optional<IndexStatus> of(String network) {
        return Optional.ofNullable(byNetwork.get(network));
    }
}
