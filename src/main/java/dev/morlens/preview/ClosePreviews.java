package dev.morlens.preview;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Session;
import dev.morlens.position.AsOf;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.CloseTerms.Holding;
import dev.morlens.protocol.view.ViewReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What closing an open session would return and hold. */
@ApplicationScoped
public class ClosePreviews {

    /** On Base a block comes every two seconds. */
    private static final Duration NEXT_BLOCK = Duration.ofSeconds(2);

    private record Exchange(Wei stipend, Instant day) {}

    private record Stakes(List<Wei> values) {}

    /** A close to come. */
    public record Planned(Session session, Instant at) {}

    private final Rules rules;
    private final DryRuns dryRuns;
    private final Simulations simulations;

    @Inject
    public ClosePreviews(Rules rules, DryRuns dryRuns, Simulations simulations) {
        this.rules = rules;
        this.dryRuns = dryRuns;
        this.simulations = simulations;
    }

    /** In the block after the answer's. */
    public ClosePreview next(Network network, AsOf asOf, Session session) {
        return at(network, asOf, session, asOf.now().plus(NEXT_BLOCK));
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
                .filter(each -> each.holding() == Holding.YES)
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
        RulePeriod rule = rules.of(network.name(), session);
        CloseTerms terms = session.terms(rule.rule(), closedAt);
        Optional<Wei> exchanged = terms.holding() == Holding.NO ? Optional.empty() : exchange(network, asOf, terms);
        return new ClosePreview(
                closedAt, rule, terms, exchanged, held(terms, exchanged), dryRuns.close(network, asOf, session));
    }

    private static Optional<Wei> held(CloseTerms terms, Optional<Wei> exchanged) {
        return switch (terms.holding()) {
            case NO -> Optional.of(Wei.ZERO);
            case YES -> exchanged.map(terms::held);
            case UNKNOWN -> Optional.empty();
        };
    }

    private Optional<Wei> exchange(Network network, AsOf asOf, CloseTerms terms) {
        Exchange wanted = new Exchange(terms.stipend(), terms.day());
        return Optional.ofNullable(exchanges(network, asOf, List.of(wanted)).get(wanted));
    }

    /** Nothing if no node tells. */
    private Map<Exchange, Wei> exchanges(Network network, AsOf asOf, List<Exchange> wanted) {
        SessionViews views = new SessionViews(network.diamond());
        List<View<Wei>> asked = wanted.stream()
                .map(each -> views.stipendToStake(each.stipend(), each.day()))
                .toList();
        return simulations
                .ask(
                        network,
                        asOf,
                        wanted,
                        Stakes.class,
                        (node, at) -> new Stakes(new ViewReader(node).readAll(at, asked)))
                .map(stakes -> IntStream.range(0, wanted.size())
                        .boxed()
                        .collect(Collectors.toMap(wanted::get, stakes.values()::get)))
                .orElse(Map.of());
    }
}
