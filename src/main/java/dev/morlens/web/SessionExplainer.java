package dev.morlens.web;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Session;
import dev.morlens.position.AsOf;
import dev.morlens.position.SessionAt;
import dev.morlens.preview.ClosePreview;
import dev.morlens.preview.ClosePreviews;
import dev.morlens.preview.DayRates;
import dev.morlens.preview.DayRates.DayRate;
import dev.morlens.preview.NextClose;
import dev.morlens.preview.RulePeriod;
import dev.morlens.preview.Rules;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.math.CloseTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds what a session's page needs to explain its close, past or to come. */
@ApplicationScoped
class SessionExplainer {

    private final Rules rules;
    private final ClosePreviews previews;
    private final DayRates rates;

    SessionExplainer(Rules rules, ClosePreviews previews, DayRates rates) {
        this.rules = rules;
        this.previews = previews;
        this.rates = rates;
    }

    /**
     * @param held what was or would be held, in wei; empty if that is not known
     * @param rate the day's figures; empty if nothing depends on them or no node tells
     * @param preview of an open session
     */
    record Explanation(
            RulePeriod rule,
            CloseTerms terms,
            Optional<Wei> held,
            Optional<DayRate> rate,
            Optional<NextClose> preview) {}

    Explanation of(Network network, SessionAt at, AsOf asOf) {
        Session session = at.session();
        if (session.isOpen()) {
            NextClose close = previews.next(network, asOf, session);
            ClosePreview preview = close.next();
            return new Explanation(
                    preview.rule(),
                    preview.terms(),
                    preview.held(),
                    rates.of(network, asOf, session, preview.terms()),
                    Optional.of(close));
        }
        RulePeriod rule = rules.of(network.name(), session);
        Session.Closing end = session.closing().orElseThrow();
        CloseTerms terms = session.terms(rule.rule(), end.closedAt());
        return new Explanation(
                rule, terms, Optional.of(end.held()), rates.of(network, asOf, session, terms), Optional.empty());
    }
}
