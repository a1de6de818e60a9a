package dev.morlens.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.morlens.api.Body;
import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.facts.Case.Told;
import dev.morlens.position.Asker;
import dev.morlens.position.Askers;
import dev.morlens.position.Position;
import dev.morlens.position.Positions;
import dev.morlens.position.Standing;
import dev.morlens.position.Validity;
import dev.morlens.position.Whereabouts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Addresses' pages as they were written, to be given again for as long as nothing on them can read differently, whatever
 * blocks come: the same versions of all that they tell of, the same frame, and a time that changes nothing. Their block is
 * filled in when they are sent.
 */
@ApplicationScoped
class KeptPages {

    /** What is told besides, such as the rule in force, is then a minute old. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** What no node told anybody is asked for again almost at once, but not by each of a crowd. */
    private static final Duration UNTOLD = Duration.ofSeconds(2);

    /** What was not asked for want of permits is for its asker alone, whose share grows slowly; others have shares of their own. */
    private static final Duration REFUSED = Duration.ofSeconds(5);

    private static final int BASE_BYTES = 500;

    private record Key(String network, Address address) {}

    /** A version of what is told of an address. */
    private record Seen(String network, Address address, long version) {}

    /** @param only who is given it; empty for everybody */
    private record Kept(
            Frame frame, Set<Seen> rests, Validity validity, Optional<Asker> only, Duration time, Body page) {

        boolean isFor(Asker asker) {
            return only.isEmpty() || only.get().equals(asker);
        }
    }

    /** What holds before a page is read for: what has changed meanwhile is not kept. */
    record Begun(Set<Seen> seen) {}

    private final Cache<Key, Kept> pages;
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
                .maximumWeight(config.pages().cacheBytes())
                .weigher((Key key, Kept kept) -> BASE_BYTES + kept.page().weight())
                .expireAfter(Expiry.writing((Key key, Kept kept) -> kept.time()))
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(meters, pages, "morlens.pages");
    }

    /** Without a query, as of the announced head. */
    Optional<byte[]> atHand(Network network, Address address, Frame frame) {
        Kept kept = pages.getIfPresent(new Key(network.name(), address));
        if (kept == null || !kept.isFor(askers.current()) || !kept.frame().equals(frame)) {
            return Optional.empty();
        }
        return whereabouts
                .standing(network, address)
                .map(Standing::asOf)
                .filter(kept.validity()::includes)
                .filter(now -> kept.rests().stream().allMatch(this::isStillSo))
                .map(now -> kept.page().with(AsOfLine.block(now)));
    }

    Begun begin(Address address) {
        return new Begun(seen(address));
    }

    /** Keeps a page if nothing has changed since; for its asker alone, if it lacks what others would be told. */
    void keep(
            Network network, Begun begun, Position shown, Diagnosis diagnosis, Frame frame, Changes.Noted<Body> page) {
        Address address = shown.address();
        boolean isOfOneBlock = diagnosis.asOf().equals(shown.asOf());
        if (!isOfOneBlock || !Whereabouts.isTrusted(shown) || !seen(address).equals(begun.seen())) {
            return;
        }
        Told told = diagnosis.told();
        Optional<Asker> only = told == Told.SOME ? Optional.of(askers.current()) : Optional.empty();
        Set<Address> about = new HashSet<>(diagnosis.rests().pools());
        about.add(address);
        positions.settled(network.name(), shown.asOf().block(), about).ifPresent(versions -> {
            Set<Seen> rests = new HashSet<>(begun.seen());
            versions.forEach((one, version) -> rests.add(new Seen(network.name(), one, version)));
            pages.put(
                    new Key(network.name(), address),
                    new Kept(frame, rests, validity(shown, diagnosis, page.first()), only, time(told), page.value()));
        });
    }

    private static Validity validity(Position shown, Diagnosis diagnosis, Optional<Instant> change) {
        return new Validity(
                shown.asOf(),
                Stream.of(diagnosis.rests().until(), change)
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo));
    }

    private static Duration time(Told told) {
        return switch (told) {
            case NOTHING -> UNTOLD;
            case SOME -> REFUSED;
            case ALL -> LONGEST;
        };
    }

    private Set<Seen> seen(Address address) {
        return networks.all().stream()
                .map(one -> new Seen(one.name(), address, positions.version(one.name(), address)))
                .collect(Collectors.toSet());
    }

    private boolean isStillSo(Seen seen) {
        return seen.version() == positions.version(seen.network(), seen.address());
    }
}
