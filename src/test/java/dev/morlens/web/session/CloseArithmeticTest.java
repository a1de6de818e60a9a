package dev.morlens.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Wei;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.close.DayRates.DayRate;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.protocol.math.StakeTerms;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.web.session.SessionExplainer.Explanation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A close after two seconds at a millionth of a MOR a second, on a day that turns a MOR of price into 300 of stake. */
class CloseArithmeticTest {

    private static final Wei HELD = Wei.of(600_000_000_000_000L);
    private static final StakeTerms RATE =
            new StakeTerms(Scene.milliMor(1_000), Scene.milliMor(3_000), Scene.milliMor(10));

    @Test
    void aHoldThatFollowsFromTheDaysFiguresIsCalculatedLineByLine() {
        assertThat(lines(HoldRule.DAY_LOCK, HELD, Optional.of(RATE)))
                .containsSubsequence(
                        "2 s × 0.000001 MOR a second = 0.000002 MOR, the price of that time.",
                        "A stake is worth 1 % of the day's compute balance times its share of all MOR. So that price takes a"
                                + " stake of 0.000002 MOR × 100 × 3 MOR of supply ÷ 1 MOR of compute balance = 0.0006 MOR (the"
                                + " contract's figures for that day, at block 7, the one before the close).",
                        "Held is that, or the user's part of the stake (5 MOR) if that is less: 0.0006 MOR, until 21 Nov"
                                + " 2026, 00:00:00 UTC.");
    }

    @Test
    void aHoldThatPaymentsInFrontOfItHaveMovedIsSaidToDiffer() {
        assertThat(lines(HoldRule.DAY_LOCK, HELD.plus(Wei.of(1)), Optional.of(RATE))
                        .getLast())
                .isEqualTo(
                        "Most often because payments to providers before this close, in its own block, had moved those figures,"
                                + " it held 0.000000000000000001 MOR more: 0.000600000000000001 MOR, until 21 Nov 2026, 00:00:00 UTC.");
    }

    @Test
    void withoutTheDaysFiguresTheHoldIsStillNamed() {
        assertThat(lines(HoldRule.DAY_LOCK, HELD, Optional.empty()))
                .noneMatch(line -> line.contains("compute balance"))
                .last()
                .asString()
                .contains("is held: 0.0006 MOR, until");
    }

    @ParameterizedTest
    @CsvSource({
        "CLASSIC, Only a close before the session's end",
        "DAY_LOCK, Any close before the UTC midnight",
        "POOL, that of the contract's newest version",
        "UNKNOWN, is not known"
    })
    void everyRuleIsExplainedAndNotOnlyNamed(HoldRule holdRule, String words) {
        assertThat(lines(holdRule, HELD, Optional.empty()).getFirst()).contains(words, "because the test says so.");
    }

    private static List<String> lines(HoldRule holdRule, Wei held, Optional<StakeTerms> rate) {
        Scene scene = new Scene("arithmetic");
        SessionId id = scene.open(Scene.person(1), Scene.person(2), Scene.milliMor(5_000), Duration.ofHours(1));
        scene.mine(Scene.START.plusSeconds(2));
        scene.close(id, held);
        FakeStores stores = new FakeStores();
        stores.show("any", scene);
        Session session =
                stores.read("any", networkReads -> networkReads.session(id)).orElseThrow();
        SessionFacts facts = session.facts();
        CloseTerms terms = CloseTerms.of(
                holdRule,
                facts.openedAt(),
                facts.endsAt(),
                session.closing().orElseThrow().closedAt(),
                session.stake(),
                facts.pricePerSecond(),
                false);
        RulePeriod period = new RulePeriod(Optional.empty(), holdRule, "the test says so", Optional.empty());
        return CloseArithmetic.lines(
                session,
                new Explanation(
                        period,
                        terms,
                        Optional.of(held),
                        rate.map(figures -> new DayRate(figures, 7)),
                        Optional.empty()));
    }
}
