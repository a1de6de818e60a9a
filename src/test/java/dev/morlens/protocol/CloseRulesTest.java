package dev.morlens.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.math.HoldRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of codes and their rules (docs/protocol.md, P53). */
class CloseRulesTest {

    private static final String CODE = "0x" + "ab".repeat(32);

    @Test
    void entryNamesACodeAndItsRule() {
        CloseRules rules = CloseRules.of(List.of(CODE + "=day-lock", CODE + " = day-lock"));

        assertThat(rules.of(Hash.of(CODE))).contains(HoldRule.DAY_LOCK);
        assertThat(rules.of(Hash.ZERO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0xab=classic", "day-lock", "0xzz", "=pool"})
    void whatIsNoEntryIsRefusedWithWhatWouldBeOne(String entry) {
        assertThatThrownBy(() -> CloseRules.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("and classic, day-lock or pool, got '" + entry + "'");
    }

    @Test
    void unknownRuleAndTwoRulesOfOneCodeAreRefused() {
        assertThatThrownBy(() -> CloseRules.of(List.of(CODE + "=daylock"))).hasMessageContaining("=daylock'");
        assertThatThrownBy(() -> CloseRules.of(List.of(CODE + "=pool", CODE + "=classic")))
                .hasMessageContaining("beside pool");
    }
}
