package dev.morlens.web.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Wei;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MorTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.00, 0",
        "1, < 0.01, 0.000000000000000001",
        "9999999999999999, < 0.01, 0.009999999999999999",
        "10000000000000000, 0.01, 0.01",
        "1999999999999999999, 1.99, 1.999999999999999999",
        "-1, > −0.01, -0.000000000000000001",
        "-1019999999999999999, −1.01, -1.019999999999999999"
    })
    void anAmountIsCutOffNeverRoundedUpAndKeepsAllItsDigits(String wei, String text, String exact) {
        MorText morText = MorText.of(Wei.of(wei));
        assertThat(morText.text()).isEqualTo(text);
        assertThat(morText.exact()).isEqualTo(exact);
    }

    @Test
    void approvalOfMoreThanThereIsIsOneOfAll() {
        assertThat(MorText.allowance(Wei.of(BigInteger.TWO.pow(256).subtract(BigInteger.ONE))))
                .isEqualTo("all of it");
        assertThat(MorText.allowance(Wei.of(BigInteger.TEN.pow(18)))).isEqualTo("1.00 MOR");
        assertThat(MorText.allowance(Wei.ZERO)).isEqualTo("0.00 MOR");
    }

    @Test
    void thousandsAreSetApart() {
        assertThat(MorText.of(Wei.of("20000000000000000000000")).text()).isEqualTo("20,000.00");
    }

    @Test
    void partsThatTogetherShowLessThanTheirSumSayWhatWasCutOff() {
        Wei wallet = Wei.of("19998475000000000000000");
        Wei held = Wei.of("1525000000000000000");
        assertThat(MorText.cutOff(wallet.plus(held), List.of(MorText.of(wallet), MorText.of(held))))
                .map(MorText::text)
                .contains("0.01");
    }

    @Test
    void partsThatVisiblySumSayNothing() {
        Wei part = Wei.of("1500000000000000000");
        assertThat(MorText.cutOff(part.plus(part), List.of(MorText.of(part), MorText.of(part))))
                .isEmpty();
    }
}
