package dev.morlens.web;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Session;
import dev.morlens.ledger.Session.Funding;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.CloseTerms.Holding;
import dev.morlens.protocol.math.Rule;
import dev.morlens.web.SessionExplainer.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Spells out with a session's own numbers what its close holds back, line by line. */
final class Arithmetic {

    private Arithmetic() {}

    static List<String> lines(Session session, Explanation explained) {
        CloseTerms terms = explained.terms();
        List<String> lines = new ArrayList<>();
        lines.add(rule(explained));
        if (terms.holding() == Holding.NO) {
            lines.add(nothing(explained.rule().rule(), session, terms));
            return lines;
        }
        lines.add("Counted are the seconds on the UTC day on which the session ends, from %s (%s) to %s: %,d s."
                .formatted(
                        terms.countedFrom(),
                        terms.countedFrom().equals(terms.day()) ? "that day's midnight" : "the opening",
                        terms.sessionEnd(),
                        terms.seconds()));
        lines.add("%,d s × %s MOR a second = %s MOR, the price of that time."
                .formatted(terms.seconds(), mor(session.facts().pricePerSecond()), mor(terms.stipend())));
        lines.add(held(session, explained));
        return lines;
    }

    private static String rule(Explanation explained) {
        if (explained.rule().rule() == Rule.UNKNOWN) {
            return "Rule: not known, because " + explained.rule().how() + ".";
        }
        String name = explained.rule().rule().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "Rule: " + name + ". Known because " + explained.rule().how() + ".";
    }

    private static String nothing(Rule rule, Session session, CloseTerms terms) {
        return rule == Rule.CLASSIC
                ? "Nothing is held: under the classic rule only a close before the session's end, %s, holds anything."
                        .formatted(session.facts().endsAt())
                : "Nothing is held: the midnight after the session's end, %s, has passed.".formatted(terms.releaseAt());
    }

    private static String held(Session session, Explanation explained) {
        CloseTerms terms = explained.terms();
        if (explained.held().isEmpty()) {
            return unknown(session, terms);
        }
        Wei held = explained.held().get();
        String cap = held.equals(terms.userStake()) ? ", which is all of the user's part" : "";
        return "The stake that earns so much in that day's emission is held: %s MOR%s, until %s."
                .formatted(mor(held), cap, terms.releaseAt());
    }

    private static String unknown(Session session, CloseTerms terms) {
        if (terms.holding() == Holding.UNKNOWN) {
            return "Between the session's end and the midnight after it the rules differ, so what is held is not known.";
        }
        return session.fundedBy() == Funding.POOL
                ? "The stake that earns so much in that day's emission waits in the pool until " + terms.releaseAt()
                        + "."
                : "The stake that earns so much in that day's emission is held until " + terms.releaseAt()
                        + "; how much that is, no node could be asked right now.";
    }

    private static String mor(Wei amount) {
        return Mor.of(amount).exact();
    }
}
