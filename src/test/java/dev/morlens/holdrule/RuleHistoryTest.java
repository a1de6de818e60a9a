package dev.morlens.holdrule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.PreviewStage;
import dev.morlens.protocol.CloseRules;
import dev.morlens.protocol.abi.Selectors;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.testing.Counts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of a played chain with both upgrades, from its logs alone. */
class RuleHistoryTest {

    private static final CloseRules NONE = CloseRules.of(List.of());

    @Test
    void functionsThatTellHaveTheirSelectors() {
        assertThat(Selectors.SETTLE_EXPIRED_SESSION).isEqualTo(0xc1934a65);
        assertThat(Selectors.CLOSE_SESSION).isEqualTo(0x42f77a31);
    }

    @Test
    void everyVersionIsToldByWhatItsClosesDid() {
        try (PreviewStage stage = new PreviewStage(Counts.seed("RulesTest"), 1)) {
            assertThat(told(stage)).containsExactly(HoldRule.UNKNOWN);
            Session first = closeLate(stage);
            assertThat(told(stage)).containsExactly(HoldRule.CLASSIC);

            stage.chain.upgrade("daylock");
            assertThat(told(stage)).containsExactly(HoldRule.CLASSIC, HoldRule.UNKNOWN);
            Session second = closeLate(stage);
            assertThat(told(stage)).containsExactly(HoldRule.CLASSIC, HoldRule.DAY_LOCK);

            stage.chain.upgrade("pool");
            Session open = stage.session(stage.chain.scenario("running-session"));
            assertThat(told(stage)).containsExactly(HoldRule.CLASSIC, HoldRule.DAY_LOCK, HoldRule.POOL);
            RuleHistory ruleHistory = stage.rules(NONE);
            assertThat(List.of(first, second, open))
                    .extracting(session ->
                            ruleHistory.of(stage.network.name(), session).rule())
                    .containsExactly(HoldRule.CLASSIC, HoldRule.DAY_LOCK, HoldRule.POOL);
            BlockRef upgrade =
                    ruleHistory.of(stage.network.name(), second).since().orElseThrow();
            assertThat(upgrade.number())
                    .isLessThan(second.closing().orElseThrow().at().block().number());
        }
    }

    @Test
    void knownCodeTellsTheRuleBeforeAnyCloseAndUnknownCodeIsFlagged() {
        try (PreviewStage stage = new PreviewStage(Counts.seed("RulesTest"), 1)) {
            CloseRules known = CloseRules.of(stage.chain.closeRules());
            stage.chain.upgrade("daylock");
            stage.chain.upgrade("pool");
            stage.chain.upgradeToUnknownCode("daylock");
            assertThat(told(stage, known))
                    .containsExactly(HoldRule.CLASSIC, HoldRule.DAY_LOCK, HoldRule.POOL, HoldRule.UNKNOWN);
            closeLate(stage);

            assertThat(told(stage, known))
                    .containsExactly(HoldRule.CLASSIC, HoldRule.DAY_LOCK, HoldRule.POOL, HoldRule.DAY_LOCK);
            List<RulePeriod> timeline = stage.rules(known).timeline(stage.network.name());
            assertThat(timeline)
                    .extracting(period -> period.closer().orElseThrow().known())
                    .containsExactly(true, true, true, false);
            assertThat(timeline.getLast().how())
                    .contains("left a hold", "the code of the contract that closes sessions is not known here");
        }
    }

    @Test
    void tableThatClosesContradictIsNotBelieved() {
        try (PreviewStage stage = new PreviewStage(Counts.seed("RulesTest"), 1)) {
            CloseRules wrong = CloseRules.of(stage.chain.closeRules().stream()
                    .map(entry -> entry.replace("=classic", "=day-lock"))
                    .toList());
            assertThat(told(stage, wrong)).containsExactly(HoldRule.DAY_LOCK);
            closeLate(stage);

            assertThat(told(stage, wrong)).containsExactly(HoldRule.UNKNOWN);
            assertThat(stage.rules(wrong).inForce(stage.network.name()).how())
                    .contains("known as day-lock, but session", "left no hold");
        }
    }

    /** On the day of its end, a minute after it. */
    private static Session closeLate(PreviewStage stage) {
        Session session = stage.session(stage.chain.scenario("running-session"));
        assertThat(stage.close(session, session.facts().endsAt().plusSeconds(60)))
                .isTrue();
        stage.catchUp();
        return stage.read(networkReads -> networkReads.session(session.id())).orElseThrow();
    }

    private static List<HoldRule> told(PreviewStage stage) {
        return told(stage, NONE);
    }

    private static List<HoldRule> told(PreviewStage stage, CloseRules known) {
        stage.catchUp();
        return stage.rules(known).timeline(stage.network.name()).stream()
                .map(RulePeriod::rule)
                .toList();
    }
}
