package dev.morlens.ledger.post;

import static dev.morlens.ledger.EventScript.DIAMOND;
import static dev.morlens.ledger.EventScript.OPENED;
import static dev.morlens.ledger.EventScript.OTHER;
import static dev.morlens.ledger.EventScript.PROVIDER;
import static dev.morlens.ledger.EventScript.STAKE;
import static dev.morlens.ledger.EventScript.USER;
import static dev.morlens.ledger.EventScript.facts;
import static dev.morlens.ledger.EventScript.id;
import static dev.morlens.ledger.EventScript.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.EventScript;
import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceDebited;
import dev.morlens.protocol.event.ProtocolEvent.SessionOpened;
import org.junit.jupiter.api.Test;

/** Transfers and openings as flows (docs/protocol.md, P3, P4, P5, P6, P9 and P14). */
class LedgerPosterTest {

    private final EventScript script = new EventScript();

    @Test
    void theZeroAddressMintsAndBurns() {
        script.post(OPENED, transfer(Address.ZERO, USER, 10), transfer(USER, Address.ZERO, 4));

        assertThat(script.accounts.flows()).extracting(Flow::kind).containsExactly(FlowKind.MINT, FlowKind.BURN);
        assertThat(script.balance(USER, Bucket.WALLET)).isEqualTo(Wei.of(6));
        assertThat(script.balance(Address.ZERO, Bucket.SUPPLY)).isEqualTo(Wei.of(-6));
    }

    @Test
    void aTransferOfNothingIsNoFlow() {
        script.post(OPENED, transfer(USER, OTHER, 0), transfer(USER, DIAMOND, 0), transfer(DIAMOND, USER, 0));

        assertThat(script.accounts.flows()).isEmpty();
        assertThat(script.accounts.anomalies()).isEmpty();
    }

    @Test
    void whatNoEventExplainsInTheDiamondIsAGift() {
        script.post(OPENED, transfer(OTHER, DIAMOND, 10));

        assertThat(script.accounts.flows()).extracting(Flow::kind).containsExactly(FlowKind.GIFT);
        assertThat(script.balance(DIAMOND, Bucket.UNATTRIBUTED)).isEqualTo(Wei.of(10));
    }

    @Test
    void anOwnStakeIsTheTransferBeforeTheOpening() {
        script.open(1, false);

        assertThat(script.balance(USER, Bucket.ACTIVE_SESSION)).isEqualTo(STAKE);
        assertThat(script.accounts.anomalies()).isEmpty();
    }

    @Test
    void aStakeThatTheViewsTellOtherwiseIsTheLogsAndIsCounted() {
        script.know(facts(id(1), USER, false));
        script.post(OPENED, transfer(USER, DIAMOND, 5), new SessionOpened(USER, id(1), PROVIDER));

        assertThat(script.balance(USER, Bucket.ACTIVE_SESSION)).isEqualTo(Wei.of(5));
        assertThat(script.accounts.anomalies())
                .extracting(Anomaly::code)
                .containsExactly(Anomaly.AnomalyCode.STAKE_DIFFERS);
    }

    @Test
    void aPoolsStakeMovesNobodysBalanceAtTheOpening() {
        script.know(facts(id(1), USER, false));
        script.post(OPENED, new SessionOpened(USER, id(1), PROVIDER), new AllowanceDebited(USER, OTHER, STAKE, id(1)));

        assertThat(script.accounts.flows()).isEmpty();
        assertThat(script.accounts.statement().sessions())
                .extracting(Session::fundedBy)
                .containsExactly(Session.StakeSource.POOL);
    }

    /** As after a reorganisation: the same id, opened again a second later. */
    @Test
    void factsOfAnotherOpeningOfTheSameIdAreRefused() {
        script.know(facts(id(1), USER, false));

        assertThatThrownBy(() -> script.post(
                        OPENED.plusSeconds(1), transfer(USER, DIAMOND, 5), new SessionOpened(USER, id(1), PROVIDER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("opened at " + OPENED);
    }
}
