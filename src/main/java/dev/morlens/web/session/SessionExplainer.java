package dev.morlens.web.session;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.holdrule.RuleHistory;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.list.SessionAt;
import dev.morlens.preview.close.ClosePreview;
import dev.morlens.preview.close.ClosePreviews;
import dev.morlens.preview.close.DayRates;
import dev.morlens.preview.close.DayRates.DayRate;
import dev.morlens.preview.close.NextClose;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.math.CloseTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds what a session's page needs to explain its close, past or to come. */
@ApplicationScoped
class SessionExplainer {

    private final RuleHistory ruleHistory;
    private final ClosePreviews previews;
    private final DayRates rates;

    SessionExplainer(RuleHistory ruleHistory, ClosePreviews previews, DayRates rates) {
        this.ruleHistory = ruleHistory;
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
        RulePeriod rule = ruleHistory.of(network.name(), session);
        Session.Closing end = session.closing().orElseThrow();
        CloseTerms terms = session.terms(rule.rule(), end.closedAt());
        return new Explanation(
                rule, terms, Optional.of(end.held()), rates.of(network, asOf, session, terms), Optional.empty());
    }
}
