package dev.morlens.preview.action;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.health.PaymentLimit;
import dev.morlens.preview.action.Outlook.OutlookState;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.action.RecoveryAction.Sender;
import dev.morlens.protocol.call.StakeCalls;
import dev.morlens.protocol.state.IdPage;
import dev.morlens.protocol.state.Provider;
import dev.morlens.store.read.ClaimableItems.ModelStake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bringing back the stakes of providers and models. */
record StakeActions(StakeCalls calls, Address from, Instant now) {

    private static final String NO_BIDS = "The provider must have no active bids: delete them first.";

    private static final String BIDS_FIRST = "The provider must have no active bids, so the calls before the last one"
            + " delete them. A delegate needs rights for both.";

    private static final String UNREAD =
            "the provider's active bids could not be read, and the contract refuses it while"
                    + " there are any; nor could what it gives back.";

    private static final String RETAINED = "It deregistered while this part was still held against what it had earned."
            + " Register again, wait until the period is over, and deregister before a close or a claim starts the next"
            + " one.";

    /**
     * A registered provider, as the contract says.
     *
     * @param bids the first of its active ones
     */
    record Registration(Provider provider, IdPage bids) {}

    /** @param found empty if the contract could not be asked */
    RecoveryAction deregister(Wei stake, Optional<Registration> found) {
        Optional<Provider> known = found.map(Registration::provider);
        if (known.filter(Provider::deleted).isPresent()) {
            return provider(
                    Optional.of(stake),
                    List.of(),
                    RETAINED,
                    known.map(Provider::limitPeriodEnd).filter(now::isBefore));
        }
        Optional<Wei> refund =
                known.map(provider -> PaymentLimit.of(provider, now).left());
        IdPage bids = found.map(Registration::bids).orElse(new IdPage(List.of(), 0));
        List<CallStep> steps = new ArrayList<>();
        bids.ids().forEach(bid -> steps.add(CallStep.of(calls.deleteModelBid(bid))));
        if (bids.ids().size() == bids.total()) {
            steps.add(CallStep.paying(calls.providerDeregister(from), refund));
        }
        RecoveryAction deregister =
                provider(refund.or(() -> Optional.of(stake)), steps, bidding(bids), Optional.empty());
        return found.isPresent() ? deregister : deregister.expecting(Outlook.untried(OutlookState.NOT_KNOWN, UNREAD));
    }

    private static String bidding(IdPage bids) {
        if (bids.ids().isEmpty()) {
            return NO_BIDS;
        }
        long more = bids.total() - bids.ids().size();
        return more > 0
                ? "The provider must have no active bids. These calls delete the first of them; " + more
                        + " more follow, and then the deregistration: come back after these."
                : BIDS_FIRST;
    }

    RecoveryAction deregister(ModelStake model) {
        return action(
                ActionKind.DEREGISTER_MODEL,
                Optional.of(model.model().toString()),
                model.stake(),
                CallStep.paying(calls.modelDeregister(model.model()), Optional.of(model.stake())),
                Sender.OWNER,
                Optional.of("No bids may be active on the model: their providers must delete them first."));
    }

    private RecoveryAction provider(Optional<Wei> amount, List<CallStep> steps, String needs, Optional<Instant> until) {
        return new RecoveryAction(
                ActionKind.DEREGISTER_PROVIDER,
                Optional.empty(),
                amount,
                steps,
                List.of(Sender.PROVIDER, Sender.DELEGATE),
                from,
                Optional.of(needs),
                until,
                Optional.empty());
    }

    private RecoveryAction action(
            ActionKind actionKind,
            Optional<String> subject,
            Wei amount,
            CallStep callStep,
            Sender who,
            Optional<String> needs) {
        List<Sender> senders = who == Sender.OWNER ? List.of(who, Sender.DELEGATE) : List.of(who);
        return new RecoveryAction(
                actionKind,
                subject,
                Optional.of(amount),
                List.of(callStep),
                senders,
                from,
                needs,
                Optional.empty(),
                Optional.empty());
    }
}
