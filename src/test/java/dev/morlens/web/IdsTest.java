package dev.morlens.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Address ONE = Address.of("0xabcd" + "11".repeat(16) + "ef01");
    private static final Address TWIN = Address.of("0xabcd" + "22".repeat(16) + "ef01");
    private static final Address OTHER = Address.of("0xabce" + "11".repeat(16) + "ef01");
    private static final String THIRD = "0xabcd" + "33".repeat(16) + "ef01";
    private static final String SESSION = "0xabcd" + "33".repeat(28) + "ef01";

    private final Ids ids = new Ids();

    @Test
    void whatLooksLikeNothingElseIsShortened() {
        Id one = ids.of(ONE);
        ids.also(List.of(OTHER, ONE));
        assertThat(one.brief()).isEqualToIgnoringCase("0xabcd11…11ef01");
        assertThat(one.doubt()).isEmpty();
    }

    @Test
    void anIdNamedLaterIsToldFromOneNamedBefore() {
        Id one = ids.of(ONE);
        Id twin = ids.of(TWIN);
        assertThat(one.brief()).isEqualTo(ONE.checksummed());
        assertThat(twin.brief()).isEqualTo(TWIN.checksummed());
        assertThat(one.doubt()).hasValue("looks like " + TWIN.checksummed() + " but is another address");
    }

    @Test
    void lettersOfAnotherCaseMakeNoOtherId() {
        Id one = ids.of(ONE);
        ids.of(ONE.toString());
        ids.in("of " + ONE.checksummed() + ".");
        assertThat(one.doubt()).isEmpty();
    }

    @Test
    void whatIsKnownOfOneOfSeveralIsSaidFirst() {
        ids.of(THIRD);
        Id twin = ids.of(TWIN);
        ids.know(ONE, "which pays");
        assertThat(twin.doubt())
                .hasValue("looks like " + ONE.checksummed() + ", which pays, and 1 more but is another address");
        assertThat(ids.of(ONE).doubt().orElseThrow()).startsWith("is not to be taken for " + THIRD);
    }

    @Test
    void textsAreShortenedByTheSameRule() {
        String text = "Of " + SESSION + " and " + OTHER.checksummed() + ", 0xabcd.";
        ids.in(text);
        assertThat(ids.shortened(text))
                .isEqualTo("Of 0xabcd33…33ef01 and " + ids.of(OTHER).brief() + ", 0xabcd.");
        String twin = SESSION.replace('3', '4');
        ids.of(twin);
        ids.of(TWIN);
        assertThat(ids.shortened(text))
                .isEqualTo("Of " + SESSION + " (looks like " + twin + " but is another id) and "
                        + ids.of(OTHER).brief() + ", 0xabcd.");
    }
}
