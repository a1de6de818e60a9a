package dev.morlens.position;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.IndexStatus;
import dev.morlens.store.IndexStatus.State;
import dev.morlens.store.Reads;
import dev.morlens.store.StatusBoard;
import dev.morlens.store.StoreUnavailableException;
import dev.morlens.store.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Says of every answer which block it is of, how final that is, and whether the chain may have gone on unseen. */
@ApplicationScoped
public class Heads {

    private final Stores stores;
    private final StatusBoard board;
    private final Set<String> withoutStore = ConcurrentHashMap.newKeySet();

    @Inject
    public Heads(Stores stores, StatusBoard board) {
        this.stores = stores;
        this.board = board;
    }

    /**
     * Asks the store at its newest block.
     *
     * @throws StoreUnavailableException if it does not answer or holds no block yet
     */
    public <T> T read(String network, BiFunction<Reads, AsOf, T> question) {
        T answer;
        try {
            answer = stores.read(
                    network,
                    reads -> reads.head()
                            .map(head -> question.apply(reads, asOf(network, head)))
                            .orElse(null));
        } catch (StoreUnavailableException e) {
            withoutStore.add(network);
            throw e;
        }
        withoutStore.remove(network);
        if (answer == null) {
            throw new NothingIndexedException(network);
        }
        return answer;
    }

    public AsOf asOf(String network, BlockRef block) {
        Optional<IndexStatus> status = board.of(network);
        boolean isFinal = status.isPresent() && status.get().finalizedNumber().orElse(-1) >= block.number();
        return new AsOf(block, isFinal ? Finality.FINALIZED : Finality.LATEST, isStale(network));
    }

    /** Whether node or database were out of reach when last heard of. */
    public boolean isStale(String network) {
        return storeIsDown(network)
                || board.of(network)
                        .map(IndexStatus::state)
                        .filter(state -> state == State.NODE_UNREACHABLE || state == State.STOPPED)
                        .isPresent();
    }

    public boolean storeIsDown(String network) {
        return withoutStore.contains(network);
    }

    void storeAnswers(String network) {
        withoutStore.remove(network);
    }
}
