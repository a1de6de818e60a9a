package dev.morlens.web.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.web.market.ProviderPage.ByModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownModelNameTest {

    private static final IdShortener PAGE = new IdShortener();
    private static final ByModel FIRST = named("0x" + "11".repeat(32), "Llama 4");
    private static final ByModel NAMESAKE = named("0x" + "22".repeat(32), "llama 4");
    private static final ByModel OTHER = named("0x" + "33".repeat(32), "Llama 5");

    @Test
    void aNameThatTwoModelsOfAListHaveIsTold() {
        List<ByModel> all = List.of(FIRST, NAMESAKE, OTHER);
        assertThat(all.stream().filter(one -> one.sharesName(all))).containsExactly(FIRST, NAMESAKE);
    }

    @Test
    void aModelThatIsListedTwiceSharesItsNameWithNobody() {
        List<ByModel> all = List.of(FIRST, FIRST, OTHER);
        assertThat(all.stream().filter(one -> one.sharesName(all))).isEmpty();
    }

    private static ByModel named(String id, String name) {
        return new ByModel(PAGE.of(id), name, null);
    }
}
