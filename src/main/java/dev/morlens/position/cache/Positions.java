package dev.morlens.position.cache;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.position.cache.PositionCache.Hit;
import dev.morlens.position.cache.PositionCache.Loaded;
import dev.morlens.position.head.AddressVersions;
import dev.morlens.position.head.PositionsConfig;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.AddressesAudited;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.store.read.AccountsAtHead;
import dev.morlens.store.read.AddressAccounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Where addresses' MOR is: from memory when it is there, else from the store. */
@ApplicationScoped
public class Positions implements AddressVersions {

    private static final Logger LOG = Logger.getLogger(Positions.class);

    private static final Duration HEARD_WITHIN = Duration.ofMillis(50);

    private final SnapshotReader snapshotReader;
    private final PositionsConfig config;
    private final PositionCache cache;
    private final AtomicLong audits = new AtomicLong();

    @Inject
    public Positions(SnapshotReader snapshotReader, PositionsConfig config, MeterRegistry meters) {
        this.snapshotReader = snapshotReader;
        this.config = config;
        this.cache = new PositionCache(config.cacheBytes(), System::nanoTime);
        CaffeineCacheMetrics.monitor(meters, cache.metered(), "morlens.positions");
    }

    /** Without a query, if it is at hand. While nothing changes it is the same object. */
    public Optional<Position> cached(String network, Address address) {
        return cache.get(network, address).map(hit -> evaluate(network, hit));
    }

    /** Where it stands at the announced head; empty before the first. */
    public Optional<HeadVersion> standing(String network, Address address) {
        return cache.standing(network, address)
                .map(at -> new HeadVersion(snapshotReader.asOf(network, at.head()), at.version()));
    }

    @Override
    public long version(String network, Address address) {
        return cache.version(network, address);
    }

    /** The versions that hold at a block; empty unless it is the announced head, and no other is about to be. */
    public Optional<Map<Address, Long>> settled(String network, BlockRef block, Collection<Address> addresses) {
        return cache.settled(network, block, addresses);
    }

    /** Another number as soon as anything that is told of a network's accounts may read differently. */
    public long versionOfAll(String network) {
        return cache.versionOfAll(network);
    }

    /** @throws StoreUnavailableException if it is not at hand and the store does not answer */
    public Position of(String network, Address address) {
        Optional<Position> known = cached(network, address);
        return known.isPresent() ? known.get() : load(network, List.of(address)).getFirst();
    }

    /**
     * Positions at one block, in the order asked; if the store is down, those at hand, marked stale.
     *
     * @throws StoreUnavailableException if one is not at hand and the store does not answer
     */
    public List<Position> of(String network, List<Address> addresses) {
        try {
            return load(network, addresses);
        } catch (StoreUnavailableException e) {
            return addresses.stream()
                    .map(address -> cached(network, address).orElseThrow(() -> e))
                    .toList();
        }
    }

    /** Drops what shows an older verdict; a load that may have read it meanwhile is dropped as well. */
    void audited(@Observes AddressesAudited addressesAudited) {
        audits.incrementAndGet();
        cache.drop(addressesAudited.network(), addressesAudited.addresses());
    }

    void landed(@Observes HeadChanged headChanged) {
        long before = audits.get();
        try {
            cache.land(
                    headChanged,
                    config.refreshIfReadWithin().toNanos(),
                    config.refreshAtMost(),
                    addresses -> fetch(headChanged.network(), addresses));
            snapshotReader.storeAnswers(headChanged.network());
            dropIfAudited(before, headChanged.network(), headChanged.touched());
        } catch (RuntimeException e) {
            LOG.warnf("positions that block %s touches were dropped: %s", headChanged.head(), e.getMessage());
        }
    }

    /** Reads ahead; false if something landed meanwhile, so that nothing was kept. */
    boolean warm(String network, Collection<Address> addresses) {
        long before = audits.get();
        boolean kept = cache.put(network, fetch(network, addresses));
        dropIfAudited(before, network, addresses);
        return kept;
    }

    /**
     * Notices a head that has moved without a landing in this process.
     *
     * @throws StoreUnavailableException if the store does not answer
     */
    public void lookAtHead(String network) {
        long sequence = cache.sequence(network);
        BlockRef head = snapshotReader.read(network, (networkReads, asOf) -> asOf.block());
        if (!cache.head(network).equals(Optional.of(head))) {
            awaitLanding();
            cache.found(network, head, sequence);
        }
    }

    /** Of a batch that was committed just now this process hears in a moment, if it wrote it: then nothing is to be forgotten. */
    private static void awaitLanding() {
        try {
            Thread.sleep(HEARD_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Position> load(String network, List<Address> addresses) {
        long before = audits.get();
        Loaded loaded = fetch(network, addresses);
        cache.put(network, loaded);
        dropIfAudited(before, network, addresses);
        AsOf asOf = snapshotReader.asOf(network, loaded.block());
        Map<Address, AddressAccounts> found = loaded.accounts();
        return addresses.stream()
                .map(address -> Position.at(found.get(address), asOf))
                .toList();
    }

    private void dropIfAudited(long before, String network, Collection<Address> addresses) {
        if (audits.get() != before) {
            cache.drop(network, addresses);
        }
    }

    private Loaded fetch(String network, Collection<Address> addresses) {
        AccountsAtHead found = snapshotReader.accounts(network, addresses);
        return new Loaded(found.head(), found.accounts());
    }

    private Position evaluate(String network, Hit hit) {
        return hit.entry().at(snapshotReader.asOf(network, hit.at()));
    }
}
