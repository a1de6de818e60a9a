package dev.morlens.holdrule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.holdrule.CloserCodes.CloserCode;
import dev.morlens.holdrule.CloserHistory.CloserSpan;
import dev.morlens.holdrule.RulePeriod.Closer;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.store.read.NetworkReads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which rule was in force when: by the code of the contract that closes sessions where that is known, else by how it
 * behaves. Where the two contradict each other, neither is believed.
 */
@ApplicationScoped
public class RuleHistory {

    /** A verdict only changes by closes that come; looking for them can mean to walk a version's whole time. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Key(String network, Hash since) {}

    private record Told(CloserSpan span, InferredRule behaviour) {}

    private final SnapshotReader snapshotReader;
    private final CloserCodes closerCodes;
    private final Cache<Key, InferredRule> verdicts =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(KEPT).build();

    @Inject
    public RuleHistory(SnapshotReader snapshotReader, CloserCodes closerCodes) {
        this.snapshotReader = snapshotReader;
        this.closerCodes = closerCodes;
    }

    /** Of a closed session the rule of its close, of an open one the rule in force. */
    public RulePeriod of(String network, Session session) {
        Optional<BlockRef> closed = session.closing().map(end -> end.at().block());
        return last(timeline(network).stream()
                        .filter(period -> closed.map(period::begunBy).orElse(true))
                        .toList())
                .orElse(RulePeriod.UNSEEN);
    }

    /** At the newest block. */
    public RulePeriod inForce(String network) {
        return last(timeline(network)).orElse(RulePeriod.UNSEEN);
    }

    /** In order, one a version. */
    public List<RulePeriod> timeline(String network) {
        List<Told> told =
                snapshotReader.read(network, (networkReads, asOf) -> told(network, networkReads, asOf.block()));
        return told.stream().map(one -> period(network, one)).toList();
    }

    private static Optional<RulePeriod> last(List<RulePeriod> periods) {
        return periods.isEmpty() ? Optional.empty() : Optional.of(periods.getLast());
    }

    private List<Told> told(String network, NetworkReads networkReads, BlockRef head) {
        List<CloserSpan> spans = CloserHistory.spans(networkReads.upgrades());
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            CloserSpan closerSpan = spans.get(i);
            long to = i + 1 < spans.size() ? spans.get(i + 1).since().number() - 1 : head.number();
            told.add(new Told(
                    closerSpan,
                    verdicts.get(
                            new Key(network, closerSpan.since().hash()),
                            key -> InferredRule.of(networkReads, closerSpan, to))));
        }
        return told;
    }

    /** Outside the reading of the index: a node may take its time. */
    private RulePeriod period(String network, Told told) {
        CloserSpan closerSpan = told.span();
        InferredRule seen = told.behaviour();
        Optional<CloserCode> code = closerCodes.code(network, closerSpan.closer());
        Optional<HoldRule> known = code.flatMap(CloserCode::rule);
        Closer closer = new Closer(closerSpan.closer(), code.map(CloserCode::hash), known.isPresent());
        if (known.isEmpty()) {
            return new RulePeriod(
                    Optional.of(closerSpan.since()), seen.rule(), seen.how() + unknown(code), Optional.of(closer));
        }
        boolean agreed = seen.rule() == HoldRule.UNKNOWN || seen.rule() == known.get();
        String how = agreed
                ? "the contract that closes sessions is one whose code the configuration knows"
                : "the code of the contract that closes sessions is known as " + words(known.get()) + ", but "
                        + seen.how();
        return new RulePeriod(
                Optional.of(closerSpan.since()), agreed ? known.get() : HoldRule.UNKNOWN, how, Optional.of(closer));
    }

    private static String unknown(Optional<CloserCode> code) {
        return code.isPresent()
                ? "; the code of the contract that closes sessions is not known here"
                : "; no node told the code of the contract that closes sessions";
    }

    private static String words(HoldRule holdRule) {
        return holdRule == HoldRule.DAY_LOCK ? "day-lock" : holdRule.name().toLowerCase(Locale.ROOT);
    }
}
