package dev.morlens.diagnosis.rule.session;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.DryRunResults.CloseRuns;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.preview.close.ClosePreview;
import java.util.Optional;

/** What closing a running session would hold back: now, at its end, and later. About: payouts move it by a little. */
final class RunningEndings {

    private RunningEndings() {}

    /** Empty where no node told. */
    static String words(Session session, CloseRuns closeRuns, long count) {
        Optional<String> now = close(session, closeRuns.now());
        Optional<String> atEnd = close(session, closeRuns.atEnd());
        if (now.isEmpty() || atEnd.isEmpty()) {
            return "";
        }
        String which =
                count == 1 ? " Under the rule in force:" : " Under the rule in force, of the one that ends first:";
        boolean held = closeRuns.atEnd().held().filter(Wei::isPositive).isPresent();
        String later = held
                ? " Closed from " + FindingText.time(closeRuns.atEnd().terms().releaseAt()) + " on, nothing is held."
                : " The same goes for any later close.";
        return which + " closed now (in a block timestamped "
                + FindingText.second(closeRuns.now().closedAt()) + "), " + now.get() + ". Closed at its end, "
                + FindingText.time(session.facts().endsAt()) + ", " + atEnd.get() + "." + later + pays(session);
    }

    private static Optional<String> close(Session session, ClosePreview preview) {
        String where =
                session.fundedBy() == StakeSource.POOL ? "is free again in the pool at once" : "comes back at once";
        return preview.held()
                .flatMap(held -> preview.returned()
                        .map(returned -> held.isZero()
                                ? "about " + FindingText.mor(returned) + " " + where + " and nothing is held"
                                : "about " + FindingText.mor(held) + " is held until "
                                        + FindingText.time(preview.terms().releaseAt()) + " and about "
                                        + FindingText.mor(returned)
                                        + " " + where));
    }

    private static String pays(Session session) {
        return session.facts().directPayment() ? " The rest of the stake pays the provider." : "";
    }
}
