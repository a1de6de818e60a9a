package dev.morlens.ledger.post;

import static dev.morlens.ledger.EventScript.COST;
import static dev.morlens.ledger.EventScript.DIAMOND;
import static dev.morlens.ledger.EventScript.ENDS;
import static dev.morlens.ledger.EventScript.FUNDING;
import static dev.morlens.ledger.EventScript.OPENED;
import static dev.morlens.ledger.EventScript.OTHER;
import static dev.morlens.ledger.EventScript.PROVIDER;
import static dev.morlens.ledger.EventScript.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.EventScript;
import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.protocol.event.ProtocolEvent.BidPosted;
import org.junit.jupiter.api.Test;

/**
 * Transfers out of the Diamond and the funding account that no event explains (docs/protocol.md, P3, P32, P35 and P44).
 */
class OutflowPosterTest {

    private final EventScript script = new EventScript();

    @Test
    void upToTheBalanceOfFeesItIsAWithdrawalOfFeesToWhomever() {
        bidFor(10);
        script.post(OPENED, transfer(DIAMOND, OTHER, 10));

        assertThat(last()).isEqualTo(FlowKind.FEE_WITHDRAWN);
        assertThat(script.balance(DIAMOND, Bucket.FEES)).isEqualTo(Wei.ZERO);
        assertThat(script.accounts.anomalies()).isEmpty();
    }

    @Test
    void whatExceedsTheBalanceOfFeesIsCountedAsUnexplained() {
        bidFor(10);
        script.post(OPENED, transfer(DIAMOND, OTHER, 15));

        assertThat(script.balance(DIAMOND, Bucket.FEES)).isEqualTo(Wei.ZERO);
        assertThat(script.balance(DIAMOND, Bucket.UNATTRIBUTED)).isEqualTo(Wei.of(-5));
        assertThat(script.accounts.anomalies())
                .extracting(Anomaly::code)
                .containsExactly(Anomaly.AnomalyCode.OUTFLOW_UNEXPLAINED);
    }

    @Test
    void ofADirectPaymentTheDiamondPaysTheClaimOfTheBidsProvider() {
        script.open(1, true);
        script.post(ENDS, transfer(DIAMOND, PROVIDER, 6_000));

        assertThat(last()).isEqualTo(FlowKind.PROVIDER_PAID);
        assertThat(script.balance(PROVIDER, Bucket.PROVIDER_DUE)).isEqualTo(COST.negate());
        assertThat(paid()).isEqualTo(COST);
    }

    @Test
    void ofAStakedSessionTheFundingAccountPaysTheClaim() {
        script.open(1, false);
        script.post(ENDS, transfer(FUNDING, PROVIDER, 6_000));

        assertThat(last()).isEqualTo(FlowKind.PROVIDER_PAID);
        assertThat(paid()).isEqualTo(COST);
    }

    @Test
    void nobodyElseCanClaimAndNothingIsClaimedBeforeTheEnd() {
        script.open(1, false);
        script.post(ENDS.minusSeconds(1), transfer(FUNDING, PROVIDER, 6_000));
        script.post(ENDS, transfer(FUNDING, OTHER, 6_000));

        assertThat(script.accounts.flows().reversed().subList(0, 2))
                .extracting(Flow::kind)
                .containsOnly(FlowKind.TRANSFER);
        assertThat(paid()).isEqualTo(Wei.ZERO);
    }

    private void bidFor(long fee) {
        script.post(OPENED, transfer(PROVIDER, DIAMOND, fee), new BidPosted(PROVIDER, new Hash(0, 0, 0, 7), Wei.ZERO));
    }

    private FlowKind last() {
        return script.accounts.flows().getLast().kind();
    }

    /** For the only session. */
    private Wei paid() {
        return script.accounts.statement().sessions().getFirst().providerPaid();
    }
}
