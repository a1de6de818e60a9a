package dev.morlens.web.session;

import static dev.morlens.web.part.TimeText.toTheSecond;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.preview.close.DayRates.DayRate;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.CloseTerms.Holding;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.web.part.MorText;
import dev.morlens.web.session.SessionExplainer.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Spells out with a session's own numbers what its close holds back, line by line. */
final class CloseArithmetic {

    private final Session session;
    private final Explanation explained;
    private final CloseTerms terms;

    private CloseArithmetic(Session session, Explanation explained) {
        this.session = session;
        this.explained = explained;
        this.terms = explained.terms();
    }

    static List<String> lines(Session session, Explanation explained) {
        return new CloseArithmetic(session, explained).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(rule());
        if (terms.holding() == Holding.NO) {
            lines.add(nothing());
            return lines;
        }
        lines.add("Counted are the seconds on the UTC day on which the session ends, from %s (%s) to %s: %,d s."
                .formatted(
                        toTheSecond(terms.countedFrom()),
                        terms.countedFrom().equals(terms.day()) ? "that day's midnight" : "the opening",
                        toTheSecond(terms.sessionEnd()),
                        terms.seconds()));
        lines.add("%,d s × %s MOR a second = %s MOR, the price of that time."
                .formatted(terms.seconds(), mor(session.facts().pricePerSecond()), mor(terms.stipend())));
        explained.rate().map(this::exchange).ifPresent(lines::add);
        lines.add(held());
        return lines;
    }

    private String rule() {
        String how = explained.rule().how() + ".";
        return switch (explained.rule().rule()) {
            case UNKNOWN -> "Which rule applies is not known, because " + how;
            case CLASSIC ->
                "Rule: classic, the contract's first. Only a close before the session's end holds anything back, until the"
                        + " next UTC midnight. Known because " + how;
            case DAY_LOCK ->
                "Rule: day-lock. Any close before the UTC midnight that follows the session's end holds back, until that"
                        + " midnight, the stake that backed the time used on that day. Known because " + how;
            case POOL ->
                "Rule: pool, that of the contract's newest version: as under the day-lock before it, any close before the"
                        + " UTC midnight that follows the session's end holds back, until that midnight, the stake that"
                        + " backed the time used on that day; of a session staked from a pool, the pool has it then. Known"
                        + " because " + how;
        };
    }

    private String nothing() {
        return explained.rule().rule() == HoldRule.CLASSIC
                ? "Nothing is held: under the classic rule only a close before the session's end, %s, holds anything."
                        .formatted(toTheSecond(session.facts().endsAt()))
                : "Nothing is held: the midnight after the session's end, %s, has passed."
                        .formatted(toTheSecond(terms.releaseAt()));
    }

    /** From the price of the time to the stake that pays it, by the day's figures. */
    private String exchange(DayRate rate) {
        return ("A stake is worth 1 %% of the day's compute balance times its share of all MOR. So that price takes a stake of"
                        + " %s MOR × 100 × %s MOR of supply ÷ %s MOR of compute balance = %s MOR (the contract's figures for"
                        + " that day, at block %d%s).")
                .formatted(
                        mor(terms.stipend()),
                        mor(rate.terms().supply()),
                        mor(rate.terms().computeBalance()),
                        mor(rate.terms().stakeOf(terms.stipend())),
                        rate.block(),
                        session.isOpen() ? "" : ", the one before the close");
    }

    private String held() {
        if (explained.held().isEmpty()) {
            return unknown();
        }
        Wei held = explained.held().get();
        Optional<Wei> expected =
                explained.rate().map(rate -> terms.held(rate.terms().stakeOf(terms.stipend())));
        String where = session.fundedBy() == StakeSource.POOL ? "in the pool " : "";
        String until = where + "until " + toTheSecond(terms.releaseAt()) + ".";
        if (expected.filter(held::equals).isPresent()) {
            return "Held is that, or the user's part of the stake (%s MOR) if that is less: %s MOR, %s"
                    .formatted(mor(terms.userStake()), mor(held), until);
        }
        String cap = held.equals(terms.userStake()) ? ", which is all of the user's part" : "";
        return expected.map(figure -> moved(held, figure) + "%s MOR%s, %s".formatted(mor(held), cap, until))
                .orElse("The stake that earns so much in that day's emission is held: %s MOR%s, %s"
                        .formatted(mor(held), cap, until));
    }

    private String moved(Wei held, Wei expected) {
        Wei difference = held.minus(expected);
        String by =
                mor(difference.max(Wei.ZERO.minus(difference))) + " MOR " + (difference.isPositive() ? "more" : "less");
        return session.isOpen()
                ? "The contract itself names " + by + ", and that is what would be held: "
                : "Most often because payments to providers before this close, in its own block, had moved those figures, it"
                        + " held " + by + ": ";
    }

    private String unknown() {
        if (terms.holding() == Holding.UNKNOWN) {
            return "Between the session's end and the midnight after it the rules differ, so what is held is not known.";
        }
        return session.fundedBy() == StakeSource.POOL
                ? "The stake that earns so much in that day's emission waits in the pool until "
                        + toTheSecond(terms.releaseAt()) + "."
                : "The stake that earns so much in that day's emission is held until " + toTheSecond(terms.releaseAt())
                        + "; how much that is, no node could be asked right now.";
    }

    private static String mor(Wei amount) {
        return MorText.of(amount).exact();
    }
}
