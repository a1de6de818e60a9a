package dev.morlens.web.session;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.list.SessionAt;
import dev.morlens.protocol.Network;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.ModelLine;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.PreviewBox;
import dev.morlens.web.part.TimeText;
import dev.morlens.web.session.SessionExplainer.Explanation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a session's page shows: its life as steps, and its money as lines that add up. */
final class SessionPageBuilder {

    private SessionPageBuilder() {}

    static SessionPage of(Network network, SessionAt at, Optional<String> modelName, AsOf asOf, Explanation explained) {
        Session session = at.session();
        IdShortener idShortener = new IdShortener();
        return new SessionPage(
                network.name(),
                idShortener.of(session.id()),
                idShortener.of(session.facts().user()),
                idShortener.of(session.facts().provider()),
                idShortener.of(session.facts().modelId()),
                modelName.map(ModelLine::name),
                idShortener.of(session.facts().bidId()),
                at.state().name().toLowerCase(Locale.ROOT),
                SessionHeadline.of(at, asOf),
                SessionHeadline.state(at).next().filter(step -> !asOf.stale()),
                steps(at, asOf, idShortener),
                money(at),
                sum(session),
                CloseArithmetic.lines(session, explained),
                explained.preview().map(preview -> PreviewBox.of(session, preview, asOf.now())),
                stake(session),
                MorText.of(session.facts().pricePerSecond()).exact(),
                AsOfLine.of(asOf),
                Explorer.of(network));
    }

    private static List<LifeStep> steps(SessionAt at, AsOf asOf, IdShortener idShortener) {
        Session session = at.session();
        List<LifeStep> steps = new ArrayList<>();
        steps.add(step(
                "Opened",
                session.facts().openedAt(),
                asOf,
                Optional.of(idShortener.of(session.opened().txHash()))));
        if (!endedEarly(session)) {
            steps.add(step("Ends", session.facts().endsAt(), asOf, Optional.empty()));
        }
        session.closing()
                .ifPresentOrElse(
                        end -> steps.add(step(
                                endName(session, end),
                                end.closedAt(),
                                asOf,
                                Optional.of(idShortener.of(end.at().txHash())))),
                        () -> steps.add(new LifeStep("Closed", "not yet", false, Optional.empty())));
        at.hold().ifPresent(row -> steps.addAll(hold(row, asOf, idShortener)));
        at.inPool().ifPresent(hold -> steps.addAll(PoolClose.steps(hold, asOf, idShortener)));
        return steps;
    }

    private static boolean endedEarly(Session session) {
        return session.closing()
                .filter(end -> end.closedAt().isBefore(session.facts().endsAt()))
                .isPresent();
    }

    private static String endName(Session session, Session.Closing end) {
        if (end.by() == Session.EndedBy.SETTLEMENT) {
            return "Settled";
        }
        return endedEarly(session) ? "Closed before its end" : "Closed";
    }

    private static List<LifeStep> hold(HoldRow row, AsOf asOf, IdShortener idShortener) {
        LifeStep released = step("Hold released", row.releaseAt(), asOf, Optional.empty());
        LifeStep claimed = row.withdrawn()
                .map(claim -> step("Claimed", claim.block().time(), asOf, Optional.of(idShortener.of(claim.txHash()))))
                .orElse(new LifeStep("Claimed", "not yet", false, Optional.empty()));
        return List.of(released, claimed);
    }

    static LifeStep step(String name, Instant time, AsOf asOf, Optional<IdText> tx) {
        TimeText timeText = TimeText.of(time, asOf);
        return new LifeStep(name, timeText.whole(), timeText.past(), tx);
    }

    /** Once it is closed, shown as the sum of its parts as they are shown. */
    private static MorText stake(Session session) {
        if (session.closing().isEmpty()) {
            return MorText.of(session.stake());
        }
        Session.Closing end = session.closing().get();
        Wei cost = session.facts().directPayment() ? session.cost(end.closedAt()) : Wei.ZERO;
        return MorText.total(
                session.stake(), List.of(MorText.of(end.returned()), MorText.of(end.held()), MorText.of(cost)));
    }

    /** The parts of the stake, as they are shown, and that they are all of it. */
    private static Optional<String> sum(Session session) {
        if (session.closing().isEmpty()) {
            return Optional.empty();
        }
        Session.Closing end = session.closing().get();
        String cost = session.facts().directPayment() ? " + " + MorText.of(session.cost(end.closedAt())) + " cost" : "";
        String parts = isPool(session)
                ? PoolClose.parts(end)
                : MorText.of(end.returned()) + " returned + " + MorText.of(end.held()) + " held";
        return Optional.of(parts + cost + " = " + stake(session) + " staked");
    }

    private static boolean isPool(Session session) {
        return session.fundedBy() == Session.StakeSource.POOL;
    }

    private static List<MoneyLine> money(SessionAt at) {
        Session session = at.session();
        List<MoneyLine> lines = new ArrayList<>();
        session.closing().ifPresent(end -> {
            if (isPool(session)) {
                lines.addAll(PoolClose.money(end));
            } else {
                lines.add(new MoneyLine(
                        "Returned at once", MorText.of(end.returned()), "to the user, in the closing transaction"));
                lines.add(new MoneyLine("Held", MorText.of(end.held()), "of the stake, until the next UTC midnight"));
            }
        });
        lines.addAll(SessionPayment.lines(at));
        return lines;
    }
}
