package dev.morlens.preview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.Session;
import dev.morlens.position.Heads;
import dev.morlens.preview.Closers.Code;
import dev.morlens.preview.Facets.Span;
import dev.morlens.preview.RulePeriod.Closer;
import dev.morlens.protocol.math.Rule;
import dev.morlens.store.Reads;
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
public class Rules {

    /** A verdict only changes by closes that come; looking for them can mean to walk a version's whole time. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Key(String network, Hash since) {}

    private record Told(Span span, Behaviour behaviour) {}

    private final Heads heads;
    private final Closers closers;
    private final Cache<Key, Behaviour> verdicts =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(KEPT).build();

    @Inject
    public Rules(Heads heads, Closers closers) {
        this.heads = heads;
        this.closers = closers;
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
        List<Told> told = heads.read(network, (reads, asOf) -> told(network, reads, asOf.block()));
        return told.stream().map(one -> period(network, one)).toList();
    }

    private static Optional<RulePeriod> last(List<RulePeriod> periods) {
        return periods.isEmpty() ? Optional.empty() : Optional.of(periods.getLast());
    }

    private List<Told> told(String network, Reads reads, BlockRef head) {
        List<Span> spans = Facets.spans(reads.upgrades());
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            long to = i + 1 < spans.size() ? spans.get(i + 1).since().number() - 1 : head.number();
            told.add(new Told(
                    span, verdicts.get(new Key(network, span.since().hash()), key -> Behaviour.of(reads, span, to))));
        }
        return told;
    }

    /** Outside the reading of the index: a node may take its time. */
    private RulePeriod period(String network, Told told) {
        Span span = told.span();
        Behaviour seen = told.behaviour();
        Optional<Code> code = closers.code(network, span.closer());
        Optional<Rule> known = code.flatMap(Code::rule);
        Closer closer = new Closer(span.closer(), code.map(Code::hash), known.isPresent());
        if (known.isEmpty()) {
            return new RulePeriod(
                    Optional.of(span.since()), seen.rule(), seen.how() + unknown(code), Optional.of(closer));
        }
        boolean agreed = seen.rule() == Rule.UNKNOWN || seen.rule() == known.get();
        String how = agreed
                ? "the contract that closes sessions is one whose code the configuration knows"
                : "the code of the contract that closes sessions is known as " + words(known.get()) + ", but "
                        + seen.how();
        return new RulePeriod(Optional.of(span.since()), agreed ? known.get() : Rule.UNKNOWN, how, Optional.of(closer));
    }

    private static String unknown(Optional<Code> code) {
        return code.isPresent()
                ? "; the code of the contract that closes sessions is not known here"
                : "; no node told the code of the contract that closes sessions";
    }

    private static String words(Rule rule) {
        return rule == Rule.DAY_LOCK ? "day-lock" : rule.name().toLowerCase(Locale.ROOT);
    }
}
