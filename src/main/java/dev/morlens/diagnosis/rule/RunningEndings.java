package dev.morlens.diagnosis.rule;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Trials.Endings;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Session;
import dev.morlens.ledger.Session.Funding;
import dev.morlens.preview.ClosePreview;
import java.util.Optional;

/** What closing a running session would hold back: now, at its end, and later. About: payouts move it by a little. */
final class RunningEndings {

    private RunningEndings() {}

    /** Empty where no node told. */
    static String words(Session session, Endings endings, long count) {
        Optional<String> now = close(session, endings.now());
        Optional<String> atEnd = close(session, endings.atEnd());
        if (now.isEmpty() || atEnd.isEmpty()) {
            return "";
        }
        String which =
                count == 1 ? " Under the rule in force:" : " Under the rule in force, of the one that ends first:";
        boolean held = endings.atEnd().held().filter(Wei::isPositive).isPresent();
        String later = held
                ? " Closed from " + Words.time(endings.atEnd().terms().releaseAt()) + " on, nothing is held."
                : " The same goes for any later close.";
        return which + " closed now (in a block timestamped "
                + Words.second(endings.now().closedAt()) + "), " + now.get() + ". Closed at its end, "
                + Words.time(session.facts().endsAt()) + ", " + atEnd.get() + "." + later + pays(session);
    }

    private static Optional<String> close(Session session, ClosePreview preview) {
        String where = session.fundedBy() == Funding.POOL ? "is free again in the pool at once" : "comes back at once";
        return preview.held()
                .flatMap(held -> preview.returned()
                        .map(returned -> held.isZero()
                                ? "about " + Words.mor(returned) + " " + where + " and nothing is held"
                                : "about " + Words.mor(held) + " is held until "
                                        + Words.time(preview.terms().releaseAt()) + " and about " + Words.mor(returned)
                                        + " " + where));
    }

    private static String pays(Session session) {
        return session.facts().directPayment() ? " The rest of the stake pays the provider." : "";
    }
}
