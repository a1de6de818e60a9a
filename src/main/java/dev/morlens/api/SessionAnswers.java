package dev.morlens.api;

import dev.morlens.ledger.Session;
import dev.morlens.market.Markets;
import dev.morlens.position.Lookups;
import dev.morlens.position.SessionAt;
import dev.morlens.preview.Rules;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.math.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** One session with all that is told of it besides its accounts. */
@ApplicationScoped
class SessionAnswers {

    private final Rules rules;
    private final Markets markets;

    @Inject
    SessionAnswers(Rules rules, Markets markets) {
        this.rules = rules;
        this.markets = markets;
    }

    SessionView of(Network network, Lookups.Found<SessionAt> found) {
        Session session = found.value().session();
        Rule rule = rules.of(network.name(), session).rule();
        Optional<String> model =
                markets.nameAtHand(network, session.facts().modelId()).map(Shown::bounded);
        return SessionView.of(found.value(), rule, model, AsOfView.of(found.asOf()));
    }
}
