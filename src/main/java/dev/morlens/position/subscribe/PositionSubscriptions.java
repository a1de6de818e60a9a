package dev.morlens.position.subscribe;

import dev.morlens.chain.value.Address;
import dev.morlens.position.cache.Position;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.HeadChanged;
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
public class PositionSubscriptions {

    private static final Logger LOG = Logger.getLogger(PositionSubscriptions.class);

    /** After the positions have taken the landing in. */
    private static final int LAST = Interceptor.Priority.LIBRARY_AFTER;

    private final PositionResolver positionResolver;
    private final int most;
    private final Semaphore places;
    private final Map<String, Set<Subscription>> watches = new ConcurrentHashMap<>();
    private final Map<String, AtomicBoolean> asked = new ConcurrentHashMap<>();
    private volatile boolean ended;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    public PositionSubscriptions(PositionResolver positionResolver, EventsConfig config) {
        this.positionResolver = positionResolver;
        this.most = config.maxListeners();
        this.places = new Semaphore(most);
    }

    /** One listener; closing it twice does nothing. */
    public final class Subscription implements AutoCloseable {

        private final Network network;
        private final Address address;
        private final Consumer<Position> listener;
        private final Runnable farewell;
        private final AtomicBoolean open = new AtomicBoolean(true);
        private Position last;
        private boolean dismissed;

        private Subscription(Network network, Address address, Consumer<Position> listener, Runnable farewell) {
            this.network = network;
            this.address = address;
            this.listener = listener;
            this.farewell = farewell;
        }

        /** While history is read, its blocks tell nothing of the present, and a node is asked once. */
        private synchronized void look() {
            if (dismissed || last != null && positionResolver.isBehind(network)) {
                return;
            }
            Position now = positionResolver.of(network, address);
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
    public ListenerSlot enter() {
        if (!places.tryAcquire()) {
            throw new TooManyListenersException(most);
        }
        return new ListenerSlot();
    }

    /** One place to listen; closing it twice does nothing. */
    public final class ListenerSlot implements AutoCloseable {

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
    public Subscription watch(Network network, Address address, Consumer<Position> listener, Runnable farewell) {
        Subscription subscription = new Subscription(network, address, listener, farewell);
        watches.computeIfAbsent(network.name(), name -> ConcurrentHashMap.newKeySet())
                .add(subscription);
        threads.execute(() -> look(subscription));
        if (ended) {
            threads.execute(subscription::dismiss);
        }
        return subscription;
    }

    /** Sends all listeners away, and those who still come, because the process ends. */
    public void end() {
        ended = true;
        watches.values().forEach(all -> all.forEach(subscription -> threads.execute(subscription::dismiss)));
    }

    /** How many places are taken. */
    public int listeners() {
        return most - places.availablePermits();
    }

    void landed(@Observes @Priority(LAST) HeadChanged headChanged) {
        wake(headChanged.network());
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

    private void look(Subscription subscription) {
        try {
            subscription.look();
        } catch (StoreUnavailableException e) {
            LOG.debugf(
                    "listeners of %s hear nothing while the index cannot be read: %s",
                    subscription.network.name(), e.getMessage());
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
