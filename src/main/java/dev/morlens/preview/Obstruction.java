package dev.morlens.preview;

import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Session;
import dev.morlens.market.Funding;
import dev.morlens.market.PaymentLimit;
import dev.morlens.preview.Action.Kind;
import dev.morlens.preview.Action.Step;
import dev.morlens.protocol.abi.Revert;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands against an action that was not tried, by what was told of the contract's state. */
record Obstruction(ActionFacts facts, OfferFacts told) {

    private static final String USED_UP = "SessionProviderNothingToClaimInThisPeriod";

    Optional<Outlook> against(Action action) {
        return switch (action.kind()) {
            case CLOSE_SESSION -> session(action).flatMap(session -> unpaid(payout(session), session));
            case CLAIM_FOR_PROVIDER -> session(action).flatMap(this::unclaimable);
            case DEREGISTER_MODEL ->
                told.bids().getOrDefault(Hash.of(action.subject().orElseThrow()), 0L) > 0
                        ? Optional.of(failing("ModelHasActiveBids", ""))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** What a claim pays follows from what is owed and what the provider may earn. */
    Action paying(Action action) {
        if (action.kind() != Kind.CLAIM_FOR_PROVIDER) {
            return action;
        }
        return session(action)
                .map(session -> {
                    Step first = action.calls().getFirst();
                    return action.calling(List.of(first.expecting(payout(session))));
                })
                .orElse(action);
    }

    private Optional<Session> session(Action action) {
        return Stream.concat(facts.overdue().stream(), facts.owing().stream())
                .filter(session ->
                        action.subject().equals(Optional.of(session.id().toString())))
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
        Funding funding = told.funding();
        if (funding.lackingAllowance(payout).isPositive()) {
            return Optional.of(
                    failing("ERC20: insufficient allowance", figures(payout, "allows", funding.allowance())));
        }
        return funding.lackingBalance(payout).isPositive()
                ? Optional.of(
                        failing("ERC20: transfer amount exceeds balance", figures(payout, "has", funding.balance())))
                : Optional.empty();
    }

    private String figures(Wei payout, String does, Wei there) {
        return "It would pay the provider %s MOR; at block %d that account %s %s."
                .formatted(Obstacles.mor(payout), told.block().number(), does, Obstacles.mor(there));
    }

    private Outlook failing(String error, String more) {
        return Outlook.failing(Revert.expected(error), more, Optional.of(told.block()));
    }
}
