package dev.morlens.ledger.post;

import static dev.morlens.ledger.EventScript.COST;
import static dev.morlens.ledger.EventScript.DIAMOND;
import static dev.morlens.ledger.EventScript.ENDS;
import static dev.morlens.ledger.EventScript.FUNDING;
import static dev.morlens.ledger.EventScript.MIDNIGHT;
import static dev.morlens.ledger.EventScript.OTHER;
import static dev.morlens.ledger.EventScript.PROVIDER;
import static dev.morlens.ledger.EventScript.STAKE;
import static dev.morlens.ledger.EventScript.USER;
import static dev.morlens.ledger.EventScript.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.EventScript;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.ProtocolEvent.SessionSettledByExpiry;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the end of a session leaves on hold and owes, told by its transfers (docs/protocol.md, P17, P23, P26, P27, P31,
 * P36).
 */
class SessionEndPosterTest {

    private static final Instant LATE = MIDNIGHT.plusSeconds(40_000);

    private final EventScript script = new EventScript();

    @Test
    void whatTheRefundLeavesOfAStakeIsOnHoldUntilTheMidnightAfterTheEnd() {
        script.close(script.open(1, false), ENDS, 400_000, FUNDING, 6_000);

        assertThat(held()).isEqualTo(Wei.of(600_000));
        assertThat(rows()).extracting(HoldRow::releaseAt).containsExactly(MIDNIGHT);
        assertThat(script.balance(USER, Bucket.ACTIVE_SESSION)).isEqualTo(Wei.ZERO);
    }

    @Test
    void aLateClosesHoldIsDatedByTheEndOfTheSession() {
        script.close(script.open(1, false), LATE, 999_999, FUNDING, 6_000);

        assertThat(rows()).extracting(HoldRow::releaseAt).containsExactly(MIDNIGHT);
    }

    @Test
    void whereAllComesBackThereIsNoRow() {
        script.close(script.open(1, false), ENDS, 1_000_000, FUNDING, 6_000);

        assertThat(rows()).isEmpty();
    }

    @Test
    void ofADirectPaymentTheWholeCostIsTheProvidersWhateverTheCloseItselfPaid() {
        script.close(script.open(1, true), ENDS, 400_000, DIAMOND, 1_000);

        assertThat(held()).isEqualTo(STAKE.minus(COST).minus(Wei.of(400_000)));
        assertThat(script.balance(PROVIDER, Bucket.PROVIDER_DUE)).isEqualTo(COST.minus(Wei.of(1_000)));
    }

    @Test
    void whatAProviderClaimedBeforeTheCloseMakesItsDueNegativeUntilThen() {
        SessionId session = script.open(1, true);
        script.post(ENDS, transfer(DIAMOND, PROVIDER, 6_000));
        assertThat(script.balance(PROVIDER, Bucket.PROVIDER_DUE)).isEqualTo(COST.negate());

        script.close(session, ENDS.plusSeconds(60), 994_000, DIAMOND, 0);

        assertThat(script.balance(PROVIDER, Bucket.PROVIDER_DUE)).isEqualTo(Wei.ZERO);
        assertThat(rows()).isEmpty();
    }

    @Test
    void aSettlementPaysNobodyAndWhatIsOwedStaysDue() {
        SessionId session = script.open(1, true);
        script.post(LATE, transfer(DIAMOND, USER, 994_000), new SessionSettledByExpiry(USER, session, PROVIDER, OTHER));

        assertThat(script.balance(PROVIDER, Bucket.PROVIDER_DUE)).isEqualTo(COST);
        assertThat(rows()).isEmpty();
        assertThat(script.accounts
                        .statement()
                        .sessions()
                        .getLast()
                        .closing()
                        .orElseThrow()
                        .by())
                .isEqualTo(Session.EndedBy.SETTLEMENT);
    }

    private Wei held() {
        return script.balance(USER, Bucket.ON_HOLD);
    }

    private List<HoldRow> rows() {
        return script.accounts.statement().holds();
    }
}
