package dev.morlens.ledger;

import static dev.morlens.ledger.EventScript.CONTRACTS;
import static dev.morlens.ledger.EventScript.DIAMOND;
import static dev.morlens.ledger.EventScript.ENDS;
import static dev.morlens.ledger.EventScript.FUNDING;
import static dev.morlens.ledger.EventScript.MIDNIGHT;
import static dev.morlens.ledger.EventScript.OTHER;
import static dev.morlens.ledger.EventScript.PROVIDER;
import static dev.morlens.ledger.EventScript.USER;
import static dev.morlens.ledger.EventScript.facts;
import static dev.morlens.ledger.EventScript.id;
import static dev.morlens.ledger.EventScript.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceDebited;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceHoldCreated;
import dev.morlens.protocol.event.ProtocolEvent.BidDeleted;
import dev.morlens.protocol.event.ProtocolEvent.BidPosted;
import dev.morlens.protocol.event.ProtocolEvent.ModelDeregistered;
import dev.morlens.protocol.event.ProtocolEvent.PendingWithdrawalPaid;
import dev.morlens.protocol.event.ProtocolEvent.ProviderRegistered;
import dev.morlens.protocol.event.ProtocolEvent.SessionClosed;
import dev.morlens.protocol.event.ProtocolEvent.SessionOpened;
import dev.morlens.protocol.event.ProtocolEvent.SessionSettledByExpiry;
import dev.morlens.protocol.event.ProtocolEvent.UserWithdrawn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which transfers belong to which event of one transaction (docs/protocol.md, P1, P2, P14, P31, P38, P39 and P43). */
class TransactionBinderTest {

    private static final Hash MODEL = new Hash(0, 0, 0, 7);

    @Test
    void aBundleOfOpensAndClosesKeepsEachActWhole() {
        List<Action> actions = bind(
                transfer(USER, DIAMOND, 100),
                new SessionOpened(USER, id(1), PROVIDER),
                transfer(USER, DIAMOND, 200),
                new SessionOpened(USER, id(2), PROVIDER),
                transfer(DIAMOND, USER, 90),
                transfer(FUNDING, PROVIDER, 6),
                new SessionClosed(USER, id(3), PROVIDER),
                transfer(DIAMOND, USER, 0),
                new SessionClosed(USER, id(4), PROVIDER),
                transfer(DIAMOND, USER, 30),
                new UserWithdrawn(USER, Wei.of(30)));

        assertThat(opened(actions)).containsExactly(Optional.of(Wei.of(100)), Optional.of(Wei.of(200)));
        assertThat(ended(actions))
                .extracting(Action.Ended::returned)
                .containsExactly(Optional.of(Wei.of(90)), Optional.of(Wei.ZERO));
        assertThat(ended(actions))
                .extracting(Action.Ended::payout)
                .containsExactly(Optional.of(new Action.Payout(FUNDING, Wei.of(6))), Optional.empty());
        assertThat(actions).hasSize(5).last().isInstanceOf(Action.Claimed.class);
    }

    @Test
    void aStakeThatIsDebitedFromAPoolHasNoTransferOfItsOwn() {
        List<Action> actions = bind(
                transfer(USER, DIAMOND, 100),
                new SessionOpened(USER, id(1), PROVIDER),
                new AllowanceDebited(USER, OTHER, Wei.of(70), id(1)));

        assertThat(opened(actions)).containsExactly(Optional.empty());
        assertThat(actions).hasAtLeastOneElementOfType(Action.Gift.class);
    }

    @Test
    void aSettlementPaysNoProviderSoThePaymentBeforeItIsAClaim() {
        List<Action> actions = bind(
                transfer(FUNDING, PROVIDER, 6),
                transfer(DIAMOND, USER, 90),
                new SessionSettledByExpiry(USER, id(1), PROVIDER, OTHER));

        assertThat(ended(actions)).singleElement().satisfies(end -> {
            assertThat(end.by()).isEqualTo(Session.EndedBy.SETTLEMENT);
            assertThat(end.returned()).contains(Wei.of(90));
            assertThat(end.payout()).isEmpty();
        });
        assertThat(actions).hasAtLeastOneElementOfType(Action.FundingSpent.class);
    }

    /** Before the event of a pool's session stands no refund, so the claim before it is the last transfer. */
    @Test
    void aSettlementOfAPoolsSessionPaysNoProviderEither() {
        List<Action> actions = bind(
                new SessionOpened(USER, id(1), PROVIDER),
                new AllowanceDebited(USER, OTHER, Wei.of(70), id(1)),
                transfer(FUNDING, PROVIDER, 6),
                new SessionSettledByExpiry(USER, id(1), PROVIDER, OTHER));

        assertThat(ended(actions))
                .singleElement()
                .satisfies(end -> assertThat(end.payout()).isEmpty());
        assertThat(actions).hasAtLeastOneElementOfType(Action.FundingSpent.class);
    }

