package dev.morlens.ledger.bind;

import static dev.morlens.ledger.EventScript.CONTRACTS;
import static dev.morlens.ledger.EventScript.DIAMOND;
import static dev.morlens.ledger.EventScript.ENDS;
import static dev.morlens.ledger.EventScript.FUNDING;
import static dev.morlens.ledger.EventScript.OTHER;
import static dev.morlens.ledger.EventScript.PROVIDER;
import static dev.morlens.ledger.EventScript.USER;
import static dev.morlens.ledger.EventScript.id;
import static dev.morlens.ledger.EventScript.posting;
import static dev.morlens.ledger.EventScript.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.EventScript;
import dev.morlens.ledger.bind.PendingTransfers.Pending;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which transfer before a close paid its provider (docs/protocol.md, P1, P27 and P32). */
class CloseTransferMatcherTest {

    private static final Posting CLOSE = posting(1, ENDS);

    private final PendingTransfers pending = new PendingTransfers();

    @Test
    void aStakedSessionsProviderIsPaidByTheFundingAccountAfterTheRefund() {
        before(transfer(DIAMOND, USER, 900), transfer(FUNDING, PROVIDER, 60));

        assertThat(payout(USER, false)).contains(Wei.of(60));
        assertThat(pending.rest()).extracting(Pending::value).containsExactly(Wei.of(900));
    }

    @Test
    void aDirectPaymentComesOutOfTheDiamondAfterTheRefund() {
        before(transfer(DIAMOND, USER, 900), transfer(DIAMOND, PROVIDER, 60));

        assertThat(payout(USER, true)).contains(Wei.of(60));
    }

    @Test
    void aPaymentBeforeTheRefundIsAnothersAct() {
        before(transfer(FUNDING, PROVIDER, 60), transfer(DIAMOND, USER, 900));

        assertThat(payout(USER, false)).isEmpty();
        assertThat(pending.rest()).hasSize(2);
    }

    @Test
    void withoutARefundBeforeItATransferIsNoPaymentOfThisClose() {
        before(transfer(FUNDING, PROVIDER, 60));

        assertThat(payout(USER, false)).isEmpty();
    }

    @Test
    void whatThePurseOfAnotherKindPaidIsNoPaymentOfThisClose() {
        before(transfer(DIAMOND, USER, 900), transfer(FUNDING, PROVIDER, 60), transfer(FUNDING, OTHER, 1));

        assertThat(payout(USER, false)).isEmpty();
    }

    @Test
    void aPoolGetsNoRefundByTransferAndThePaymentCountsAllTheSame() {
        before(transfer(FUNDING, PROVIDER, 60));

        assertThat(new CloseTransferMatcher(CONTRACTS, pending)
                        .takePayout(USER, PROVIDER, false, true, Optional.empty(), CLOSE)
                        .map(Pending::value))
                .contains(Wei.of(60));
    }

    @Test
    void whereUserAndProviderAreOneTheFirstTransferIsTheRefund() {
        before(transfer(DIAMOND, PROVIDER, 994_000), transfer(DIAMOND, PROVIDER, 6_000));

        assertThat(payout(PROVIDER, true)).contains(Wei.of(6_000));
    }

    /** The claim took the whole cost, so the close pays nothing and the later transfer is the refund. */
    @Test
    void whereUserAndProviderAreOneAClaimBeforeTheRefundIsNotTakenForIt() {
        before(transfer(DIAMOND, PROVIDER, 6_000), transfer(DIAMOND, PROVIDER, 994_000));

        assertThat(payout(PROVIDER, true)).isEmpty();
    }

    private void before(Transfer... transfers) {
        for (Transfer transfer : transfers) {
            pending.add(new Pending(CLOSE, transfer));
        }
    }

    private Optional<Wei> payout(Address user, boolean direct) {
        var sessionTerms =
                new SessionLookup.SessionTerms(EventScript.facts(id(1), user, direct), Session.StakeSource.WALLET);
        return new CloseTransferMatcher(CONTRACTS, pending)
                .takePayout(user, PROVIDER, direct, false, Optional.of(sessionTerms), CLOSE)
                .map(Pending::value);
    }
}
