package dev.morlens.preview.action;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.preview.action.Outlook.OutlookState;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.action.RecoveryAction.Sender;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.SignedReceipt;
import dev.morlens.protocol.call.StakeCalls;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.CloseTerms.Holding;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.math.HoldRule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Ending sessions, and collecting what they owe. */
record SessionActions(SessionCalls calls, StakeCalls pools, long chainId, Instant now) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Sender> USER = List.of(Sender.USER, Sender.DELEGATE);

    private static final String EARLY = "A receipt of the last ten minutes that the provider signed: the software that"
            + " opened the session asks the provider for it. Left alone, the session can be closed without it after its"
            + " end.";

    private static final String TO_POOL =
            "Its stake came from the wallet's pool and goes back to it: it is the funders', not the wallet's.";

    private static final String OR_SETTLE = " It can be settled instead, from the time named there: either ends it, and"
            + " only one of the two is needed.";

    private static final String OR_CLOSE = "Nothing from the owner. It is instead of closing the session, not besides:"
            + " whichever is sent first ends it.";

    private static final String DISPUTED =
            "Nothing from the provider. The receipt in this call is signed by a throwaway"
                    + " key and not by the provider, so the contract notes a dispute; after the session's end that changes nothing"
                    + " about the money. It can be sent for one day.";

    /** Before its end, closing takes what only the provider can give. */
    RecoveryAction closeEarly(Session session) {
        return close(session, session.stake(), List.of(), EARLY);
    }

    /** And the claim of what that close holds back, if the rule in force says that it does; a pool frees it instead. */
    RecoveryAction closeOverdue(Session session, HoldRule holdRule) {
        SignedReceipt receipt = SignedReceipt.disputed(session.id(), chainId, receiptDate());
        List<CallStep> steps = new ArrayList<>(List.of(CallStep.of(calls.closeSession(receipt))));
        heldUntil(session, holdRule)
                .map(until -> isPool(session) ? release(session, until) : claim(session, until))
                .ifPresent(steps::add);
        String needs = holdRule == HoldRule.POOL ? DISPUTED + OR_SETTLE : DISPUTED;
        return close(session, back(session), steps, isPool(session) ? needs + " " + TO_POOL : needs);
    }

    /** A day ahead at least, and the same for an hour, for which the call stays what it is. */
    private Instant receiptDate() {
        return now.truncatedTo(ChronoUnit.HOURS).plus(DAY).plus(1, ChronoUnit.HOURS);
    }

    private CallStep release(Session session, Instant from) {
        return new CallStep(
                pools.releasePoolHolds(session.facts().user(), 1),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(from));
    }

    private CallStep claim(Session session, Instant from) {
        int rows = SessionCalls.MOST_ITERATIONS;
        return new CallStep(
                calls.withdrawUserStakes(session.facts().user(), rows),
                OptionalInt.of(rows),
                Optional.empty(),
                Optional.of(from));
    }

    private Optional<Instant> heldUntil(Session session, HoldRule holdRule) {
        CloseTerms terms = session.terms(holdRule, now);
        boolean held = terms.holding() == Holding.YES && terms.stipend().isPositive();
        return held ? Optional.of(terms.releaseAt()) : Optional.empty();
    }

    /** @param grace after the session's end, before anybody may settle; empty if not known */
    RecoveryAction settle(Session session, Optional<Duration> grace) {
        Optional<Instant> from = grace.map(session.facts().endsAt()::plus).filter(now::isBefore);
        RecoveryAction settle = new RecoveryAction(
                ActionKind.SETTLE_SESSION,
                Optional.of(session.id().toString()),
                Optional.of(back(session)),
                List.of(CallStep.of(calls.settleExpiredSession(session.id()))),
                List.of(Sender.ANYONE),
                session.facts().user(),
                Optional.of(isPool(session) ? OR_CLOSE + " " + TO_POOL : OR_CLOSE),
                from,
                Optional.empty());
        return grace.isPresent()
                ? settle
                : settle.expecting(Outlook.untried(
                        OutlookState.NOT_KNOWN,
                        "how long after the session's end the contract settles it could not be read, so its time may not"
                                + " have come."));
    }

    /** On the day of a close the contract keeps that day's part back, disputed or not (docs/protocol.md, P30). */
    RecoveryAction claimForProvider(Session session) {
        Optional<Instant> midnight = session.closing()
                .map(end -> DayLock.day(end.closedAt()).plus(DAY))
                .filter(now::isBefore);
        return new RecoveryAction(
                ActionKind.CLAIM_FOR_PROVIDER,
                Optional.of(session.id().toString()),
                Optional.of(session.owed(now)),
                List.of(CallStep.of(calls.claimForProvider(session.id()))),
                List.of(Sender.PROVIDER, Sender.DELEGATE),
                session.facts().provider(),
                Optional.of(
                        "A provider earns at most its stake in a period of 365 days; what is over has to wait for the"
                                + " next period, or for more stake."),
                midnight,
                Optional.empty());
    }

    /** What a close past the end gives back: of a direct payment all but the price, which is the provider's. */
    private static Wei back(Session session) {
        return session.facts().directPayment()
                ? session.stake().minus(session.cost(session.facts().endsAt()))
                : session.stake();
    }

    private static boolean isPool(Session session) {
        return session.fundedBy() == StakeSource.POOL;
    }

    private static RecoveryAction close(Session session, Wei amount, List<CallStep> steps, String needs) {
        return new RecoveryAction(
                ActionKind.CLOSE_SESSION,
                Optional.of(session.id().toString()),
                Optional.of(amount),
                steps,
                USER,
                session.facts().user(),
                Optional.of(needs),
                Optional.empty(),
                Optional.empty());
    }
}
