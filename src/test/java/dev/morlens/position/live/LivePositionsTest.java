package dev.morlens.position.live;

import static dev.morlens.testing.scene.Scene.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.ask.Requester;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.position.cache.Position;
import dev.morlens.position.head.PositionsConfig;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.NetworkNodes;
import dev.morlens.protocol.abi.HoldSlots;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.feed.Verification;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.server.Shares;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint128;
import org.web3j.abi.datatypes.generated.Uint256;

/** What rows on hold cost of the live answers' budget, on a contract in which people have as many as a test says. */
class LivePositionsTest {

    private static final Address ANN = person(1);
    private static final Address BEN = person(2);
    private static final Network NETWORK =
            new Network("local", "Local chain", 1, person(70), Scene.DIAMOND, Optional.empty(), OptionalLong.empty());

    private final Map<Hash, Hash> lengths = new HashMap<>();
    private final AtomicInteger words = new AtomicInteger();

    @Test
    void fewRowsCostNoMoreThanNone() {
        held(ANN, 100);
        LivePositions live = live(2);

        Position position = of(live, ANN);

        assertThat(position.knows(Bucket.ON_HOLD)).isTrue();
        assertThat(position.holds().due().count()).isEqualTo(100);
        assertThat(of(live, BEN).holds().count()).isZero();
        assertUsedUp(live);
    }

    @Test
    void manyRowsCostByTheirNumber() {
        held(ANN, 250);
        LivePositions live = live(5);

        Position position = of(live, ANN);

        assertThat(position.asOf().incomplete()).doesNotContain(Bucket.ON_HOLD);
        assertThat(position.balance(Bucket.ON_HOLD)).isEqualTo(Wei.of(250));
        assertThat(words).as("words of storage").hasValue(1 + 2 * 250);
        of(live, BEN);
        assertUsedUp(live);
    }

    @Test
    void whoeverCannotPayForManyRowsIsToldTheRestAndWhatIsMissing() {
        held(ANN, 250);
        LivePositions live = live(3);

        Position position = of(live, ANN);

        assertThat(position.asOf().incomplete()).contains(Bucket.ON_HOLD);
        assertThat(position.holds().count()).isZero();
        assertThat(words).as("words of storage").hasValue(1);
        of(live, BEN);
        of(live, person(3));
        assertUsedUp(live);
    }

    @Test
    void moreRowsThanAnAnswerCanWaitForAreNotReadForAnybody() {
        held(ANN, LivePositions.MOST_ROWS + 1);

        Position position = of(live(10_000), ANN);

        assertThat(position.asOf().incomplete()).contains(Bucket.ON_HOLD);
        assertThat(words).as("words of storage").hasValue(1);
    }

    @Test
    void rowsThatWereReadOnceArePaidOnceABlock() {
        held(ANN, 250);
        LivePositions live = live(4);
        of(live, ANN);

        assertThat(of(live, ANN).holds().count()).isEqualTo(250);
        assertUsedUp(live);
    }

    private static void assertUsedUp(LivePositions live) {
        assertThatThrownBy(() -> of(live, person(99)))
                .isInstanceOf(LiveUnavailableException.class)
                .hasMessageContaining("too many questions");
    }

    private static Position of(LivePositions live, Address address) {
        return live.of(NETWORK, address, Verification.UNCHECKED);
    }

    private void held(Address user, int rows) {
        lengths.put(HoldSlots.of(user).length(), new Hash(0, 0, 0, rows));
    }

    /** All of the budget is one asker's. */
    private LivePositions live(int perMinute) {
        Node node = new FakeNode(ChainBuilder.genesis().addEmpty(3))
                .calls((at, viewCall) -> new CallResult(true, answer(viewCall.data())))
                .storage((at, contract, slot) -> word(slot));
        NetworkNodes nodes = new NetworkNodes(null, null) {
            @Override
            public Node node(Network network) {
                return node;
            }
        };
        return new LivePositions(
                nodes,
                new SnapshotReader(new FakeStores(), new IndexStatusRegistry()),
                config(perMinute),
                Shares.ALL,
                () -> Requester.UNKNOWN,
                (network, address) -> 0,
                Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Every row is of one wei, and released. */
    private Hash word(Hash slot) {
        words.incrementAndGet();
        return lengths.getOrDefault(slot, isLength(slot) ? Hash.ZERO : new Hash(0, 0, 0, 1));
    }

    private static boolean isLength(Hash slot) {
        return List.of(BEN, person(3), person(99)).stream()
                .anyMatch(user -> HoldSlots.of(user).length().equals(slot));
    }

    /** Nobody has a session or is a provider; wallets and allowances are empty. */
    private static byte[] answer(byte[] data) {
        if (begins(data, new MarketViews(Scene.DIAMOND).getProvider(ANN).call().data())) {
            return encoded(
                    new DynamicStruct(new Utf8String(""), uint256(), uint128(), uint128(), uint256(), new Bool(false)));
        }
        return begins(
                        data,
                        new SessionViews(Scene.DIAMOND)
                                .getUserSessions(ANN, 0, 1)
                                .call()
                                .data())
                ? encoded(new DynamicArray<>(Bytes32.class, List.of()), uint256())
                : encoded(uint256());
    }

    private static boolean begins(byte[] data, byte[] other) {
        return Arrays.equals(data, 0, Integer.BYTES, other, 0, Integer.BYTES);
    }

    private static Type<?> uint256() {
        return new Uint256(0);
    }

    private static Type<?> uint128() {
        return new Uint128(0);
    }

    @SuppressWarnings("rawtypes") // as web3j wants them
    private static byte[] encoded(Type... values) {
        return Hex.bytes("0x" + FunctionEncoder.encodeConstructor(List.of(values)));
    }

    private static PositionsConfig config(int perMinute) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(Map.of(
                        "morlens.positions.cache-bytes", "1000000",
                        "morlens.positions.refresh-if-read-within", "PT10M",
                        "morlens.positions.refresh-at-most", "10",
                        "morlens.positions.warm-at-most", "10",
                        "morlens.positions.head-poll-interval", "PT3S",
                        "morlens.positions.node-timeout", "PT2S",
                        "morlens.positions.live-per-minute", String.valueOf(perMinute),
                        "morlens.positions.live-timeout", "PT8S"))
                .withMapping(PositionsConfig.class)
                .build()
                .getConfigMapping(PositionsConfig.class);
    }
}
