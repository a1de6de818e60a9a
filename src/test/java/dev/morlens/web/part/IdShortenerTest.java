package dev.morlens.web.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdShortenerTest {

    private static final Address ONE = Address.of("0xabcd" + "11".repeat(16) + "ef01");
    private static final Address TWIN = Address.of("0xabcd" + "22".repeat(16) + "ef01");
    private static final Address OTHER = Address.of("0xabce" + "11".repeat(16) + "ef01");
    private static final String THIRD = "0xabcd" + "33".repeat(16) + "ef01";
    private static final String SESSION = "0xabcd" + "33".repeat(28) + "ef01";

    private final IdShortener idShortener = new IdShortener();

    @Test
    void whatLooksLikeNothingElseIsShortened() {
        IdText one = idShortener.of(ONE);
        idShortener.also(List.of(OTHER, ONE));
        assertThat(one.brief()).isEqualToIgnoringCase("0xabcd11…11ef01");
        assertThat(one.doubt()).isEmpty();
    }

    @Test
    void anIdNamedLaterIsToldFromOneNamedBefore() {
        IdText one = idShortener.of(ONE);
        IdText twin = idShortener.of(TWIN);
        assertThat(one.brief()).isEqualTo(ONE.checksummed());
        assertThat(twin.brief()).isEqualTo(TWIN.checksummed());
        assertThat(one.doubt()).hasValue("looks like " + TWIN.checksummed() + " but is another address");
    }

    @Test
    void lettersOfAnotherCaseMakeNoOtherId() {
        IdText one = idShortener.of(ONE);
        idShortener.of(ONE.toString());
        idShortener.in("of " + ONE.checksummed() + ".");
        assertThat(one.doubt()).isEmpty();
    }

    @Test
    void whatIsKnownOfOneOfSeveralIsSaidFirst() {
        idShortener.of(THIRD);
        IdText twin = idShortener.of(TWIN);
        idShortener.know(ONE, "which pays");
        assertThat(twin.doubt())
                .hasValue("looks like " + ONE.checksummed() + ", which pays, and 1 more but is another address");
        assertThat(idShortener.of(ONE).doubt().orElseThrow()).startsWith("is not to be taken for " + THIRD);
    }

    @Test
    void textsAreShortenedByTheSameRule() {
        String text = "Of " + SESSION + " and " + OTHER.checksummed() + ", 0xabcd.";
        idShortener.in(text);
        assertThat(idShortener.shortened(text))
                .isEqualTo("Of 0xabcd33…33ef01 and " + idShortener.of(OTHER).brief() + ", 0xabcd.");
        String twin = SESSION.replace('3', '4');
        idShortener.of(twin);
        idShortener.of(TWIN);
        assertThat(idShortener.shortened(text))
                .isEqualTo("Of " + SESSION + " (looks like " + twin + " but is another id) and "
                        + idShortener.of(OTHER).brief() + ", 0xabcd.");
    }
}
