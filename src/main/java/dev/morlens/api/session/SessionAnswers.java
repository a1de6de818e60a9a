package dev.morlens.api.session;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.holdrule.RuleHistory;
import dev.morlens.http.SafeText;
import dev.morlens.ledger.entry.Session;
import dev.morlens.market.offer.Markets;
import dev.morlens.position.list.SessionAt;
import dev.morlens.position.search.IdLookups;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.math.HoldRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** One session with all that is told of it besides its accounts. */
@ApplicationScoped
public class SessionAnswers {

    private final RuleHistory ruleHistory;
    private final Markets markets;

    @Inject
    SessionAnswers(RuleHistory ruleHistory, Markets markets) {
        this.ruleHistory = ruleHistory;
        this.markets = markets;
    }

    public SessionView of(Network network, IdLookups.FoundById<SessionAt> foundById) {
        Session session = foundById.value().session();
        HoldRule holdRule = ruleHistory.of(network.name(), session).rule();
        Optional<String> model =
                markets.nameAtHand(network, session.facts().modelId()).map(SafeText::bounded);
        return SessionView.of(foundById.value(), holdRule, model, AsOfView.of(foundById.asOf()));
    }
}
