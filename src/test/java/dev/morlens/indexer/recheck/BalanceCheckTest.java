package dev.morlens.indexer.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.CallResult;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BalanceCheckTest {

    private final ChainBuilder chain = ChainBuilder.genesis().addEmpty(3);
    private final FakeNode node = new FakeNode(chain);
    private final BlockRef head = chain.head().ref();
    private final Network network = new Network(
            "sums",
            "Sums",
            1,
            Address.of("0x" + "a1".repeat(20)),
            Address.of("0x" + "a2".repeat(20)),
            Optional.empty(),
            OptionalLong.of(0));
    private final BalanceCheck balanceCheck =
            new BalanceCheck(new DiamondReader(node, network), network, Duration.ZERO, System::nanoTime);

    @Test
    void whatDifferedDoesSoUntilItIsFoundToAgree() {
        everySumIs(5);
        assertThat(balanceCheck.checkIfDue(head, Map::of)).isTrue();
        balanceCheck.reset();
        assertThat(balanceCheck.result()).isEqualTo(IndexStatus.Completeness.DIFFERS);

        node.calls((at, viewCall) -> new CallResult(false, new byte[0]));
        assertThat(balanceCheck.checkIfDue(head, Map::of)).isFalse();
        assertThat(balanceCheck.result()).isEqualTo(IndexStatus.Completeness.DIFFERS);

        everySumIs(0);
        assertThat(balanceCheck.checkIfDue(head, Map::of)).isFalse();
        assertThat(balanceCheck.result()).isEqualTo(IndexStatus.Completeness.AGREES);
        balanceCheck.reset();
        assertThat(balanceCheck.result()).isEqualTo(IndexStatus.Completeness.UNCHECKED);
    }

    @Test
    void aDifferenceThatTheNextAnswerAboutTheSameBlockDoesNotConfirmIsNone() {
        AtomicInteger asked = new AtomicInteger();
        byte[] wrong = new byte[32];
        wrong[31] = 5;
        node.calls((at, viewCall) -> new CallResult(true, asked.getAndIncrement() == 0 ? wrong : new byte[32]));
        assertThat(balanceCheck.checkIfDue(head, Map::of)).isFalse();
        assertThat(balanceCheck.result()).isEqualTo(IndexStatus.Completeness.AGREES);
    }

    private void everySumIs(int wei) {
        byte[] word = new byte[32];
        word[31] = (byte) wei;
        node.calls((at, viewCall) -> new CallResult(true, word));
    }
}
