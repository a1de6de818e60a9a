package dev.morlens.position.head;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.ask.StaleReason;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.Networks;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.read.AccountsAtHead;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Says of every answer which block it is of, how final that is, and whether the chain may have gone on unseen. */
@ApplicationScoped
public class SnapshotReader {

    /** Many looks at the head: an indexer that was silent for so long waits for a node that does not answer. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** Where nobody measures how fast blocks come, as in a process that only serves. */
    private static final Duration UNMEASURED = Duration.ofMinutes(1);

    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final Stores stores;
    private final IndexStatusRegistry board;
    private final Function<String, Optional<Duration>> staleAfter;
    private final Clock clock;
    private final Set<String> withoutStore = ConcurrentHashMap.newKeySet();

    @Inject
    public SnapshotReader(Stores stores, IndexStatusRegistry board, Networks networks) {
        this(stores, board, networks::staleAfter, Clock.systemUTC());
    }

    /** Of a chain that ended once, such as a recorded one: its blocks may be of any age. */
    public SnapshotReader(Stores stores, IndexStatusRegistry board) {
        this(stores, board, network -> Optional.of(FOREVER), Clock.systemUTC());
    }

    /** @param staleAfter how old a block of a network may be, if that is configured */
    SnapshotReader(
            Stores stores, IndexStatusRegistry board, Function<String, Optional<Duration>> staleAfter, Clock clock) {
        this.stores = stores;
        this.board = board;
        this.staleAfter = staleAfter;
        this.clock = clock;
    }

    /**
     * Asks the store at its newest block.
     *
     * @throws StoreUnavailableException if it does not answer or holds no block yet
     */
    public <T> T read(String network, BiFunction<NetworkReads, AsOf, T> question) {
        return ask(
                network,
                networkReads -> networkReads.head().map(head -> question.apply(networkReads, asOf(network, head))));
    }

    /**
     * Accounts at the store's newest block, by one query.
     *
     * @throws StoreUnavailableException if it does not answer or holds no block yet
     */
    public AccountsAtHead accounts(String network, Collection<Address> addresses) {
        return ask(network, networkReads -> networkReads.accountsAtHead(addresses));
    }

    private <T> T ask(String network, Function<NetworkReads, Optional<T>> question) {
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
        boolean isStale = staleBecause(network, Optional.of(block)).isPresent();
        return new AsOf(block, isFinal ? FinalityLevel.FINALIZED : FinalityLevel.LATEST, isStale);
    }

    /** The newest height that is known to be final, by the store or by a node; -1 if none is. */
    public long finalized(String network, NetworkReads networkReads) {
        long stored = networkReads.finalized().map(BlockRef::number).orElse(-1L);
        long told = board.of(network)
                .map(IndexStatus::finalizedNumber)
                .map(n -> n.orElse(-1))
                .orElse(-1L);
        return Math.max(stored, told);
    }

    /** Why answers from the index are not of the present, or may not be; empty if they are. */
    public Optional<StaleReason> staleBecause(String network) {
        return staleBecause(network, board.of(network).flatMap(IndexStatus::indexed));
    }

    private Optional<StaleReason> staleBecause(String network, Optional<BlockRef> block) {
        if (storeIsDown(network)) {
            return Optional.of(StaleReason.DATABASE_UNREACHABLE);
        }
        return board.of(network)
                .flatMap(this::outOfTouch)
                .or(() -> Optional.of(StaleReason.SUMS_DIFFER).filter(reason -> sumsDiffer(network)))
                .or(() -> block.filter(known -> isBehindTheNode(network, known)).map(known -> StaleReason.CATCHING_UP))
                .or(() -> block.filter(known -> isOlder(network, known, clock.instant()))
                        .map(known -> StaleReason.HEAD_OLD));
    }

    private Optional<StaleReason> outOfTouch(IndexStatus status) {
        boolean isSilent = status.updatedAt().plus(SILENCE).isBefore(clock.instant());
        return switch (status.state()) {
            case NODE_UNREACHABLE -> Optional.of(StaleReason.NODE_UNREACHABLE);
            case STOPPED -> Optional.of(StaleReason.STOPPED);
            case BACKFILLING -> Optional.of(StaleReason.READING_HISTORY);
            case FOLLOWING, CATCHING_UP -> isSilent ? Optional.of(StaleReason.INDEXER_SILENT) : Optional.empty();
            case STARTING -> Optional.empty();
        };
    }

    /** Whether a block that a node tells is not the present any more, whatever the index is doing. */
    public boolean isOld(String network, BlockRef block) {
        return isBehindTheNode(network, block) || isOlder(network, block, clock.instant());
    }

    private boolean isBehindTheNode(String network, BlockRef block) {
        return board.of(network)
                .flatMap(IndexStatus::nodeHead)
                .filter(head -> isOlder(network, block, head.time()))
                .isPresent();
    }

    private boolean isOlder(String network, BlockRef block, Instant than) {
        return block.time().plus(limit(network)).isBefore(than);
    }

    private Duration limit(String network) {
        return staleAfter
                .apply(network)
                .or(() -> board.of(network).map(status -> status.timing().staleAfter()))
                .orElse(UNMEASURED);
    }

    /**
     * Whether the index is known not to hold all: it is reading the chain's history, or its sums differ from the chain's,
     * so that nodes left something out.
     */
    public boolean isBehind(String network) {
        return isIn(network, IndexStatus.IndexState.BACKFILLING) || sumsDiffer(network);
    }

    /** Whether the accounts as a whole are not those of the chain. */
    public boolean sumsDiffer(String network) {
        return board.of(network)
                .filter(status -> status.completeness() == IndexStatus.Completeness.DIFFERS)
                .isPresent();
    }

    /** Whether the index holds all that the chain has. */
    public boolean isFollowing(String network) {
        return isIn(network, IndexStatus.IndexState.FOLLOWING)
                && staleBecause(network).isEmpty();
    }

    public boolean nodeIsDown(String network) {
        return isIn(network, IndexStatus.IndexState.NODE_UNREACHABLE);
    }

    private boolean isIn(String network, IndexStatus.IndexState indexState) {
        return board.of(network).filter(status -> status.state() == indexState).isPresent();
    }

    public boolean storeIsDown(String network) {
        return withoutStore.contains(network);
    }

    public void storeAnswers(String network) {
        withoutStore.remove(network);
    }
}
