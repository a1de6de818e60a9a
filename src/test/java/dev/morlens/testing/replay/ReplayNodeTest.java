package dev.morlens.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.RangeReader;
import dev.morlens.chain.RangeSize;
import dev.morlens.chain.RangeTooLargeException;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Account;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.Contracts;
import dev.morlens.ledger.HoldRow;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.Decoding;
import dev.morlens.protocol.abi.EventDecoder;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent.SessionOpened;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.HoldStorage;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.testing.InMemoryAccounts;
import dev.morlens.testing.NodeConfigs;
import dev.morlens.testing.Statement;
import dev.morlens.testing.replay.ReplayNode.Manners;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        assertThat(again.logs().json()).isEqualTo(once.logs().json());
        assertThat(again.storage()).isEqualTo(once.storage());
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
        assertThatThrownBy(() -> node.logs(new BlockRange(0, 2_000), BOTH)).isInstanceOf(RangeTooLargeException.class);
    }

    @Test
    void theLedgersAccountsAreWhatViewsAndStorageSay() {
        InMemoryAccounts accounts = posted();
        Statement statement = accounts.statement();
        Map<Address, Wei> wallets = statement.balances().entrySet().stream()
                .filter(entry -> entry.getKey().bucket() == Bucket.WALLET)
                .collect(Collectors.toMap(entry -> entry.getKey().owner(), Map.Entry::getValue));
        DiamondReader reader = new DiamondReader(node, NETWORK);
        assertThat(reader.balances(LATEST, wallets.keySet())).isEqualTo(wallets);
        assertThat(inTheDiamond(statement.balances())).isEqualTo(reader.balance(LATEST, NETWORK.diamond()));
        assertThat(accounts.anomalies()).isEmpty();
        assertSameHolds(statement.holds());
    }

    private static Wei inTheDiamond(Map<Account, Wei> balances) {
        return balances.entrySet().stream()
                .filter(entry -> entry.getKey().bucket() != Bucket.WALLET
                        && entry.getKey().bucket() != Bucket.SUPPLY)
                .map(Map.Entry::getValue)
                .reduce(Wei.ZERO, Wei::plus);
    }

    private static void assertSameHolds(List<HoldRow> holds) {
        Set<Address> users = holds.stream().map(HoldRow::user).collect(Collectors.toSet());
        assertThat(users).hasSizeGreaterThan(100);
        List<String> told = holds.stream()
                .filter(row -> row.withdrawn().isEmpty() && !row.amount().isZero())
                .map(row -> row.user() + " " + row.amount() + " " + row.releaseAt())
                .toList();
        List<String> stored = new ArrayList<>();
        new HoldStorage(node, NETWORK.diamond())
                .readAll(LATEST, users)
                .forEach((user, rows) ->
                        rows.forEach(row -> stored.add(user + " " + row.amount() + " " + row.releaseAt())));
        assertThat(told).containsExactlyInAnyOrderElementsOf(stored);
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
            accounts.post(events, sessions.read(LATEST, opened(events)));
        });
        return accounts;
    }

    private static List<SessionId> opened(List<LoggedEvent> events) {
        return events.stream()
                .map(LoggedEvent::event)
                .filter(SessionOpened.class::isInstance)
                .map(event -> ((SessionOpened) event).sessionId())
                .toList();
    }
}
