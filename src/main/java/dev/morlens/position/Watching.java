package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.protocol.Network;
import dev.morlens.store.Landing;
import dev.morlens.store.StoreUnavailableException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Tells listeners of an address's position: the present one at once, then a new one whenever a block changes it, be it that
 * MOR moved or that a session or a hold fell due. Never keeps the indexer waiting.
 */
@ApplicationScoped
public class Watching {

    private static final Logger LOG = Logger.getLogger(Watching.class);

    /** After the positions have taken the landing in. */
    private static final int LAST = Interceptor.Priority.LIBRARY_AFTER;

    private final Whereabouts whereabouts;
    private final int most;
    private final Semaphore places;
    private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final Map<String, AtomicBoolean> asked = new ConcurrentHashMap<>();
    private volatile boolean ended;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    public Watching(Whereabouts whereabouts, EventsConfig config) {
        this.whereabouts = whereabouts;
        this.most = config.maxListeners();
        this.places = new Semaphore(most);
    }

    /** One listener; closing it twice does nothing. */
    public final class Watch implements AutoCloseable {

        private final Network network;
        private final Address address;
        private final Consumer<Position> listener;
        private final Runnable farewell;
        private final AtomicBoolean open = new AtomicBoolean(true);
        private Position last;
        private boolean dismissed;

        private Watch(Network network, Address address, Consumer<Position> listener, Runnable farewell) {
            this.network = network;
            this.address = address;
            this.listener = listener;
            this.farewell = farewell;
        }

        /** While history is read, its blocks tell nothing of the present, and a node is asked once. */
        private synchronized void look() {
            if (dismissed || last != null && whereabouts.isBehind(network)) {
                return;
            }
            Position now = whereabouts.of(network, address);
            if (open.get() && (last == null || !sameFigures(last, now))) {
                last = now;
                listener.accept(now);
            }
        }

        /** The last that the listener hears. */
        private synchronized void dismiss() {
            dismissed = true;
            farewell.run();
        }

        @Override
        public void close() {
            if (open.getAndSet(false)) {
                watches.get(network.name()).remove(this);
            }
        }
    }

    /**
     * Takes a place to listen, before anything is promised to whoever wants to.
     *
     * @throws TooManyListenersException if all places are taken
     */
    public Place enter() {
        if (!places.tryAcquire()) {
            throw new TooManyListenersException(most);
        }
        return new Place();
    }

    /** One place to listen; closing it twice does nothing. */
    public final class Place implements AutoCloseable {

        private final AtomicBoolean taken = new AtomicBoolean(true);

        @Override
        public void close() {
            if (taken.getAndSet(false)) {
                places.release();
            }
        }
    }

    /**
     * Calls the listener, who has a place, from threads of its own, never twice at once.
     *
     * @param farewell is called when listeners are sent away, perhaps twice, and no listener after it
     */
    public Watch watch(Network network, Address address, Consumer<Position> listener, Runnable farewell) {
        Watch watch = new Watch(network, address, listener, farewell);
        watches.computeIfAbsent(network.name(), name -> ConcurrentHashMap.newKeySet())
                .add(watch);
        threads.execute(() -> look(watch));
        if (ended) {
            threads.execute(watch::dismiss);
        }
        return watch;
    }

    /** Sends all listeners away, and those who still come, because the process ends. */
    public void end() {
        ended = true;
        watches.values().forEach(all -> all.forEach(watch -> threads.execute(watch::dismiss)));
    }

    /** How many places are taken. */
    public int listeners() {
        return most - places.availablePermits();
    }

    void landed(@Observes @Priority(LAST) Landing landing) {
        wake(landing.network());
    }

    /** Looks whether a head changed what listeners know; several calls in a row are one look. */
    void wake(String network) {
        if (watches.getOrDefault(network, Set.of()).isEmpty()) {
            return;
        }
        AtomicBoolean waiting = asked.computeIfAbsent(network, name -> new AtomicBoolean());
        if (!waiting.getAndSet(true)) {
            threads.execute(() -> {
                waiting.set(false);
                watches.get(network).forEach(this::look);
            });
        }
    }

    private void look(Watch watch) {
        try {
            watch.look();
        } catch (StoreUnavailableException e) {
            LOG.debugf(
                    "listeners of %s hear nothing while the index cannot be read: %s",
                    watch.network.name(), e.getMessage());
        }
    }

    private static boolean sameFigures(Position one, Position other) {
        return one.accounts().whenever().equals(other.accounts().whenever())
                && one.sessions().equals(other.sessions())
                && one.holds().equals(other.holds());
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
