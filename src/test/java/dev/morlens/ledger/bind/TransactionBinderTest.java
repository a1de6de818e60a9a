package dev.morlens.ledger.bind;

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
import dev.morlens.ledger.EventScript;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.Session;
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
        List<LedgerEvent> actions = bind(
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
                .extracting(LedgerEvent.Ended::returned)
                .containsExactly(Optional.of(Wei.of(90)), Optional.of(Wei.ZERO));
        assertThat(ended(actions))
                .extracting(LedgerEvent.Ended::payout)
                .containsExactly(Optional.of(new LedgerEvent.Payout(FUNDING, Wei.of(6))), Optional.empty());
        assertThat(actions).hasSize(5).last().isInstanceOf(LedgerEvent.Claimed.class);
    }

    @Test
    void aStakeThatIsDebitedFromAPoolHasNoTransferOfItsOwn() {
        List<LedgerEvent> actions = bind(
                transfer(USER, DIAMOND, 100),
                new SessionOpened(USER, id(1), PROVIDER),
                new AllowanceDebited(USER, OTHER, Wei.of(70), id(1)));

        assertThat(opened(actions)).containsExactly(Optional.empty());
        assertThat(actions).hasAtLeastOneElementOfType(LedgerEvent.Gift.class);
    }

    @Test
    void aSettlementPaysNoProviderSoThePaymentBeforeItIsAClaim() {
        List<LedgerEvent> actions = bind(
                transfer(FUNDING, PROVIDER, 6),
                transfer(DIAMOND, USER, 90),
                new SessionSettledByExpiry(USER, id(1), PROVIDER, OTHER));

        assertThat(ended(actions)).singleElement().satisfies(end -> {
            assertThat(end.by()).isEqualTo(Session.EndedBy.SETTLEMENT);
            assertThat(end.returned()).contains(Wei.of(90));
            assertThat(end.payout()).isEmpty();
        });
        assertThat(actions).hasAtLeastOneElementOfType(LedgerEvent.FundingSpent.class);
    }

    /** Before the event of a pool's session stands no refund, so the claim before it is the last transfer. */
    @Test
    void aSettlementOfAPoolsSessionPaysNoProviderEither() {
        List<LedgerEvent> actions = bind(
                new SessionOpened(USER, id(1), PROVIDER),
                new AllowanceDebited(USER, OTHER, Wei.of(70), id(1)),
                transfer(FUNDING, PROVIDER, 6),
                new SessionSettledByExpiry(USER, id(1), PROVIDER, OTHER));

        assertThat(ended(actions))
                .singleElement()
                .satisfies(end -> assertThat(end.payout()).isEmpty());
        assertThat(actions).hasAtLeastOneElementOfType(LedgerEvent.FundingSpent.class);
    }

    /** The hot wallet serves as a provider as well, and claims for a direct payment right before. */
    @Test
    void aClaimOfTheHotWalletBeforeACloseOfItsPoolsSessionIsNoRefund() {
        List<LedgerEvent> actions = bind(
                new SessionOpened(USER, id(1), PROVIDER),
                new AllowanceDebited(USER, OTHER, Wei.of(70), id(1)),
                transfer(DIAMOND, USER, 9),
                new SessionClosed(USER, id(1), PROVIDER));

        assertThat(ended(actions))
                .singleElement()
                .satisfies(end -> assertThat(end.returned()).isEmpty());
        assertThat(actions).hasAtLeastOneElementOfType(LedgerEvent.LeftDiamond.class);
    }

    @Test
    void aTransferToTheHotWalletInACloseOfItsPoolsSessionIsAQueuedWithdrawalAndNoRefund() {
        List<LedgerEvent> actions = bind(
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
        assertThat(actions).filteredOn(LedgerEvent.PaidOut.class::isInstance).hasSize(1);
        assertThat(actions).noneMatch(LedgerEvent.TransferMissing.class::isInstance);
    }

    @Test
    void aBidsFeeIsTheTransferBeforeItAlsoWhereItReplacesAnotherBid() {
        List<LedgerEvent> actions = bind(
                transfer(PROVIDER, DIAMOND, 3),
                new BidDeleted(PROVIDER, MODEL, Wei.ZERO),
                new BidPosted(PROVIDER, MODEL, Wei.of(1)));

        assertThat(actions)
                .filteredOn(LedgerEvent.PaidIn.class::isInstance)
                .singleElement()
                .satisfies(fee -> {
                    assertThat(((LedgerEvent.PaidIn) fee).kind()).isEqualTo(FlowKind.BID_FEE);
                    assertThat(((LedgerEvent.PaidIn) fee).amount()).isEqualTo(Wei.of(3));
                });
        assertThat(actions).noneMatch(LedgerEvent.Gift.class::isInstance);
    }

    @Test
    void aModelsStakeComesBackWholeAndARegistrationByNothingHasNoTransfer() {
        List<LedgerEvent> actions = bind(
                new ProviderRegistered(PROVIDER), transfer(DIAMOND, OTHER, 40), new ModelDeregistered(OTHER, MODEL));

        assertThat(actions)
                .filteredOn(LedgerEvent.ModelChanged.class::isInstance)
                .singleElement()
                .satisfies(model -> {
                    assertThat(((LedgerEvent.ModelChanged) model).stake()).isEqualTo(Wei.of(-40));
                    assertThat(((LedgerEvent.ModelChanged) model).deregistered())
                            .isTrue();
                });
        assertThat(actions).noneMatch(LedgerEvent.PaidIn.class::isInstance);
    }

    @Test
    void whatNoEventExplainsIsLeftOverAndWhatAnEventLacksIsNamed() {
        List<LedgerEvent> actions = bind(
                transfer(OTHER, DIAMOND, 1),
                transfer(DIAMOND, OTHER, 2),
                transfer(FUNDING, OTHER, 3),
                transfer(OTHER, USER, 4),
                new UserWithdrawn(USER, Wei.of(30)));

        assertThat(actions)
                .hasOnlyElementsOfTypes(
                        LedgerEvent.Gift.class,
                        LedgerEvent.LeftDiamond.class,
                        LedgerEvent.FundingSpent.class,
                        LedgerEvent.Transferred.class,
                        LedgerEvent.TransferMissing.class,
                        LedgerEvent.Claimed.class)
                .hasSize(6);
    }

    private static List<LedgerEvent> bind(ProtocolEvent... events) {
        SessionLookup lookup = session ->
                Optional.of(new SessionLookup.SessionTerms(facts(session, USER, false), Session.StakeSource.WALLET));
        return new TransactionBinder(CONTRACTS, lookup).bind(EventScript.transaction(ENDS, events));
    }

    private static List<Optional<Wei>> opened(List<LedgerEvent> actions) {
        return actions.stream()
                .filter(LedgerEvent.Opened.class::isInstance)
                .map(ledgerEvent -> ((LedgerEvent.Opened) ledgerEvent).stake())
                .toList();
    }

    private static List<LedgerEvent.Ended> ended(List<LedgerEvent> actions) {
        return actions.stream()
                .filter(LedgerEvent.Ended.class::isInstance)
                .map(LedgerEvent.Ended.class::cast)
                .toList();
    }
}
