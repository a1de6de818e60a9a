package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.Session;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.HoldQuery;
import dev.morlens.store.HoldState;
import dev.morlens.store.IndexStatus;
import dev.morlens.store.IndexStatus.State;
import dev.morlens.store.Landing;
import dev.morlens.store.Reads;
import dev.morlens.store.SessionQuery;
import dev.morlens.store.SessionState;
import dev.morlens.store.Slice;
import dev.morlens.store.StatusBoard;
import dev.morlens.store.StoreUnavailableException;
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
public class Warming {

    private static final Logger LOG = Logger.getLogger(Warming.class);

    /** At start, and when the index catches up; a block that lands in between spoils a try. */
    private static final int TRIES = 3;

    private final Heads heads;
    private final Positions positions;
    private final Networks networks;
    private final StatusBoard board;
    private final PositionsConfig config;
    private final Map<String, AtomicInteger> triesLeft = new ConcurrentHashMap<>();

    @Inject
    public Warming(Heads heads, Positions positions, Networks networks, StatusBoard board, PositionsConfig config) {
        this.heads = heads;
        this.positions = positions;
        this.networks = networks;
        this.board = board;
        this.config = config;
    }

    void started(@Observes StartupEvent start) {
        networks.all().stream().map(Network::name).forEach(this::inBackground);
    }

    void landed(@Observes Landing landing) {
        if (board.of(landing.network()).map(IndexStatus::state).equals(Optional.of(State.FOLLOWING))) {
            inBackground(landing.network());
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
            Set<Address> addresses = heads.read(network, (reads, asOf) -> holders(reads, asOf.now()));
            if (positions.warm(network, addresses)) {
                left.set(0);
                LOG.infof("read %d addresses of %s ahead", addresses.size(), network);
            }
        } catch (StoreUnavailableException e) {
            LOG.infof("reading addresses of %s ahead waits for the index: %s", network, e.getMessage());
        }
    }

    private Set<Address> holders(Reads reads, Instant now) {
        Slice slice = Slice.first(config.warmAtMost());
        Set<Address> holders = new LinkedHashSet<>();
        for (SessionState state : Set.of(SessionState.OPEN, SessionState.OVERDUE)) {
            var open = new SessionQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(state), now);
            reads.sessions(open, slice).stream().map(Session::facts).forEach(facts -> holders.add(facts.user()));
        }
        for (HoldState state : Set.of(HoldState.LOCKED, HoldState.CLAIMABLE)) {
            var waiting = new HoldQuery(Optional.empty(), Optional.of(state), now);
            reads.holds(waiting, slice).stream().map(HoldRow::user).forEach(holders::add);
        }
        return holders;
    }
}
