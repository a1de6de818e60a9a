package dev.morlens.position.list;

import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.value.Address;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.list.Listing.PageRequest;
import dev.morlens.position.time.AsOfReader;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.store.criteria.SessionPhase;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListServiceTest {

    private static final String NETWORK = "local";
    private static final Address ANN = person(1);
    private static final MovementCriteria ALL = new MovementCriteria(ANN, Optional.empty());

    private final FakeStores stores = new FakeStores();
    private final ListService listService =
            new ListService(new AsOfReader(new SnapshotReader(stores, new IndexStatusRegistry()), null));
    private final Scene scene = acted(7);

    @Test
    void goingOnPartByPartShowsEveryItemOnceNewestFirst() {
        List<Movement> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Listing<Movement> part = listService.movements(NETWORK, ALL, new PageRequest(3, cursor));
            seen.addAll(part.items());
            cursor = part.next();
        } while (cursor.isPresent());
        assertThat(seen)
                .isEqualTo(listService
                        .movements(NETWORK, ALL, PageRequest.first(100))
                        .items())
                .hasSize(7);
    }

    @Test
    void aListThatEndsExactlyHasNoNext() {
        assertThat(listService.movements(NETWORK, ALL, PageRequest.first(7)).next())
                .isEmpty();
        assertThat(listService.movements(NETWORK, ALL, PageRequest.first(6)).next())
                .isPresent();
    }

    @Test
    void aCursorOfAnotherListOrNetworkIsRefused() {
        String cursor =
                listService.movements(NETWORK, ALL, PageRequest.first(2)).next().orElseThrow();
        stores.show("other", scene);
        MovementCriteria other = new MovementCriteria(person(2), Optional.empty());
        assertThatThrownBy(() -> listService.movements(NETWORK, other, new PageRequest(2, Optional.of(cursor))))
                .hasMessageContaining("another list");
        assertThatThrownBy(() -> listService.movements("other", ALL, new PageRequest(2, Optional.of(cursor))))
                .hasMessageContaining("another list");
    }

    @Test
    void aCursorWhosePlaceWasReorganisedAwayIsOrphaned() {
        String cursor =
                listService.movements(NETWORK, ALL, PageRequest.first(2)).next().orElseThrow();
        stores.show(NETWORK, new Scene("fork"));
        assertThatThrownBy(() -> listService.movements(NETWORK, ALL, new PageRequest(2, Optional.of(cursor))))
                .isInstanceOfSatisfying(
                        CursorException.class, e -> assertThat(e.isOrphaned()).isTrue());
    }

    @Test
    void everyDamagedCursorIsRefused() {
        String cursor =
                listService.movements(NETWORK, ALL, PageRequest.first(2)).next().orElseThrow();
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'Q' : 'A';
            String damaged = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThatThrownBy(() -> listService.movements(NETWORK, ALL, new PageRequest(2, Optional.of(damaged))))
                    .as("digit %d", i)
                    .isInstanceOf(CursorException.class);
        }
    }

    @Test
    void sessionsComeWithTheirHoldsAndInTheirPresentState() {
        SessionId closed = scene.open(ANN, person(9), milliMor(10), Duration.ofHours(1));
        SessionId overdue = scene.open(ANN, person(9), milliMor(10), Duration.ofMinutes(5));
        SessionId open = scene.open(ANN, person(9), milliMor(10), Duration.ofHours(1));
        scene.close(closed, milliMor(4));
        scene.mine(scene.head().time().plus(Duration.ofMinutes(10)));
        var found = listService
                .sessions(NETWORK, SessionFilter.ofUser(ANN, Optional.empty()), PageRequest.first(9))
                .items();
        assertThat(found).extracting(at -> at.session().id()).containsExactly(open, overdue, closed);
        assertThat(found)
                .extracting(SessionAt::state)
                .containsExactly(SessionPhase.OPEN, SessionPhase.OVERDUE, SessionPhase.CLOSED);
        assertThat(found.getLast().hold().orElseThrow().amount()).isEqualTo(milliMor(4));
    }

    private Scene acted(int mints) {
        Scene acted = new Scene(NETWORK);
        for (int i = 0; i < mints; i++) {
            acted.mint(ANN, milliMor(i + 100));
        }
        stores.show(NETWORK, acted);
        return acted;
    }
}
