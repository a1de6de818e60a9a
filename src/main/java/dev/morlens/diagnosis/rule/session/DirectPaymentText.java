package dev.morlens.diagnosis.rule.session;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.PlaceFacts;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Session;
import java.util.List;

/** Words for what a close does not give back: the price of direct payments, which comes out of the stake. */
final class DirectPaymentText {

    private DirectPaymentText() {}

    /** To follow other sentences about sessions past their end; nothing where their users pay no provider. */
    static String ofOverdue(List<Session> sessions) {
        Wei price = PlaceFacts.price(sessions);
        if (price.isZero()) {
            return "";
        }
        Wei back = SessionEvidence.stakes(sessions).minus(price);
        return " Not all of it comes back: closing " + (sessions.size() == 1 ? "it" : "them") + " gives back "
                + FindingText.mor(back) + ". " + FindingText.atLeast(price)
                + " of the stake is the price, which pays the provider (direct"
                + " payment).";
    }

    /** The same of sessions that run. */
    static String ofRunning(List<Session> sessions) {
        Wei price = PlaceFacts.price(sessions);
        return price.isZero()
                ? ""
                : " Not all of it comes back: of the sessions that run to their end, " + FindingText.atLeast(price)
                        + " of the stake is the price, which pays the provider (direct payment).";
    }
}
