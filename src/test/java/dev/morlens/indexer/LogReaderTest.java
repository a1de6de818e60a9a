package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.RangeSize;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.protocol.Network;
import dev.morlens.testing.FakeNode;
import dev.morlens.testing.HistoryViews;
import dev.morlens.testing.RealHistory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogReaderTest {

    private final RealHistory history = RealHistory.load();
    private final Network network = history.network();

    @Test
    void everyEndpointIsAskedInPartsSmallEnoughForAllOfThem() {
        FakeNode one = HistoryViews.node(history);
        FakeNode other = HistoryViews.node(history);
        one.faults().rangeCap(100);
        other.faults().rangeCap(7);
        LogReader reader = new LogReader(
                one, List.of(one, other), Set.of(network.token(), network.diamond()), new RangeSize(2_000, 10_000));

        assertThat(reader.fromAll(new BlockRange(0, history.headBlock()))).isEqualTo(history.logs());
        assertThat(other.servedRanges()).hasSizeGreaterThan(100);
    }
}
