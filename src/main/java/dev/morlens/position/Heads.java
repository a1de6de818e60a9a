package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.AccountsAtHead;
import dev.morlens.store.IndexStatus;
import dev.morlens.store.Reads;
import dev.morlens.store.StatusBoard;
import dev.morlens.store.StoreUnavailableException;
import dev.morlens.store.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Says of every answer which block it is of, how final that is, and whether the chain may have gone on unseen. */
@ApplicationScoped
public class Heads {

    /** Many looks at the head: an indexer that was silent for so long waits for a node that does not answer. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Stores stores;
    private final StatusBoard board;
    private final Clock clock;
    private final Set<String> withoutStore = ConcurrentHashMap.newKeySet();

    @Inject
    public Heads(Stores stores, StatusBoard board) {
        this(stores, board, Clock.systemUTC());
    }

    Heads(Stores stores, StatusBoard board, Clock clock) {
        this.stores = stores;
        this.board = board;
        this.clock = clock;
    }

    /**
     * Asks the store at its newest block.
     *
     * @throws StoreUnavailableException if it does not answer or holds no block yet
     */
    public <T> T read(String network, BiFunction<Reads, AsOf, T> question) {
        return ask(network, reads -> reads.head().map(head -> question.apply(reads, asOf(network, head))));
    }

    /**
     * Accounts at the store's newest block, by one query.
     *
     * @throws StoreUnavailableException if it does not answer or holds no block yet
     */
    AccountsAtHead accounts(String network, Collection<Address> addresses) {
        return ask(network, reads -> reads.accountsAtHead(addresses));
    }

    private <T> T ask(String network, Function<Reads, Optional<T>> question) {
        Optional<T> answer;
        try {
            answer = stores.read(network, question);
        } catch (StoreUnavailableException e) {
            withoutStore.add(network);
            throw e;
        }
        withoutStore.remove(network);
        return answer.orElseThrow(() -> new NothingIndexedException(network));
    }

    public AsOf asOf(String network, BlockRef block) {
        Optional<IndexStatus> status = board.of(network);
        boolean isFinal = status.isPresent() && status.get().finalizedNumber().orElse(-1) >= block.number();
        boolean isOld = isStale(network) || isBehind(network);
        return new AsOf(block, isFinal ? Finality.FINALIZED : Finality.LATEST, isOld);
    }

    /** The newest height that is known to be final, by the store or by a node; -1 if none is. */
    long finalized(String network, Reads reads) {
        long stored = reads.finalized().map(BlockRef::number).orElse(-1L);
        long told = board.of(network)
                .map(IndexStatus::finalizedNumber)
                .map(n -> n.orElse(-1))
                .orElse(-1L);
        return Math.max(stored, told);
    }

    /** Whether node or database were out of reach when last heard of. An index that is behind reaches both. */
    public boolean isStale(String network) {
        return storeIsDown(network)
                || board.of(network).filter(this::isOutOfTouch).isPresent();
    }

    private boolean isOutOfTouch(IndexStatus status) {
        return switch (status.state()) {
            case NODE_UNREACHABLE, STOPPED -> true;
            case FOLLOWING -> status.updatedAt().plus(SILENCE).isBefore(clock.instant());
            default -> false;
        };
    }

    /**
     * Whether the index is known not to hold all: it is reading the chain's history, or its sums differ from the chain's,
     * so that nodes left something out.
     */
    boolean isBehind(String network) {
        return isIn(network, IndexStatus.State.BACKFILLING) || sumsDiffer(network);
    }

    /** Whether the accounts as a whole are not those of the chain. */
    public boolean sumsDiffer(String network) {
        return board.of(network)
                .filter(status -> status.completeness() == IndexStatus.Completeness.DIFFERS)
                .isPresent();
    }

    /** Whether the index holds all that the chain has. */
    boolean isFollowing(String network) {
        return isIn(network, IndexStatus.State.FOLLOWING) && !isStale(network);
    }

    boolean nodeIsDown(String network) {
        return isIn(network, IndexStatus.State.NODE_UNREACHABLE);
    }

    private boolean isIn(String network, IndexStatus.State state) {
        return board.of(network).filter(status -> status.state() == state).isPresent();
    }

    public boolean storeIsDown(String network) {
        return withoutStore.contains(network);
    }

    void storeAnswers(String network) {
        withoutStore.remove(network);
    }
}
