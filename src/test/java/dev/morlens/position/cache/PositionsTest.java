package dev.morlens.position.cache;

import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.position.head.PositionsConfig;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.AddressesAudited;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private static final String NETWORK = "local";
    private static final Address ANN = person(1);
    private static final Address BEN = person(2);

    private final FakeStores stores = new FakeStores();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Positions positions =
            new Positions(new SnapshotReader(stores, new IndexStatusRegistry()), config(), meters);
    private final Scene scene = new Scene(NETWORK);

    @BeforeEach
    void annHasFiveMor() {
        stores.show(NETWORK, scene);
        scene.mint(ANN, milliMor(5000));
    }

    @Test
    void aSecondQuestionNeedsNoQueryAndGetsTheSameObject() {
        positions.of(NETWORK, ANN);
        Position second = positions.of(NETWORK, ANN);
        assertThat(positions.of(NETWORK, ANN)).isSameAs(second);
        assertThat(stores.reads()).isEqualTo(1);
    }

    @Test
    void aTouchedAddressThatWasReadLatelyIsThereAgainBeforeAnybodyAsks() {
        positions.of(NETWORK, ANN);
        scene.transfer(ANN, BEN, milliMor(1000));
        land(ANN, BEN);
        int before = stores.reads();
        assertThat(wallet(ANN)).isEqualTo(4000);
        assertThat(stores.reads()).isEqualTo(before);
    }

    @Test
    void anUntouchedAddressIsServedAtTheNewHeadWithoutAQuery() {
        positions.of(NETWORK, ANN);
        scene.mint(BEN, milliMor(1));
        land(BEN);
        int before = stores.reads();
        assertThat(positions.of(NETWORK, ANN).asOf().block()).isEqualTo(scene.head());
        assertThat(stores.reads()).isEqualTo(before);
    }

    @Test
    void aLoadThatBeganBeforeALandingIsNotKeptAfterIt() {
        positions.of(NETWORK, BEN);
        stores.afterNextRead(() -> {
            scene.transfer(ANN, BEN, milliMor(1000));
            land(ANN, BEN);
        });
        assertThat(wallet(ANN)).as("of the block it was read at").isEqualTo(5000);
        assertThat(wallet(ANN)).as("of the new head").isEqualTo(4000);
    }

    @Test
    void aLoadThatSeesABlockBeforeItIsAnnouncedIsNotKeptUnderTheOldHead() {
        positions.of(NETWORK, BEN);
        scene.transfer(ANN, BEN, milliMor(1000));
        assertThat(positions.of(NETWORK, ANN).asOf().block()).isEqualTo(scene.head());
        assertThat(positions.cached(NETWORK, ANN)).isEmpty();
    }

    @Test
    void whatWasReadIsServedAsOldWhileTheDatabaseIsAway() {
        positions.of(NETWORK, ANN);
        stores.down(true);
        assertThatThrownBy(() -> positions.of(NETWORK, BEN)).isInstanceOf(StoreUnavailableException.class);
        assertThat(positions.of(NETWORK, ANN).asOf().stale()).isTrue();
        assertThat(positions.of(NETWORK, List.of(ANN)).getFirst().asOf().stale())
                .isTrue();
        assertThatThrownBy(() -> positions.of(NETWORK, List.of(ANN, BEN)))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aLandingWhoseTouchedAddressesCannotBeReadDropsThem() {
        positions.of(NETWORK, ANN);
        scene.transfer(ANN, BEN, milliMor(1000));
        stores.down(true);
        land(ANN, BEN);
        assertThat(positions.cached(NETWORK, ANN)).isEmpty();
        stores.down(false);
        assertThat(wallet(ANN)).isEqualTo(4000);
    }

    @Test
    void aHeadThatMovedUnheardEmptiesWhatIsAtHand() {
        positions.of(NETWORK, ANN);
        scene.transfer(ANN, BEN, milliMor(1000));
        positions.lookAtHead(NETWORK);
        assertThat(wallet(ANN)).isEqualTo(4000);
    }

    @Test
    void aHeadFoundBeforeALandingIsNotAnnouncedAfterIt() {
        positions.of(NETWORK, ANN);
        stores.afterNextRead(() -> {
            scene.transfer(ANN, BEN, milliMor(1000));
            land(ANN, BEN);
        });
        positions.lookAtHead(NETWORK);
        assertThat(positions.of(NETWORK, ANN).asOf().block()).isEqualTo(scene.head());
        assertThat(wallet(ANN)).isEqualTo(4000);
    }

    @Test
    void anAddressThatWasAuditedIsReadAnew() {
        positions.of(NETWORK, ANN);
        positions.audited(new AddressesAudited(NETWORK, Set.of(ANN)));
        assertThat(positions.cached(NETWORK, ANN)).isEmpty();
    }

    @Test
    void aLoadThatBeganBeforeAnAuditIsNotKeptAfterIt() {
        positions.of(NETWORK, BEN);
        stores.afterNextRead(() -> positions.audited(new AddressesAudited(NETWORK, Set.of(ANN))));
        positions.of(NETWORK, ANN);
        assertThat(positions.cached(NETWORK, ANN)).isEmpty();
    }

    @Test
    void hitsAndMissesAreCounted() {
        positions.of(NETWORK, ANN);
        positions.of(NETWORK, ANN);
        assertThat(meters.get("cache.gets")
                        .tags("cache", "morlens.positions", "result", "hit")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aVersionStaysAtNewHeadsAndChangesWithABlockThatTouchesAnAuditAndAReorganisation() {
        land(ANN, BEN);
        long first = version(ANN);
        BlockRef fork = scene.head();
        scene.mint(BEN, milliMor(1));
        land(BEN);
        assertThat(version(ANN)).isEqualTo(first);
        assertThat(version(BEN)).isNotEqualTo(first);
        scene.transfer(ANN, BEN, milliMor(1));
        land(ANN, BEN);
        long touched = version(ANN);
        positions.audited(new AddressesAudited(NETWORK, Set.of(ANN)));
        long audited = version(ANN);
        positions.landed(new HeadChanged(NETWORK, fork, Set.of(BEN)));
        long undone = version(ANN);
        positions.landed(new HeadChanged(NETWORK, scene.head(), Set.of(BEN), Set.of(ANN)));
        long mentioned = version(ANN);
        positions.landed(new HeadChanged(NETWORK, scene.head(), Set.of(), Set.of(), true));
        assertThat(Set.of(first, touched, audited, undone, mentioned, version(ANN)))
                .as("an upgrade concerns everybody")
                .hasSize(6);
    }

    private long version(Address address) {
        return positions.standing(NETWORK, address).orElseThrow().version();
    }

    private long wallet(Address address) {
        return positions.of(NETWORK, address).balance(Bucket.WALLET).value().longValueExact() / 1_000_000_000_000_000L;
    }

    private void land(Address... touched) {
        positions.landed(new HeadChanged(NETWORK, scene.head(), Set.of(touched)));
    }

    private static PositionsConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(Map.of(
                        "morlens.positions.cache-bytes", "1000000",
                        "morlens.positions.refresh-if-read-within", "PT10M",
                        "morlens.positions.refresh-at-most", "10",
                        "morlens.positions.warm-at-most", "10",
                        "morlens.positions.head-poll-interval", "PT1H",
                        "morlens.positions.node-timeout", "PT1S",
                        "morlens.positions.live-per-minute", "0",
                        "morlens.positions.live-timeout", "PT1S"))
                .withMapping(PositionsConfig.class)
                .build()
                .getConfigMapping(PositionsConfig.class);
    }
}
