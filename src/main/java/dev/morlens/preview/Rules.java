package dev.morlens.preview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.Session;
import dev.morlens.position.Heads;
import dev.morlens.preview.Facets.Span;
import dev.morlens.protocol.math.Rule;
import dev.morlens.store.Reads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rule was in force when. The pool version has a function of its own; classic and day-lock have the same functions, so
 * what their closes did tells them apart (protocol.md, "What closing does" and trap 10).
 */
@ApplicationScoped
public class Rules {

    /** So many closes must agree, where there are as many. */
    private static final int MOST_WITNESSES = 20;

    /** A verdict only changes by closes that come; looking for them can mean to walk a version's whole time. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Key(String network, Hash since) {}

    private final Heads heads;
    private final Cache<Key, RulePeriod> verdicts =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(KEPT).build();

    @Inject
    public Rules(Heads heads) {
        this.heads = heads;
    }

    /** Of a closed session the rule of its close, of an open one the rule in force. */
    public RulePeriod of(String network, Session session) {
        return heads.read(network, (reads, asOf) -> {
            BlockRef at = session.closing().map(end -> end.at().block()).orElse(asOf.block());
            return timeline(network, reads, asOf.block()).stream()
                    .filter(period -> period.begunBy(at))
                    .reduce((earlier, later) -> later)
                    .orElse(RulePeriod.UNSEEN);
        });
    }

    /** At the newest block. */
    public RulePeriod inForce(String network) {
        return timeline(network).stream().reduce((earlier, later) -> later).orElse(RulePeriod.UNSEEN);
    }

    /** In order, one a version. */
    public List<RulePeriod> timeline(String network) {
        return heads.read(network, (reads, asOf) -> timeline(network, reads, asOf.block()));
    }

    private List<RulePeriod> timeline(String network, Reads reads, BlockRef head) {
        List<Span> spans = Facets.spans(reads.upgrades());
        List<RulePeriod> periods = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            long to = i + 1 < spans.size() ? spans.get(i + 1).since().number() - 1 : head.number();
            periods.add(verdicts.get(new Key(network, span.since().hash()), key -> period(reads, span, to)));
        }
        return periods;
    }

    private static RulePeriod period(Reads reads, Span span, long to) {
        Optional<BlockRef> since = Optional.of(span.since());
        if (span.settles()) {
            return new RulePeriod(
                    since, Rule.POOL, "the contract has settleExpiredSession, which only the pool version has");
        }
        List<Session> witnesses = reads.lateCloses(span.since().number() + 1, to, MOST_WITNESSES);
        long holding = witnesses.stream().filter(Rules::left).count();
        if (witnesses.isEmpty()) {
            return new RulePeriod(
                    since, Rule.UNKNOWN, "no close under this version came late enough to tell it from its neighbour");
        }
        if (holding != 0 && holding != witnesses.size()) {
            return new RulePeriod(since, Rule.UNKNOWN, "closes under this version contradict each other");
        }
        return holding == 0
                ? told(since, Rule.CLASSIC, "left no hold, as day-lock would have", witnesses)
                : told(since, Rule.DAY_LOCK, "left a hold, as classic would not", witnesses);
    }

    private static RulePeriod told(Optional<BlockRef> since, Rule rule, String did, List<Session> witnesses) {
        return new RulePeriod(
                since,
                rule,
                "session " + witnesses.getFirst().id() + ", closed after its end on the same UTC day, " + did);
    }

    private static boolean left(Session session) {
        return session.closing().orElseThrow().held().isPositive();
    }
}
