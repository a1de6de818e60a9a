package dev.morlens.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.facts.Case.Told;
import dev.morlens.position.Asker;
import dev.morlens.position.Askers;
import dev.morlens.position.Position;
import dev.morlens.position.Positions;
import dev.morlens.position.Whereabouts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.AddressAccounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Addresses' pages as they were written, to be given again for as long as nothing on them can read differently: the same
 * position at the same block, the same frame, and the same accounts on the other networks.
 */
@ApplicationScoped
class KeptPages {

    /** Until then a look at the head has most often brought a block. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** What no node told anybody is asked for again almost at once, but not by each of a crowd. */
    private static final Duration UNTOLD = Duration.ofSeconds(2);

    /** What was not asked for want of permits is for its asker alone, whose share grows slowly; others have shares of their own. */
    private static final Duration REFUSED = Duration.ofSeconds(5);

    private static final int BASE_BYTES = 200;

    /** @param only who is given it; empty for everybody */
    private record Kept(
            Frame frame, List<Optional<AddressAccounts>> elsewhere, Optional<Asker> only, Duration time, byte[] page) {

        boolean isFor(Asker asker) {
            return only.isEmpty() || only.get().equals(asker);
        }
    }

    /** While a position is at hand and no block lands, it is the same object. */
    private final Cache<Position, Kept> pages;

    private final Whereabouts whereabouts;
    private final Positions positions;
    private final Networks networks;
    private final Askers askers;

    KeptPages(
            Whereabouts whereabouts,
            Positions positions,
            Networks networks,
            Askers askers,
            WebConfig config,
            MeterRegistry meters) {
        this.askers = askers;
        this.whereabouts = whereabouts;
        this.positions = positions;
        this.networks = networks;
        this.pages = Caffeine.newBuilder()
                .weakKeys()
                .maximumWeight(config.pages().cacheBytes())
                .weigher((Position position, Kept kept) -> BASE_BYTES + kept.page().length)
                .expireAfter(Expiry.writing((Position position, Kept kept) -> kept.time()))
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(meters, pages, "morlens.pages");
    }

    /** Without a query. */
    Optional<byte[]> atHand(Network network, Address address, Frame frame) {
        return whereabouts
                .atHand(network, address)
                .map(pages::getIfPresent)
                .filter(kept -> kept.isFor(askers.current()))
                .filter(kept -> kept.frame().equals(frame) && kept.elsewhere().equals(elsewhere(network, address)))
                .map(Kept::page);
    }

    /** Keeps a page if what it shows is still at hand; for its asker alone, if it lacks what others would be told. */
    void keep(Network network, Position shown, Diagnosis diagnosis, Frame frame, byte[] page) {
        if (!diagnosis.asOf().equals(shown.asOf())) {
            return;
        }
        Told told = diagnosis.told();
        Optional<Asker> only = told == Told.SOME ? Optional.of(askers.current()) : Optional.empty();
        whereabouts
                .atHand(network, shown.address())
                .filter(shown::equals)
                .ifPresent(position -> pages.put(
                        position, new Kept(frame, elsewhere(network, position.address()), only, time(told), page)));
    }

    private static Duration time(Told told) {
        return switch (told) {
            case NOTHING -> UNTOLD;
            case SOME -> REFUSED;
            case ALL -> LONGEST;
        };
    }

    private List<Optional<AddressAccounts>> elsewhere(Network here, Address address) {
        return networks.all().stream()
                .filter(other -> !other.equals(here))
                .map(other -> positions.atHand(other.name(), address).map(Position::accounts))
                .toList();
    }
}
