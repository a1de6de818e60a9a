package dev.morlens.web.session;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.list.SessionAt;
import dev.morlens.web.part.FigureTemplate;
import dev.morlens.web.part.MorText;
import java.util.List;
import java.util.Map;

/**
 * Who pays a session's provider, and out of what, as its page says it: the table is in {@code docs/sentences.md}. The
 * provider of a staked session is paid by the protocol's funding account, that of a direct payment out of the stake
 * (docs/protocol.md, P32).
 */
public enum SessionPayment {
    STAKED_OPEN(
            "so far; not taken out of the stake",
            "so far: the protocol's funding account pays, at the close or by the provider's claim after the end"),
    STAKED_PAID("not taken out of the stake", "by the protocol's funding account, all of the cost"),
    STAKED_WAITING(
            "not taken out of the stake",
            "by the protocol's funding account; {rest} MOR of the cost waits for the provider's claim"),
    DIRECT_OPEN(
            "so far; taken out of the stake when the session is closed",
            "so far: out of the stake, at the close or by the provider's claim after the end"),
    DIRECT_PAID("taken out of the stake", "out of the stake, all of the cost"),
    DIRECT_WAITING(
            "taken out of the stake",
            "out of the stake; {rest} MOR of the cost stays in the contract until the provider claims it");

    private final String cost;
    private final String paid;

    SessionPayment(String cost, String paid) {
        this.cost = cost;
        this.paid = paid;
    }

    /** Beside the cost. */
    public String cost() {
        return cost;
    }

    /** Beside what the provider was paid; the figures' names are in braces. */
    public String paid() {
        return paid;
    }

    static List<MoneyLine> lines(SessionAt at) {
        Session session = at.session();
        SessionPayment state = of(at);
        Wei rest = session.owed(at.now());
        MorText paid = MorText.of(session.providerPaid());
        String waiting = MorText.beside(paid, at.cost(), rest).text();
        return List.of(
                new MoneyLine("Cost", MorText.of(at.cost()), state.cost),
                new MoneyLine("Paid to the provider", paid, FigureTemplate.of(state.paid, Map.of("rest", waiting))));
    }

    private static SessionPayment of(SessionAt at) {
        Session session = at.session();
        boolean direct = session.facts().directPayment();
        if (session.isOpen()) {
            return direct ? DIRECT_OPEN : STAKED_OPEN;
        }
        boolean waits = session.owed(at.now()).isPositive();
        return direct ? waits ? DIRECT_WAITING : DIRECT_PAID : waits ? STAKED_WAITING : STAKED_PAID;
    }
}
