package dev.morlens.preview.action;

import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.market.health.FundingAccount;
import dev.morlens.market.health.PaymentLimit;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.quote.OpeningObstacles;
import dev.morlens.protocol.abi.Revert;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands against an action that was not tried, by what was told of the contract's state. */
record ActionObstacles(ActionFacts facts, ActionNodeFacts told) {

    private static final String USED_UP = "SessionProviderNothingToClaimInThisPeriod";

    Optional<Outlook> against(RecoveryAction recoveryAction) {
        return switch (recoveryAction.kind()) {
            case CLOSE_SESSION -> session(recoveryAction).flatMap(session -> unpaid(payout(session), session));
            case CLAIM_FOR_PROVIDER -> session(recoveryAction).flatMap(this::unclaimable);
            case DEREGISTER_MODEL ->
                told.bids().getOrDefault(Hash.of(recoveryAction.subject().orElseThrow()), 0L) > 0
                        ? Optional.of(failing("ModelHasActiveBids", ""))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** What a claim pays follows from what is owed and what the provider may earn. */
    RecoveryAction paying(RecoveryAction recoveryAction) {
        if (recoveryAction.kind() != ActionKind.CLAIM_FOR_PROVIDER) {
            return recoveryAction;
        }
        return session(recoveryAction)
                .map(session -> {
                    CallStep first = recoveryAction.calls().getFirst();
                    return recoveryAction.calling(List.of(first.expecting(payout(session))));
                })
                .orElse(recoveryAction);
    }

    private Optional<Session> session(RecoveryAction recoveryAction) {
        return Stream.concat(facts.overdue().stream(), facts.owing().stream())
                .filter(session ->
                        recoveryAction.subject().equals(Optional.of(session.id().toString())))
                .findFirst();
    }

    /** In wei: what is owed, but no more than the provider may still earn in its period (docs/protocol.md, P33). */
    private Wei payout(Session session) {
        Wei owed = session.owed(facts.asOf().now()).max(Wei.ZERO);
        return owed.min(limit(session).left());
    }

    private PaymentLimit limit(Session session) {
        return PaymentLimit.of(
                told.providers().get(session.facts().provider()), facts.asOf().now());
    }

    private Optional<Outlook> unclaimable(Session session) {
        Wei payout = payout(session);
        if (!payout.isPositive()) {
            return Optional.of(failing(USED_UP, "Of its stake nothing is left for it in this period."));
        }
        return unpaid(payout, session);
    }

    /**
     * A direct payment comes out of the stake, everything else out of the funding account: allowance first, then
     * balance.
     */
    private Optional<Outlook> unpaid(Wei payout, Session session) {
        if (session.facts().directPayment() || !payout.isPositive()) {
            return Optional.empty();
        }
        FundingAccount fundingAccount = told.funding();
        if (fundingAccount.lackingAllowance(payout).isPositive()) {
            return Optional.of(
                    failing("ERC20: insufficient allowance", figures(payout, "allows", fundingAccount.allowance())));
        }
        return fundingAccount.lackingBalance(payout).isPositive()
                ? Optional.of(failing(
                        "ERC20: transfer amount exceeds balance", figures(payout, "has", fundingAccount.balance())))
                : Optional.empty();
    }

    private String figures(Wei payout, String does, Wei there) {
        return "It would pay the provider %s MOR; at block %d that account %s %s."
                .formatted(OpeningObstacles.mor(payout), told.block().number(), does, OpeningObstacles.mor(there));
    }

    private Outlook failing(String error, String more) {
        return Outlook.failing(Revert.expected(error), more, Optional.of(told.block()));
    }
}
