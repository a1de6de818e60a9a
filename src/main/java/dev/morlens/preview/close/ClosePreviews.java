package dev.morlens.preview.close;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.value.Wei;
import dev.morlens.holdrule.RuleHistory;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.action.DryRuns;
import dev.morlens.preview.close.NextClose.LaterClose;
import dev.morlens.preview.close.NextClose.Turn;
import dev.morlens.preview.due.NextBlock;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.CloseTerms.Holding;
import dev.morlens.protocol.view.ViewReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What closing an open session would return and hold. */
@ApplicationScoped
public class ClosePreviews {

    /** After the first, of a running session: five blocks a second reach the first of them, one every two seconds the other. */
    private static final int SECONDS_MORE = 2;

    private record Exchange(Wei stipend, Instant day) {}

    private record Stakes(List<Wei> values) {}

    /** A close to come. */
    public record Planned(Session session, Instant at) {}

    private final RuleHistory ruleHistory;
    private final DryRuns dryRuns;
    private final NodeQueries nodeQueries;

    @Inject
    public ClosePreviews(RuleHistory ruleHistory, DryRuns dryRuns, NodeQueries nodeQueries) {
        this.ruleHistory = ruleHistory;
        this.dryRuns = dryRuns;
        this.nodeQueries = nodeQueries;
    }

    /** In the block after the answer's, and in later ones soon after it. */
    public NextClose next(Network network, AsOf asOf, Session session) {
        RulePeriod rule = ruleHistory.of(network.name(), session);
        NextBlock next = NextBlock.after(asOf);
        List<Planned> closes =
                seconds(next, session).map(at -> new Planned(session, at)).toList();
        List<ClosePreview> previews = planned(network, asOf, rule, closes);
        ClosePreview first = previews.getFirst().tried(dryRuns.close(network, asOf, session));
        List<LaterClose> later = new ArrayList<>();
        ClosePreview before = first;
        for (ClosePreview preview : previews.subList(1, previews.size())) {
            Optional<Turn> reached = turn(next, session, preview.closedAt());
            ClosePreview tried = reached.isEmpty()
                    ? preview
                    : preview.tried(dryRuns.close(network, asOf.supposing(preview.closedAt()), session));
            if (tried.differs(before)) {
                later.add(new LaterClose(tried, reached));
                before = tried;
            }
        }
        return new NextClose(first, later);
    }

    private static Stream<Instant> seconds(NextBlock next, Session session) {
        Instant end = session.facts().endsAt();
        Stream<Instant> more = IntStream.rangeClosed(0, SECONDS_MORE)
                .mapToObj(next.second()::plusSeconds)
                .filter(at -> at.equals(next.second()) || at.isBefore(end));
        return Stream.concat(more, next.turns(List.of(end)).stream()).distinct().sorted();
    }

    private static Optional<Turn> turn(NextBlock next, Session session, Instant at) {
        if (at.equals(session.facts().endsAt())) {
            return Optional.of(Turn.SESSION_END);
        }
        return at.equals(next.midnight()) ? Optional.of(Turn.MIDNIGHT) : Optional.empty();
    }

    /**
     * Of closes to come, none of them tried: one question to a node for all.
     *
     * @param rule in force
     */
    public List<ClosePreview> planned(Network network, AsOf asOf, RulePeriod rule, List<Planned> closes) {
        List<CloseTerms> terms = closes.stream()
                .map(close -> close.session().terms(rule.rule(), close.at()))
                .toList();
        List<Exchange> wanted = terms.stream()
                .filter(each -> each.holding() != Holding.NO)
                .map(each -> new Exchange(each.stipend(), each.day()))
                .distinct()
                .toList();
        Map<Exchange, Wei> known = wanted.isEmpty() ? Map.of() : exchanges(network, asOf, wanted);
        List<ClosePreview> previews = new ArrayList<>();
        for (int i = 0; i < closes.size(); i++) {
            CloseTerms each = terms.get(i);
            Optional<Wei> exchanged = Optional.ofNullable(known.get(new Exchange(each.stipend(), each.day())));
            previews.add(new ClosePreview(
                    closes.get(i).at(), rule, each, exchanged, held(each, exchanged), Optional.empty()));
        }
        return previews;
    }

    /** @param closedAt the time of the block in which it is closed */
    ClosePreview at(Network network, AsOf asOf, Session session, Instant closedAt) {
        RulePeriod rule = ruleHistory.of(network.name(), session);
        return planned(network, asOf, rule, List.of(new Planned(session, closedAt)))
                .getFirst()
                .tried(dryRuns.close(network, asOf, session));
    }

    private static Optional<Wei> held(CloseTerms terms, Optional<Wei> exchanged) {
        return switch (terms.holding()) {
            case NO -> Optional.of(Wei.ZERO);
            case YES -> exchanged.map(terms::held);
            case UNKNOWN -> Optional.empty();
        };
    }

    /** Nothing if no node tells. */
    private Map<Exchange, Wei> exchanges(Network network, AsOf asOf, List<Exchange> wanted) {
        SessionViews views = new SessionViews(network.diamond());
        List<View<Wei>> asked = wanted.stream()
                .map(each -> views.stipendToStake(each.stipend(), each.day()))
                .toList();
        return nodeQueries
                .recent(
                        network,
                        asOf,
                        network.diamond(),
                        wanted,
                        Stakes.class,
                        (node, at) -> new Stakes(new ViewReader(node).readAll(at, asked)))
                .map(stakes -> IntStream.range(0, wanted.size())
                        .boxed()
                        .collect(Collectors.toMap(wanted::get, stakes.values()::get)))
                .orElse(Map.of());
    }
}
