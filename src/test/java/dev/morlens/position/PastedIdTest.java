package dev.morlens.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastedIdTest {

    private static final String ADDRESS = "0x7431aDa8a591C955a994a21710752EF9b882b8e3";
    private static final String HASH = "0x" + "ab".repeat(32);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "  %s\n",
                "\u200b%s\u2060",
                "https://base.blockscout.com/address/%s",
                "https://basescan.org/address/%s#tokentxns",
                "https://basescan.org/address/%s?a=1",
                "basescan.org/address/%s/",
                "https://morlens.example/base/address/%s/holds"
            })
    void theIdIsFoundInWhatPeoplePaste(String pasted) {
        assertThat(PastedId.in(pasted.formatted(ADDRESS))).isEqualTo(ADDRESS);
        assertThat(PastedId.in(pasted.formatted(HASH))).isEqualTo(HASH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1inch.eth", "123", "0x", "0x12", "vitalik", "https://basescan.org/", "/", "//"})
    void anythingElseIsRefusedWithWhatWouldBeAnId(String text) {
        assertThatThrownBy(() -> PastedId.in(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("40 hexadecimal digits");
    }

    @Test
    void aPartOfAnIdAndTwoIdsAreRefused() {
        assertThatThrownBy(() -> PastedId.in(ADDRESS.substring(0, 41))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PastedId.in(ADDRESS + "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PastedId.in("https://x.org/tx/" + HASH + "/" + ADDRESS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
