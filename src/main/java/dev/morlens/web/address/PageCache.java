package dev.morlens.web.address;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.morlens.api.answer.BodyTemplate;
import dev.morlens.ask.AnswerValidity;
import dev.morlens.ask.CurrentRequester;
import dev.morlens.ask.Requester;
import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.facts.Case.NodeCoverage;
import dev.morlens.position.cache.HeadVersion;
import dev.morlens.position.cache.Position;
import dev.morlens.position.cache.Positions;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.PageLayout;
import dev.morlens.web.part.TextChanges;
import dev.morlens.web.part.WebConfig;
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
class PageCache {

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
            PageLayout frame,
            Set<Seen> rests,
            AnswerValidity validity,
            Optional<Requester> only,
            Duration time,
            BodyTemplate page) {

        boolean isFor(Requester requester) {
            return only.isEmpty() || only.get().equals(requester);
        }
    }

    /** What holds before a page is read for: what has changed meanwhile is not kept. */
    record Begun(Set<Seen> seen) {}

    private final Cache<Key, Kept> pages;
    private final PositionResolver positionResolver;
    private final Positions positions;
    private final Networks networks;
    private final CurrentRequester currentRequester;

    PageCache(
            PositionResolver positionResolver,
            Positions positions,
            Networks networks,
            CurrentRequester currentRequester,
            WebConfig config,
            MeterRegistry meters) {
        this.currentRequester = currentRequester;
        this.positionResolver = positionResolver;
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
    Optional<byte[]> cached(Network network, Address address, PageLayout pageLayout) {
        Kept kept = pages.getIfPresent(new Key(network.name(), address));
        if (kept == null
                || !kept.isFor(currentRequester.current())
                || !kept.frame().equals(pageLayout)) {
            return Optional.empty();
        }
        return positionResolver
                .standing(network, address)
                .map(HeadVersion::asOf)
                .filter(kept.validity()::includes)
                .filter(now -> kept.rests().stream().allMatch(this::isStillSo))
                .map(now -> kept.page().with(AsOfLine.block(now)));
    }

    Begun begin(Address address) {
        return new Begun(seen(address));
    }

    /** Keeps a page if nothing has changed since; for its asker alone, if it lacks what others would be told. */
    void keep(
            Network network,
            Begun begun,
            Position shown,
            Diagnosis diagnosis,
            PageLayout pageLayout,
            TextChanges.Noted<BodyTemplate> page) {
        Address address = shown.address();
        boolean isOfOneBlock = diagnosis.asOf().equals(shown.asOf());
        if (!isOfOneBlock
                || !PositionResolver.isTrusted(shown)
                || !seen(address).equals(begun.seen())) {
            return;
        }
        NodeCoverage nodeCoverage = diagnosis.told();
        Optional<Requester> only =
                nodeCoverage == NodeCoverage.SOME ? Optional.of(currentRequester.current()) : Optional.empty();
        Set<Address> about = new HashSet<>(diagnosis.rests().pools());
        about.add(address);
        positions.settled(network.name(), shown.asOf().block(), about).ifPresent(versions -> {
            Set<Seen> rests = new HashSet<>(begun.seen());
            versions.forEach((one, version) -> rests.add(new Seen(network.name(), one, version)));
            pages.put(
                    new Key(network.name(), address),
                    new Kept(
                            pageLayout,
                            rests,
                            validity(shown, diagnosis, page.first()),
                            only,
                            time(nodeCoverage),
                            page.value()));
        });
    }

    private static AnswerValidity validity(Position shown, Diagnosis diagnosis, Optional<Instant> change) {
        return new AnswerValidity(
                shown.asOf(),
                Stream.of(diagnosis.rests().until(), change)
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo));
    }

    private static Duration time(NodeCoverage nodeCoverage) {
        return switch (nodeCoverage) {
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
