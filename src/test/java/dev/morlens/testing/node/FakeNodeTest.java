package dev.morlens.testing.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.chain.Emitted;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeNodeTest {

    private static final Address HERE = Address.of("0x1000000000000000000000000000000000000001");
    private static final Address ELSEWHERE = Address.of("0x1000000000000000000000000000000000000002");

    private final ChainBuilder chain = ChainBuilder.genesis();
    private final FakeNode node = new FakeNode(chain);

    @Test
    void eachBlockNamesTheOneBeforeItAsParent() {
        chain.addEmpty(5);

        for (int i = 1; i <= 5; i++) {
            assertThat(chain.headers().get(i).parentHash())
                    .isEqualTo(chain.headers().get(i - 1).hash());
        }
    }

    @Test
    void forkSharesBlocksUpToItsPointAndDiffersAbove() {
        chain.addEmpty(5);
        ChainBuilder fork = chain.fork(3).addEmpty(2);

        assertThat(fork.headers().subList(0, 4)).isEqualTo(chain.headers().subList(0, 4));
        assertThat(fork.headers().get(4).hash())
                .isNotEqualTo(chain.headers().get(4).hash());
        BlockHeader abandoned = chain.head();
        node.show(fork);
        assertThat(node.header(abandoned.hash())).isEmpty();
    }

    @Test
    void bloomHoldsTheAddressThatLogged() {
        chain.add(log(HERE));

        assertThat(chain.head().logsBloom().mayHold(HERE)).isTrue();
        assertThat(chain.head().logsBloom().mayHold(ELSEWHERE)).isFalse();
    }

    @Test
    void logsAreThoseOfTheAddressesAskedForInRange() {
        chain.add(log(HERE), log(ELSEWHERE), log(HERE));
        BlockRef block = chain.add(log(HERE));

        assertThat(node.logs(new BlockRange(0, 2), Set.of(HERE))).hasSize(3);
        assertThat(node.logs(block.hash(), Set.of(HERE)))
                .singleElement()
                .satisfies(log -> assertThat(log.block()).isEqualTo(block));
    }

    @Test
    void orderedFaultsCome() {
        chain.add(log(HERE));
        BlockRange all = new BlockRange(0, 1);

        node.faults().failNext(1);
        assertThatThrownBy(node::chainId).isInstanceOf(TemporaryNodeException.class);
        node.faults().rangeCap(1);
        assertThatThrownBy(() -> node.logs(all, Set.of(HERE))).isInstanceOf(RangeTooLargeException.class);
        node.faults().rangeCap(2).emptyLogsNext(1);
        assertThat(node.logs(all, Set.of(HERE))).isEmpty();
        assertThat(node.logs(all, Set.of(HERE))).hasSize(1);
    }

    @Test
    void headAndTagsAreWhatTheTestSays() {
        chain.addEmpty(9);
        node.headAt(6);

        assertThat(node.header(BlockTag.LATEST)).map(BlockHeader::number).hasValue(6L);
        assertThat(node.header(BlockTag.FINALIZED)).isEmpty();
        assertThat(node.finalizedAt(4).header(BlockTag.FINALIZED))
                .map(BlockHeader::number)
                .hasValue(4L);
    }

    private static Emitted log(Address from) {
        return new Emitted(from, List.of(Hash.ZERO), new byte[0]);
    }
}
