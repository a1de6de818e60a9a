package dev.morlens.position.cache;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.head.PositionsConfig;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.HoldCriteria;
import dev.morlens.store.criteria.HoldState;
import dev.morlens.store.criteria.SessionCriteria;
import dev.morlens.store.criteria.SessionPhase;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatus.IndexState;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.read.NetworkReads;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Reads the addresses ahead that people are likely to ask for: those with MOR in open sessions or on hold. */
@ApplicationScoped
public class CacheWarmer {

    private static final Logger LOG = Logger.getLogger(CacheWarmer.class);

    /** At start, and when the index catches up; a block that lands in between spoils a try. */
    private static final int TRIES = 3;

    private final SnapshotReader snapshotReader;
    private final Positions positions;
    private final Networks networks;
    private final IndexStatusRegistry board;
    private final PositionsConfig config;
    private final Map<String, AtomicInteger> triesLeft = new ConcurrentHashMap<>();

    @Inject
    public CacheWarmer(
            SnapshotReader snapshotReader,
            Positions positions,
            Networks networks,
            IndexStatusRegistry board,
            PositionsConfig config) {
        this.snapshotReader = snapshotReader;
        this.positions = positions;
        this.networks = networks;
        this.board = board;
        this.config = config;
    }

    void started(@Observes StartupEvent start) {
        networks.all().stream().map(Network::name).forEach(this::inBackground);
    }

    void landed(@Observes HeadChanged headChanged) {
        if (board.of(headChanged.network()).map(IndexStatus::state).equals(Optional.of(IndexState.FOLLOWING))) {
            inBackground(headChanged.network());
        }
    }

    private void inBackground(String network) {
        AtomicInteger left = triesLeft.computeIfAbsent(network, name -> new AtomicInteger(TRIES));
        if (left.get() > 0 && left.getAndDecrement() > 0) {
            Thread.ofVirtual().name("warm-" + network).start(() -> tryOnce(network, left));
        }
    }

    private void tryOnce(String network, AtomicInteger left) {
        try {
            Set<Address> addresses =
                    snapshotReader.read(network, (networkReads, asOf) -> holders(networkReads, asOf.now()));
            if (positions.warm(network, addresses)) {
                left.set(0);
                LOG.infof("read %d addresses of %s ahead", addresses.size(), network);
            }
        } catch (StoreUnavailableException e) {
            LOG.infof("reading addresses of %s ahead waits for the index: %s", network, e.getMessage());
        }
    }

    private Set<Address> holders(NetworkReads networkReads, Instant now) {
        CursorPage cursorPage = CursorPage.first(config.warmAtMost());
        Set<Address> holders = new LinkedHashSet<>();
        for (SessionPhase state : Set.of(SessionPhase.OPEN, SessionPhase.OVERDUE)) {
            var open =
                    new SessionCriteria(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(state), now);
            networkReads.sessions(open, cursorPage).stream()
                    .map(Session::facts)
                    .forEach(facts -> holders.add(facts.user()));
        }
        for (HoldState state : Set.of(HoldState.LOCKED, HoldState.CLAIMABLE)) {
            var waiting = new HoldCriteria(Optional.empty(), Optional.of(state), now);
            networkReads.holds(waiting, cursorPage).stream().map(HoldRow::user).forEach(holders::add);
        }
        return holders;
    }
}
