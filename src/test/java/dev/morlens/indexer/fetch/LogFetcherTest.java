package dev.morlens.indexer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.protocol.Network;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.chain.Emitted;
import dev.morlens.testing.chain.HistoryViews;
import dev.morlens.testing.chain.RealHistory;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.server.Profiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogFetcherTest {

    private final RealHistory history = RealHistory.load();
    private final Network network = history.network();

    @Test
    void everyEndpointIsAskedInPartsSmallEnoughForAllOfThem() {
        FakeNode one = HistoryViews.node(history);
        FakeNode other = HistoryViews.node(history);
        one.faults().rangeCap(100);
        other.faults().rangeCap(7);
        assertThat(reader(one, other)
                        .fromAll(new BlockRange(0, history.headBlock()))
                        .logs())
                .isEqualTo(history.logs());
        assertThat(other.servedRanges()).hasSizeGreaterThan(100);
    }

    @Test
    void anEndpointThatFindsEvenOneBlockTooLargeIsDoneWithout() {
        FakeNode one = HistoryViews.node(history);
        FakeNode other = HistoryViews.node(history);
        other.faults().rangeCap(0);

        assertThat(reader(one, other).fromAll(new BlockRange(0, 20)).logs())
                .isEqualTo(history.logs().stream()
                        .filter(log -> log.block().number() <= 20)
                        .toList());
    }

    @Test
    void whatOnlyAnEndpointOnAnotherForkTellsIsLeftOut() {
        Emitted log = new Emitted(network.token(), List.of(), new byte[0]);
        ChainBuilder chain = ChainBuilder.genesis().addEmpty(10);
        ChainBuilder fork = chain.fork(5);
        BlockRef ours = chain.add(log);
        fork.add(log);
        FakeNode well = new FakeNode(chain);
        FakeNode empty = new FakeNode(ChainBuilder.of(chain.headers(), List.of()));
        FakeNode forked = new FakeNode(fork.addEmpty(5));

        assertThat(reader(well, forked, empty).fromAll(new BlockRange(0, 11)).logs())
                .extracting(RawLog::block)
                .containsExactly(ours);
    }

    @Test
    void whereEveryEndpointIsAskedItIsForTheBlocksThatAreSuspectedAlone() {
        FakeNode one = HistoryViews.node(history);
        FakeNode other = HistoryViews.node(history);
        SuspectRange suspectRange = new SuspectRange(Duration.ZERO);
        LogFetcher reader = reader(suspectRange, one, other);

        suspectRange.suspect(new BlockRange(10, 20));
        reader.in(new BlockRange(0, 9));
        assertThat(other.servedRanges()).isEmpty();
        reader.in(new BlockRange(10, 12));
        assertThat(other.servedRanges()).containsExactly(new BlockRange(10, 12));
    }

    @Test
    void whoLeavesOutWhatAnotherHasIsNotAskedAboutThePastForAWhile() {
        FakeNode well = HistoryViews.node(history);
        FakeNode lacking = HistoryViews.node(history);
        EndpointProfile ofWell = Profiles.fresh();
        EndpointProfile ofLacking = Profiles.fresh();
        lacking.faults().emptyLogsNext(1);
        LogFetcher reader = reader(
                well,
                new SingleEndpointReader(lacking, Optional.of(ofLacking)),
                new SingleEndpointReader(well, Optional.of(ofWell)));
        BlockRef newest = history.logs().getLast().block();
        ofLacking
                .head()
                .told(new BlockRef(newest.number() + 1, Hash.ZERO, newest.time().plusSeconds(1_801)));
        long last = newest.number();

        assertThat(reader.fromAll(new BlockRange(0, history.headBlock())).logs())
                .isEqualTo(history.logs());
        assertThat(ofWell.logs().mayHave(0)).isTrue();
        assertThat(ofLacking.logs().mayHave(last)).isFalse();
        assertThat(ofLacking.logs().mayHave(last + 1)).isTrue();
        assertThat(ofLacking.logs().isOmission()).isTrue();
    }

    /** At the head, endpoints differ because they are on different forks, or because one lags. */
    @Test
    void whoLacksLogsOfTheLastHalfHourIsAskedAsBefore() {
        FakeNode well = HistoryViews.node(history);
        FakeNode lacking = HistoryViews.node(history);
        EndpointProfile ofLacking = Profiles.fresh();
        lacking.faults().emptyLogsNext(1);
        LogFetcher reader =
                reader(well, new SingleEndpointReader(lacking, Optional.of(ofLacking)), SingleEndpointReader.of(well));
        BlockRange last = BlockRange.single(history.logs().getLast().block().number());
        ofLacking.head().told(history.logs().getLast().block());

        assertThat(reader.fromAll(last).logs()).isNotEmpty();
        assertThat(ofLacking.logs().mayHave(0)).isTrue();
    }

    private LogFetcher reader(FakeNode node, SingleEndpointReader... endpoints) {
        return new LogFetcher(
                node,
                List.of(endpoints),
                Set.of(network.token(), network.diamond()),
                new SuspectRange(Duration.ZERO),
                2_000);
    }

    private LogFetcher reader(FakeNode... endpoints) {
        return reader(new SuspectRange(Duration.ZERO), endpoints);
    }

    private LogFetcher reader(SuspectRange suspectRange, FakeNode... endpoints) {
        return new LogFetcher(
                endpoints[0],
                Stream.of(endpoints).map(SingleEndpointReader::of).toList(),
                Set.of(network.token(), network.diamond()),
                suspectRange,
                2_000);
    }
}
