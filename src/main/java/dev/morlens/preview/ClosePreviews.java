package dev.morlens.preview;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Session;
import dev.morlens.position.AsOf;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.CloseTerms.Holding;
import dev.morlens.protocol.view.ViewReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What closing an open session would return and hold. */
@ApplicationScoped
public class ClosePreviews {

    /** On Base a block comes every two seconds. */
    private static final Duration NEXT_BLOCK = Duration.ofSeconds(2);

    private record Exchange(Wei stipend, Instant day) {}

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

    /** @param closedAt the time of the block in which it is closed */
    ClosePreview at(Network network, AsOf asOf, Session session, Instant closedAt) {
        RulePeriod rule = rules.of(network.name(), session);
        SessionFacts facts = session.facts();
        CloseTerms terms = CloseTerms.of(
                rule.rule(),
                facts.openedAt(),
                facts.endsAt(),
                closedAt,
                session.stake(),
                facts.pricePerSecond(),
                facts.directPayment());
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
        View<Wei> view = new SessionViews(network.diamond()).stipendToStake(terms.stipend(), terms.day());
        return simulations.ask(
                network,
                asOf,
                new Exchange(terms.stipend(), terms.day()),
                Wei.class,
                (node, at) -> new ViewReader(node).read(at, view));
    }
}
