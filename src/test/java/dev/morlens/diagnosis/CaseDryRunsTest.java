package dev.morlens.diagnosis;

import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.rule.session.OverdueOutcome;
import dev.morlens.ledger.entry.Session;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which of many sessions past their end are tried. */
class CaseDryRunsTest {

    private static final Address ANN = person(1);
    private static final Function<Session, OverdueOutcome> SAME = session -> OverdueOutcome.CLOSABLE;

    @Test
    void theOldestAndTheLargestAreTriedFirstAndNeverMoreThanThree() {
        List<Session> overdue = overdue(5, 4, 3, 9, 2);
        assertThat(CaseDryRuns.chosen(overdue, session -> false, SAME, 5))
                .containsExactly(overdue.get(0), overdue.get(3), overdue.get(1));
    }

    @Test
    void aSettlementTakesATransactionOfItsOwnAndFiveAreTheMost() {
        List<Session> overdue = overdue(5, 4, 3, 9, 2);
        assertThat(CaseDryRuns.chosen(overdue, session -> true, SAME, 5))
                .containsExactly(overdue.get(0), overdue.get(3));
        assertThat(CaseDryRuns.chosen(overdue, session -> true, SAME, 3)).containsExactly(overdue.get(0));
    }

    @Test
    void anOldestSessionThatIsTheLargestIsTriedOnce() {
        List<Session> overdue = overdue(9, 1);
        assertThat(CaseDryRuns.chosen(overdue, session -> false, SAME, 5)).isEqualTo(overdue);
        assertThat(CaseDryRuns.chosen(List.of(), session -> false, SAME, 5)).isEmpty();
    }

    @Test
    void ofEachReasonOneIsTriedBeforeMoreOfTheSame() {
        List<Session> overdue = overdue(9, 1, 1, 2, 3);
        Map<Session, OverdueOutcome> reasons = Map.of(
                overdue.get(3), OverdueOutcome.SHORT_OF_BALANCE, overdue.get(4), OverdueOutcome.SHORT_OF_ALLOWANCE);
        Function<Session, OverdueOutcome> reason = session -> reasons.getOrDefault(session, OverdueOutcome.CLOSABLE);
        assertThat(CaseDryRuns.chosen(overdue, session -> false, reason, 5))
                .containsExactly(overdue.get(0), overdue.get(3), overdue.get(4));
        assertThat(CaseDryRuns.chosen(overdue, session -> false, reason, 2))
                .containsExactly(overdue.get(0), overdue.get(3));
    }

    /** In the order of their ends. */
    private static List<Session> overdue(int... stakes) {
        Scene scene = new Scene("local");
        scene.mint(ANN, milliMor(1_000_000));
        for (int stake : stakes) {
            scene.open(ANN, person(3), milliMor(stake), Duration.ofHours(1));
        }
        scene.mine(scene.head().time().plus(Duration.ofHours(2)));
        FakeStores stores = new FakeStores();
        stores.show("local", scene);
        return stores.read(
                "local",
                networkReads -> networkReads
                        .sessionGroups(ANN, scene.head().time(), 50)
                        .overdue()
                        .first());
    }
}
