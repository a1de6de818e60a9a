package dev.morlens.diagnosis.rule.session;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.ledger.entry.Session;
import dev.morlens.market.health.FundingAccount;
import dev.morlens.market.health.PaymentLimit;
import dev.morlens.preview.action.DryRun;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What keeps a session past its end from being closed, if anything. */
public enum OverdueOutcome {
    SETTLEABLE,
    SHORT_OF_BALANCE,
    SHORT_OF_ALLOWANCE,
    REFUSED,
    CLOSABLE;

    private static final Set<String> BALANCE_ERRORS = Set.of("ERC20: transfer amount exceeds balance");
    private static final Set<String> ALLOWANCE_ERRORS =
            Set.of("ERC20: insufficient allowance", "ERC20: transfer amount exceeds allowance");

    /** By a dry run where there is one; else by what the close would pay and what there is to pay from. */
    public static OverdueOutcome of(Case facts, Session session) {
        if (isSettleable(facts, session)) {
            return SETTLEABLE;
        }
        Optional<DryRun> close = facts.trials().close(session.id());
        return close.map(tried -> tried.ok() ? CLOSABLE : failed(facts, session, tried))
                .orElseGet(() -> byFunds(facts, session).orElse(CLOSABLE));
    }

    /** From when on anybody may settle it; empty where the contract cannot, or if that is not known. */
    static Optional<Instant> settleableAt(Case facts, Session session) {
        return facts.health()
                .settlementGrace()
                .map(grace -> session.facts().endsAt().plus(grace));
    }

    /** What closing it would pay its provider out of the funding account, in wei. */
    static Wei payout(Case facts, Session session) {
        if (session.facts().directPayment()) {
            return Wei.ZERO;
        }
        Wei owed = session.owed(facts.now()).max(Wei.ZERO);
        return facts.chain()
                .flatMap(chain -> chain.provider(session.facts().provider()))
                .map(provider -> owed.min(PaymentLimit.of(provider, facts.now()).left()))
                .orElse(owed);
    }

    private static boolean isSettleable(Case facts, Session session) {
        boolean due = settleableAt(facts, session)
                .filter(at -> !facts.now().isBefore(at))
                .isPresent();
        return due && facts.trials().settle(session.id()).map(DryRun::ok).orElse(true);
    }

    private static OverdueOutcome failed(Case facts, Session session, DryRun tried) {
        String error = tried.error().orElse("");
        if (session.facts().directPayment()) {
            return REFUSED;
        }
        if (ALLOWANCE_ERRORS.contains(error)) {
            return SHORT_OF_ALLOWANCE;
        }
        return BALANCE_ERRORS.contains(error)
                ? SHORT_OF_BALANCE
                : byFunds(facts, session).orElse(REFUSED);
    }

    private static Optional<OverdueOutcome> byFunds(Case facts, Session session) {
        Wei payout = payout(facts, session);
        Optional<FundingAccount> funding = facts.health().funding();
        if (funding.filter(account -> account.lackingBalance(payout).isPositive())
                .isPresent()) {
            return Optional.of(SHORT_OF_BALANCE);
        }
        return funding.filter(account -> account.lackingAllowance(payout).isPositive())
                .map(account -> SHORT_OF_ALLOWANCE);
    }
}
