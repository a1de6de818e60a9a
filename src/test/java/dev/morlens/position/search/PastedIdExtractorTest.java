package dev.morlens.position.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastedIdExtractorTest {

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
        assertThat(PastedIdExtractor.in(pasted.formatted(ADDRESS))).isEqualTo(ADDRESS);
        assertThat(PastedIdExtractor.in(pasted.formatted(HASH))).isEqualTo(HASH);
    }

    /** A web page breaks long words by invisible characters, a mail program by lines, a table by blanks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b",
                "\u200c",
                "\u200d",
                "\u2060",
                "\ufeff",
                "\u00ad",
                "\u200e",
                "\u202e",
                "\u2066",
                "\u034f",
                "\ufe0f",
                "\u3164",
                " ",
                "\u00a0",
                "\u202f",
                "\u2009",
                "\u3000",
                "\t",
                "\n",
                "\r\n",
                "\u2028",
                "\u0085",
                " \n \u200b"
            })
    void whatCannotBeSeenInsideAnIdIsDropped(String unseen) {
        for (String id : List.of(ADDRESS, HASH)) {
            for (int at : List.of(1, 2, 20, id.length() - 1)) {
                String broken = id.substring(0, at) + unseen + id.substring(at);
                assertThat(PastedIdExtractor.in(broken)).isEqualTo(id);
                assertThat(PastedIdExtractor.in("https://basescan.org/x/" + broken + "?a=1"))
                        .isEqualTo(id);
            }
        }
        assertThat(PastedIdExtractor.in(String.join(unseen, ADDRESS.split("")))).isEqualTo(ADDRESS);
    }

    @Test
    void twoIdsThatAreOnlyApartByABlankAreRefused() {
        String other = "0x" + "12".repeat(20);
        for (String two : List.of(
                ADDRESS + " " + other,
                ADDRESS + "\n" + ADDRESS,
                "https://x.org/address/" + ADDRESS + " https://x.org/address/" + other,
                "https://x.org/address/" + ADDRESS + "/ " + other)) {
            assertThatThrownBy(() -> PastedIdExtractor.in(two)).as(two).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1inch.eth", "123", "0x", "0x12", "vitalik", "https://basescan.org/", "/", "//"})
    void anythingElseIsRefusedWithWhatWouldBeAnId(String text) {
        assertThatThrownBy(() -> PastedIdExtractor.in(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("40 hexadecimal digits");
    }

    @Test
    void aPartOfAnIdAndTwoIdsAreRefused() {
        assertThatThrownBy(() -> PastedIdExtractor.in(ADDRESS.substring(0, 41)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PastedIdExtractor.in(ADDRESS + "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PastedIdExtractor.in("https://x.org/tx/" + HASH + "/" + ADDRESS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