    /** The hot wallet serves as a provider as well, and claims for a direct payment right before. */
    @Test
    void aClaimOfTheHotWalletBeforeACloseOfItsPoolsSessionIsNoRefund() {
        List<Action> actions = bind(
                new SessionOpened(USER, id(1), PROVIDER),
                new AllowanceDebited(USER, OTHER, Wei.of(70), id(1)),
                transfer(DIAMOND, USER, 9),
                new SessionClosed(USER, id(1), PROVIDER));

        assertThat(ended(actions))
                .singleElement()
                .satisfies(end -> assertThat(end.returned()).isEmpty());
        assertThat(actions).hasAtLeastOneElementOfType(Action.LeftDiamond.class);
    }

    @Test
    void aTransferToTheHotWalletInACloseOfItsPoolsSessionIsAQueuedWithdrawalAndNoRefund() {
        List<Action> actions = bind(
                new SessionOpened(USER, id(1), PROVIDER),
                new AllowanceDebited(USER, USER, Wei.of(70), id(1)),
                new AllowanceHoldCreated(USER, USER, Wei.of(5), MIDNIGHT),
                transfer(DIAMOND, USER, 65),
                new PendingWithdrawalPaid(USER, USER, Wei.of(65)),
                new SessionClosed(USER, id(1), PROVIDER));

        assertThat(ended(actions)).singleElement().satisfies(end -> {
            assertThat(end.returned()).isEmpty();
            assertThat(end.heldInPool()).isEqualTo(Wei.of(5));
        });
        assertThat(actions).filteredOn(Action.PaidOut.class::isInstance).hasSize(1);
        assertThat(actions).noneMatch(Action.TransferMissing.class::isInstance);
    }

    @Test
    void aBidsFeeIsTheTransferBeforeItAlsoWhereItReplacesAnotherBid() {
        List<Action> actions = bind(
                transfer(PROVIDER, DIAMOND, 3),
                new BidDeleted(PROVIDER, MODEL, Wei.ZERO),
                new BidPosted(PROVIDER, MODEL, Wei.of(1)));

        assertThat(actions)
                .filteredOn(Action.PaidIn.class::isInstance)
                .singleElement()
                .satisfies(fee -> {
                    assertThat(((Action.PaidIn) fee).kind()).isEqualTo(FlowKind.BID_FEE);
                    assertThat(((Action.PaidIn) fee).amount()).isEqualTo(Wei.of(3));
                });
        assertThat(actions).noneMatch(Action.Gift.class::isInstance);
    }

    @Test
    void aModelsStakeComesBackWholeAndARegistrationByNothingHasNoTransfer() {
        List<Action> actions = bind(
                new ProviderRegistered(PROVIDER), transfer(DIAMOND, OTHER, 40), new ModelDeregistered(OTHER, MODEL));

        assertThat(actions)
                .filteredOn(Action.ModelChanged.class::isInstance)
                .singleElement()
                .satisfies(model -> {
                    assertThat(((Action.ModelChanged) model).stake()).isEqualTo(Wei.of(-40));
                    assertThat(((Action.ModelChanged) model).deregistered()).isTrue();
                });
        assertThat(actions).noneMatch(Action.PaidIn.class::isInstance);
    }

    @Test
    void whatNoEventExplainsIsLeftOverAndWhatAnEventLacksIsNamed() {
        List<Action> actions = bind(
                transfer(OTHER, DIAMOND, 1),
                transfer(DIAMOND, OTHER, 2),
                transfer(FUNDING, OTHER, 3),
                transfer(OTHER, USER, 4),
                new UserWithdrawn(USER, Wei.of(30)));

        assertThat(actions)
                .hasOnlyElementsOfTypes(
                        Action.Gift.class,
                        Action.LeftDiamond.class,
                        Action.FundingSpent.class,
                        Action.Transferred.class,
                        Action.TransferMissing.class,
                        Action.Claimed.class)
                .hasSize(6);
    }

    private static List<Action> bind(ProtocolEvent... events) {
        SessionLookup lookup =
                session -> Optional.of(new SessionLookup.Known(facts(session, USER, false), Session.Funding.WALLET));
        return new TransactionBinder(CONTRACTS, lookup).bind(EventScript.transaction(ENDS, events));
    }

    private static List<Optional<Wei>> opened(List<Action> actions) {
        return actions.stream()
                .filter(Action.Opened.class::isInstance)
                .map(action -> ((Action.Opened) action).stake())
                .toList();
    }

    private static List<Action.Ended> ended(List<Action> actions) {
        return actions.stream()
                .filter(Action.Ended.class::isInstance)
                .map(Action.Ended.class::cast)
                .toList();
    }
}
