package dev.morlens.position.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.position.list.Listing.PageRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Parts of a list that changes between two of them. */
class KeyedPagesTest {

    private static final AsOf NOW = new AsOf(new BlockRef(7, Hash.ZERO, Instant.EPOCH), FinalityLevel.LATEST, false);

    private static final Predicate<String> ALL = item -> true;

    @Test
    void partsTileTheList() {
        List<String> items = List.of("a", "b", "c", "d", "e");
        for (int size = 1; size <= 6; size++) {
            List<String> found = new ArrayList<>();
            Optional<String> next = Optional.empty();
            do {
                Listing<String> part = page(items, ALL, "list", new PageRequest(size, next));
                found.addAll(part.items());
                next = part.next();
            } while (next.isPresent());
            assertThat(found).as("parts of %d", size).isEqualTo(items);
        }
    }

    @Test
    void whatCameSinceShiftsNothing() {
        String next = page(List.of("b", "d", "e"), ALL, "list", PageRequest.first(2))
                .next()
                .orElseThrow();
        assertThat(page(List.of("a", "b", "c", "d", "da", "e"), ALL, "list", new PageRequest(9, Optional.of(next)))
                        .items())
                .containsExactly("da", "e");
    }

    @Test
    void listGoesOnFromAnItemThatItStoppedShowing() {
        List<String> items = List.of("a", "b", "c", "d");
        String next = page(items, ALL, "list", PageRequest.first(2)).next().orElseThrow();
        assertThat(page(items, item -> !item.equals("b"), "list", new PageRequest(9, Optional.of(next)))
                        .items())
                .containsExactly("c", "d");
    }

    @Test
    void cursorOfAnItemThatIsGoneIsOrphaned() {
        String next = page(List.of("a", "b", "c"), ALL, "list", PageRequest.first(2))
                .next()
                .orElseThrow();
        assertThatThrownBy(() -> page(List.of("a", "c"), ALL, "list", new PageRequest(9, Optional.of(next))))
                .isInstanceOfSatisfying(
                        CursorException.class, e -> assertThat(e.isOrphaned()).isTrue());
    }

    @Test
    void cursorOfAnotherListAndNonsenseAreMalformed() {
        List<String> items = List.of("a", "b", "c");
        String next = page(items, ALL, "list", PageRequest.first(2)).next().orElseThrow();
        for (String cursor : List.of(next + "AA", "", "!!", "AAAA", next.substring(1))) {
            String list = cursor.equals(next + "AA") ? "other" : "list";
            assertThatThrownBy(() -> page(items, ALL, list, new PageRequest(9, Optional.of(cursor))))
                    .as(cursor)
                    .isInstanceOfSatisfying(
                            CursorException.class,
                            e -> assertThat(e.isOrphaned()).isFalse());
        }
        assertThatThrownBy(() -> page(items, ALL, "other", new PageRequest(9, Optional.of(next))))
                .isInstanceOfSatisfying(
                        CursorException.class, e -> assertThat(e.isOrphaned()).isFalse());
    }

    private static Listing<String> page(
            List<String> all, Predicate<String> wanted, String list, PageRequest pageRequest) {
        return KeyedPages.page(NOW, all, wanted, item -> item.getBytes(StandardCharsets.UTF_8), list, pageRequest);
    }
}
