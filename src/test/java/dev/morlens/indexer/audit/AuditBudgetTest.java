package dev.morlens.indexer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.ReadsPerCall;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.store.check.AuditedFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a pass of the audit may cost, and which addresses fit into it. */
class AuditBudgetTest {

    private static final ReadsPerCall MANY = new ReadsPerCall(500, 2_000);

    private final AtomicLong nanos = new AtomicLong();
    private final AuditBudget budget = new IntervalCallBudget(60, Duration.ofSeconds(30), nanos::get);

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void whatWasSpentIsMadeUpForBeforeTheNextPass() {
        assertThat(budget.left()).isEqualTo(60);
        budget.spent(60);
        pass(29);
        assertThat(budget.left()).isZero();
        pass(1);
        assertThat(budget.left()).isEqualTo(60);
        budget.spent(600);
        pass(299);
        assertThat(budget.left()).as("ten times as much").isZero();
        pass(1);
        assertThat(budget.left()).isEqualTo(60);
        budget.spent(2);
        pass(1);
        assertThat(budget.left()).isEqualTo(60);
        assertThat(budget.time(1_400)).isEqualTo(Duration.ofSeconds(700));
    }

    @Test
    void noneAreAllowedWhereThereIsNoAudit() {
        assertThat(new IntervalCallBudget(0, Duration.ofSeconds(30), nanos::get).left())
                .isZero();
    }

    @Test
    void addressesAreCountedByTheCallsThatTheyTake() {
        assertThat(new AuditCost(ReadsPerCall.ONE).calls(claim(3, 2))).isEqualTo(3 + 2 + 1 + 6);
        assertThat(new AuditCost(MANY).calls(claim(3, 2))).isEqualTo(2);
        assertThat(new AuditCost(MANY).calls(claim(1_000, 498))).isEqualTo(2 + 2);
    }

    @Test
    void asManyFitAsTogetherTakeSoManyCallsButOneAtLeast() {
        List<AuditedFigures> claims = Collections.nCopies(3_000, claim(3, 2));
        assertThat(new AuditCost(ReadsPerCall.ONE).fitting(claims, 60)).hasSize(5);
        assertThat(new AuditCost(ReadsPerCall.ONE).fitting(claims, 1)).hasSize(1);
        // 4,500 views in 9 calls and 6,300 words in 4; of one more, the views would take a tenth.
        assertThat(new AuditCost(MANY).fitting(claims, 13)).hasSize(900);
        assertThat(new AuditCost(MANY).fitting(claims, 2)).hasSize(100);
        assertThat(new AuditCost(MANY).addresses(60)).isGreaterThan(2_000);
        assertThat(new AuditCost(ReadsPerCall.ONE).addresses(60)).isEqualTo(15);
    }

    private static AuditedFigures claim(int holds, int sessions) {
        return new AuditedFigures(
                Address.ZERO,
                Map.of(),
                Collections.nCopies(holds, new StoredHold(Wei.of("1"), Instant.EPOCH)),
                Collections.nCopies(sessions, new SessionId(Hash.ZERO)),
                sessions,
                Map.of());
    }
}
