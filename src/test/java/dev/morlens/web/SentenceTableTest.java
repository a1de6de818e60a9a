package dev.morlens.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.web.address.PlaceState;
import dev.morlens.web.address.StakedForOthersText;
import dev.morlens.web.session.SessionHeadline;
import dev.morlens.web.session.SessionPayment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every state has its row in the table of sentences, and the row says what the code says. */
class SentenceTableTest {

    /** Of which there are no amounts, so that the first sentence does not name them. */
    private static final Set<PlaceState> EMPTY = Set.of(
            PlaceState.NO_SESSION,
            PlaceState.ONLY_POOL_SESSIONS,
            PlaceState.NOTHING_LOCKED,
            PlaceState.NOTHING_CLAIMABLE);

    @Test
    void placesSayWhatTheTableSays() {
        assertThat(first(SentenceTable.PLACES, 2))
                .isEqualTo(table(
                        PlaceState.values(),
                        state -> List.of(
                                EMPTY.contains(state) ? SentenceTable.NOTHING : state.sentence(false),
                                state.note(false))));
    }

    @Test
    void hotWalletsAreToldWhatTheTableSays() {
        assertThat(first(SentenceTable.HOSTED, 1))
                .isEqualTo(table(StakedForOthersText.values(), state -> List.of(state.sentence())));
    }

    @Test
    void sessionsSayWhatTheTableSays() {
        assertThat(first(SentenceTable.SESSIONS, 2))
                .isEqualTo(table(
                        SessionHeadline.values(),
                        state -> List.of(state.sentence(), state.next().orElse(SentenceTable.NOTHING))));
    }

    @Test
    void paymentsSayWhatTheTableSays() {
        assertThat(first(SentenceTable.PAYMENTS, 2))
                .isEqualTo(table(SessionPayment.values(), state -> List.of(state.cost(), state.paid())));
    }

    private static <S extends Enum<S>> Map<String, List<String>> table(S[] states, Function<S, List<String>> says) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Arrays.stream(states).forEach(state -> rows.put(state.name(), says.apply(state)));
        return rows;
    }

    /** The first cells of each row, behind the state. */
    private static Map<String, List<String>> first(String section, int cells) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        SentenceTable.section(section).forEach((state, row) -> rows.put(state, row.subList(0, cells)));
        return rows;
    }
}
