package dev.morlens.market.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.state.Provider;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a provider can still be paid (docs/protocol.md, P33 and P37). */
class PaymentLimitTest {

    private static final Instant END = Instant.ofEpochSecond(1_800_000_000);
    private static final Wei STAKE = Wei.of(100);

    @Test
    void whatWasEarnedInARunningPeriodIsUsedUpToAndAtItsEnd() {
        PaymentLimit running = new PaymentLimit(Wei.of(30), Wei.of(70), Optional.of(END));
        assertThat(PaymentLimit.of(provider(30), END.minusSeconds(1))).isEqualTo(running);
        assertThat(PaymentLimit.of(provider(30), END)).isEqualTo(running);
    }

    @Test
    void afterThePeriodsEndAllOfTheStakeIsLeft() {
        assertThat(PaymentLimit.of(provider(30), END.plusSeconds(1)))
                .isEqualTo(new PaymentLimit(Wei.ZERO, STAKE, Optional.empty()));
    }

    @Test
    void whoeverEarnedAllOfTheStakeOrMoreHasNothingLeft() {
        assertThat(PaymentLimit.of(provider(100), END).left()).isEqualTo(Wei.ZERO);
        assertThat(PaymentLimit.of(provider(101), END).left()).isEqualTo(Wei.ZERO);
    }

    private static Provider provider(long earned) {
        return new Provider(Address.ZERO, "", STAKE, END.minusSeconds(31_536_000), END, Wei.of(earned), false);
    }
}
