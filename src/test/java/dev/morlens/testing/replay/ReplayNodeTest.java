package dev.morlens.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.range.RangeReader;
import dev.morlens.chain.range.RangeSize;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.RawLog;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.claim.ClaimSearch;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.Decoding;
import dev.morlens.protocol.abi.EventDecoder;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent.SessionOpened;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.ContractSession;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.JsonBytes;
import dev.morlens.testing.replay.history.LogWriter;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.truth.InMemoryAccounts;
import dev.morlens.testing.truth.Statement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The replayed history is a life that the contracts allow, and the node tells it as a real one does. */
class ReplayNodeTest {

    private static final int LOGS = 6_000;
    private static final BlockId LATEST = BlockId.latest();
    private static final Network NETWORK = ReplayContracts.network();
    private static final Set<Address> BOTH = Set.of(NETWORK.token(), NETWORK.diamond());

    private static ReplayNode replay;
    private static Node node;

    @BeforeAll
    static void start() {
        replay = ReplayNode.start(
                SyntheticHistory.write(7, LOGS, 400), new Manners(Duration.ofMillis(2), 2_000, 10_000));
        var config = NodeConfigs.fast(URI.create(replay.url()));
        node = Nodes.connect(config, NETWORK.chainId(), new SimpleMeterRegistry())
                .node();
    }

    @AfterAll
    static void stop() {
        replay.close();
    }

    @Test
    void theSameSeedGivesTheSameChain() {
        History once = SyntheticHistory.write(9, 500, 400);
        History again = SyntheticHistory.write(9, 500, 400);
        assertThat(json(again)).isEqualTo(json(once)).isNotEqualTo(json(SyntheticHistory.write(10, 500, 400)));
        assertThat(again.balances()).isEqualTo(once.balances());
    }

    private static String json(History history) {
        JsonBytes out = new JsonBytes();
        new LogWriter(history.world()).writeAll(out, 0, history.logCount());
        return out.buffer().toString();
    }

    @Test
    void everyBlockNamesItsParentAndEveryLogItsBlock() {
        List<BlockHeader> headers = node.headers(List.of(40L, 41L, 42L));
        assertThat(headers.get(1).parentHash()).isEqualTo(headers.get(0).ref().hash());
        assertThat(headers.get(2).parentHash()).isEqualTo(headers.get(1).ref().hash());
        assertThat(node.logs(new BlockRange(0, 100), BOTH))
                .isNotEmpty()
                .allSatisfy(log -> assertThat(node.header(log.block().hash()))
                        .map(BlockHeader::ref)
                        .contains(log.block()));
    }

    @Test
    void aRangeOfMoreThanTwoThousandBlocksIsRefused() {
        long before = replay.refusedLogs();
        assertThat(node.logs(new BlockRange(0, 2_000), BOTH)).isNotEmpty();
        assertThat(replay.refusedLogs()).isGreaterThan(before);
    }

    @Test
    void theLedgersAccountsAreWhatViewsAndStorageSay() {
        InMemoryAccounts accounts = posted();
        Statement statement = accounts.statement();
        assertThat(statement.sessions()).hasSizeGreaterThan(500);
        assertThat(statement.holds()).hasSizeGreaterThan(100);
        assertThat(ReplayTruth.differences(node, NETWORK, LATEST, statement)).isEmpty();
        assertThat(accounts.anomalies()).isEmpty();
    }

    private static InMemoryAccounts posted() {
        InMemoryAccounts accounts = new InMemoryAccounts(new Contracts(NETWORK.diamond(), ReplayContracts.FUNDING));
        SessionReader sessions = new SessionReader(node, NETWORK.diamond());
        EventDecoder decoder = new EventDecoder(NETWORK);
        long head = node.header(BlockTag.LATEST).orElseThrow().ref().number();
        RangeReader<List<RawLog>> logs =
                new RangeReader<>(range -> node.logs(range, BOTH), new RangeSize(2_000, 2_000), 4);
        logs.read(new BlockRange(0, head), (range, content) -> {
            List<LoggedEvent> events = decoder.decode(content).stream()
                    .map(decoding -> ((Decoding.Decoded) decoding).event())
                    .toList();
            Map<SessionId, SessionFacts> openings = sessions.read(LATEST, opened(events));
            ClaimSearch claims = accounts.claims(events, openings);
            settle(claims, sessions);
            accounts.post(events, BatchFacts.of(openings).withEvidence(claims.evidence()));
        });
        return accounts;
    }

    private static void settle(ClaimSearch claims, SessionReader sessions) {
        for (Map<Long, Set<SessionId>> asked = claims.questions(); !asked.isEmpty(); asked = claims.questions()) {
            new TreeMap<>(asked)
                    .forEach((block, ids) -> claims.told(
                            block,
                            sessions.states(new BlockId.Numbered(block), ids).values().stream()
                                    .collect(Collectors.toMap(
                                            ContractSession::id, ContractSession::providerWithdrawn))));
        }
    }

    private static List<SessionId> opened(List<LoggedEvent> events) {
        return events.stream()
                .map(LoggedEvent::event)
                .filter(SessionOpened.class::isInstance)
                .map(event -> ((SessionOpened) event).sessionId())
                .toList();
    }
}
