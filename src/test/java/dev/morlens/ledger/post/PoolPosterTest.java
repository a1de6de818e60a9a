package dev.morlens.ledger.post;

import static dev.morlens.ledger.EventScript.DIAMOND;
import static dev.morlens.ledger.EventScript.ENDS;
import static dev.morlens.ledger.EventScript.MIDNIGHT;
import static dev.morlens.ledger.EventScript.OPENED;
import static dev.morlens.ledger.EventScript.OTHER;
import static dev.morlens.ledger.EventScript.USER;
import static dev.morlens.ledger.EventScript.id;
import static dev.morlens.ledger.EventScript.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.EventScript;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.ledger.entry.PoolEntry;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceDebited;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceHoldCreated;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceReleased;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceWithdrawQueued;
import dev.morlens.protocol.event.ProtocolEvent.PendingWithdrawalPaid;
import dev.morlens.protocol.event.ProtocolEvent.StakingAllowanceFunded;
import dev.morlens.protocol.event.ProtocolEvent.StakingAllowanceRevoked;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A grant's figures from its events alone (docs/protocol.md, P39, P40 and P41): the funder is the other one, the user
 * is hot.
 */
class PoolPosterTest {

    private final EventScript script = new EventScript();

    @BeforeEach
    void fundAndStake() {
        script.post(OPENED, transfer(OTHER, DIAMOND, 100), new StakingAllowanceFunded(OTHER, USER, Wei.of(100)));
        script.post(OPENED, new AllowanceDebited(USER, OTHER, Wei.of(70), id(1)));
    }

    @Test
    void whatIsFundedIsThePrincipalAndWhatIsDebitedIsLocked() {
        assertThat(sum(PoolEntry::principal)).isEqualTo(Wei.of(100));
        assertThat(sum(PoolEntry::locked)).isEqualTo(Wei.of(70));
        assertThat(script.balance(OTHER, Bucket.STAKING_POOL)).isEqualTo(Wei.of(100));
    }

    @Test
    void whatIsReleasedAtTheCloseIsFreeAndNoHoldMatures() {
        script.post(ENDS, new AllowanceReleased(USER, OTHER, Wei.of(50)));
        script.post(ENDS, new AllowanceHoldCreated(USER, OTHER, Wei.of(20), MIDNIGHT));

        assertThat(sum(PoolEntry::locked)).isEqualTo(Wei.of(20));
        assertThat(sum(PoolEntry::held)).isEqualTo(Wei.of(20));
    }

    @Test
    void theWholeAmountOfADayThatIsOverMatures() {
        script.post(ENDS, new AllowanceReleased(USER, OTHER, Wei.of(50)));
        script.post(ENDS, new AllowanceHoldCreated(USER, OTHER, Wei.of(20), MIDNIGHT));
        script.post(MIDNIGHT, new AllowanceReleased(USER, OTHER, Wei.of(20)));

        assertThat(sum(PoolEntry::locked)).isEqualTo(Wei.ZERO);
        assertThat(sum(PoolEntry::held)).isEqualTo(Wei.ZERO);
    }

    @Test
    void theSameAmountBeforeThatMidnightIsOfAnotherSession() {
        script.post(ENDS, new AllowanceHoldCreated(USER, OTHER, Wei.of(20), MIDNIGHT));
        script.post(MIDNIGHT.minusSeconds(1), new AllowanceReleased(USER, OTHER, Wei.of(20)));

        assertThat(sum(PoolEntry::locked)).isEqualTo(Wei.of(50));
        assertThat(sum(PoolEntry::held)).isEqualTo(Wei.of(20));
    }

    @Test
    void queueingLowersThePrincipalAndPayingLowersTheQueue() {
        script.post(ENDS, new AllowanceWithdrawQueued(OTHER, USER, Wei.of(60)));
        assertThat(sum(PoolEntry::principal)).isEqualTo(Wei.of(40));
        assertThat(sum(PoolEntry::pending)).isEqualTo(Wei.of(60));
        assertThat(script.balance(OTHER, Bucket.STAKING_POOL)).isEqualTo(Wei.of(100));

        script.post(MIDNIGHT, transfer(DIAMOND, OTHER, 60), new PendingWithdrawalPaid(OTHER, USER, Wei.of(60)));
        assertThat(sum(PoolEntry::pending)).isEqualTo(Wei.ZERO);
        assertThat(script.balance(OTHER, Bucket.STAKING_POOL)).isEqualTo(Wei.of(40));
    }

    @Test
    void aFunderWhoseGrantIsRevokedIsStillKnownWithItsPrincipal() {
        script.post(ENDS, new StakingAllowanceRevoked(OTHER, USER));

        assertThat(sum(PoolEntry::principal)).isEqualTo(Wei.of(100));
        assertThat(entries().getLast().terms().orElseThrow().revoked()).isTrue();
        assertThat(entries()).extracting(PoolEntry::grant).containsOnly(new Grant(OTHER, USER));
    }

    private List<PoolEntry> entries() {
        return script.accounts.statement().poolEntries();
    }

    private Wei sum(Function<PoolEntry, Wei> part) {
        return Wei.sum(entries().stream().map(part).toList());
    }
}
