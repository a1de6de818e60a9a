package dev.morlens.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.ledger.entry.ModelEntry;
import dev.morlens.ledger.entry.PoolEntry;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.cache.Position;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.list.ListService;
import dev.morlens.position.list.Listing.PageRequest;
import dev.morlens.position.list.SessionAt;
import dev.morlens.position.list.SessionFilter;
import dev.morlens.position.search.IdLookups;
import dev.morlens.position.time.AsOfReader;
import dev.morlens.position.time.AsOfTime;
import dev.morlens.position.time.BlockFinder;
import dev.morlens.position.time.TestFinders;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.ContractSession;
import dev.morlens.store.criteria.HistoryCriteria;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.read.PastBalances;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.scene.IndexStatuses;
import dev.morlens.testing.server.TestDatabase;
import dev.morlens.testing.truth.Statement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random life on a real chain that keeps its history: what we say of a past block is what the contract said then. */
class PastTruthTest {

    private static final long SEED = Counts.seed("PastTruthTest");

    private static DevChain chain;
    private static Network network;
    private static Node node;
    private static Statement now;
    private static IdLookups idLookups;
    private static ListService listService;
    private static SnapshotReader snapshotReader;
    private static BlockRef head;
    private static long first;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void index() {
        chain = DevChain.start(SEED);
        for (String version : List.of("classic", "daylock", "pool")) {
            if (!version.equals("classic")) {
                chain.upgrade(version);
            }
            for (int i = 0; i < 7; i++) {
                chain.play(Counts.of(100));
                chain.mine(1 + i);
            }
        }
        chain.mine(70);
        network = chain.network(TestDatabase.networkName());
        LedgerStore store = TestStores.open(network);
        IndexStatusRegistry board = new IndexStatusRegistry();
        node = Nodes.connect(NodeConfigs.real(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
        TestIndexers.catchUp(TestIndexers.indexer(network, node, store, board, Map.of("backfill-above", "40")));
        now = TestStores.statement(network);
        snapshotReader = new SnapshotReader(TestStores.stores(), board);
        BlockFinder finder = TestFinders.finder(network, chain.rpcUrl(), board);
        AsOfReader asOfReader = new AsOfReader(snapshotReader, finder);
        idLookups = new IdLookups(snapshotReader, asOfReader);
        listService = new ListService(asOfReader);
        head = snapshotReader.read(network.name(), (networkReads, asOf) -> asOf.block());
        store.blocks().markFinal(head.number() - 1);
        first = firstWithViews();
    }

    /** Before it the contract is being set up. */
    private static long firstWithViews() {
        long block = 1;
        while (!ContractAtBlock.isReady(node, network, block)) {
            block++;
        }
        return block;
    }

    @AfterAll
    static void end() {
        chain.close();
    }

    @Test
    void aPastPositionIsWhatTheContractSaidAtThatBlock() {
        List<Address> addresses = addresses();
        int pairs = Counts.of(500);
        for (int i = 0; i < pairs; i++) {
            Address address = addresses.get(random.nextInt(addresses.size()));
            long block = random.nextLong(first, head.number() + 1);
            holdAgainstTheContract(address, block);
        }
        Counts.say("past: seed %d, %d addresses, %d blocks, %d pairs compared, 0 differences"
                .formatted(SEED, addresses.size(), head.number() + 1 - first, pairs));
    }

    private void holdAgainstTheContract(Address address, long block) {
        String name = address + " at block " + block;
        Position position = idLookups.position(network.name(), new AsOfTime.Block(block), address);
        assertThat(position.asOf().block())
                .as(name)
                .isEqualTo(node.headers(List.of(block)).getFirst().ref());
        ContractAtBlock contract = new ContractAtBlock(node, network, block);
        Map<SessionId, Session> own = sessionsOf(address);
        contract.balances(address, own, grants(), models())
                .forEach((bucket, amount) -> assertThat(position.balance(bucket))
                        .as(name + " " + bucket)
                        .isEqualTo(amount));
        Map<Instant, Wei> rows = new HashMap<>();
        position.accounts().holds().forEach(datedAmount -> rows.put(datedAmount.at(), datedAmount.amount()));
        assertThat(rows).as(name + " hold rows").isEqualTo(contract.rows(address));
        sessions(name, address, block, contract.sessions(own.keySet()));
    }

    private void sessions(String name, Address address, long block, Map<SessionId, ContractSession> expected) {
        SessionFilter filter = SessionFilter.ofUser(address, Optional.empty());
        List<SessionAt> found = listService
                .sessions(network.name(), new AsOfTime.Block(block), filter, PageRequest.first(10_000))
                .items();
        assertThat(found).as(name + " sessions").hasSameSizeAs(expected.keySet());
        for (SessionAt at : found) {
            ContractSession state = expected.get(at.session().id());
            assertThat(at.session().closing().map(Session.Closing::closedAt))
                    .as(name + " end of " + state.id())
                    .isEqualTo(state.closedAt());
            assertThat(at.session().stake()).isEqualTo(state.stake());
        }
        paid(name, block, found, expected);
    }

    /**
     * A claim has no event. Of several sessions that owed one provider exactly the same, a backfill cannot tell which was
     * paid first; what is not left to it is what each provider got.
     */
    private void paid(String name, long block, List<SessionAt> found, Map<SessionId, ContractSession> expected) {
        Wei byIndex =
                Wei.sum(found.stream().map(at -> at.session().providerPaid()).toList());
        Wei byContract = Wei.sum(expected.values().stream()
                .map(ContractSession::providerWithdrawn)
                .toList());
        if (!byIndex.equals(byContract)) {
            found.stream()
                    .map(at -> at.session().facts().provider())
                    .distinct()
                    .forEach(provider -> assertThat(paidByIndex(provider, block))
                            .as(name + " paid to " + provider)
                            .isEqualTo(paidByContract(provider, block)));
        }
    }

    private Wei paidByIndex(Address provider, long block) {
        SessionFilter filter = SessionFilter.ofProvider(provider, Optional.empty());
        return Wei.sum(
                listService
                        .sessions(network.name(), new AsOfTime.Block(block), filter, PageRequest.first(10_000))
                        .items()
                        .stream()
                        .map(at -> at.session().providerPaid())
                        .toList());
    }

    private Wei paidByContract(Address provider, long block) {
        Set<SessionId> served = new HashSet<>();
        now.sessions().stream()
                .filter(session -> session.facts().provider().equals(provider))
                .forEach(session -> served.add(session.id()));
        return Wei.sum(new ContractAtBlock(node, network, block)
                .sessions(served).values().stream()
                        .map(ContractSession::providerWithdrawn)
                        .toList());
    }

    @Test
    void beforeTheFirstIndexedBlockThereAreZeros() {
        Position position = idLookups.position(
                network.name(), new AsOfTime.Block(0), addresses().getFirst());
        assertThat(position.total()).isEqualTo(Wei.ZERO);
        assertThat(position.accounts().firstSeen()).isEmpty();
        assertThat(position.asOf().block().number()).isZero();
        Position earlier = idLookups.position(
                network.name(), new AsOfTime.Time(Instant.EPOCH), addresses().getFirst());
        assertThat(earlier).isEqualTo(position);
    }

    @Test
    void aTimeMeansTheLastBlockThatIsNotLater() {
        Address address = addresses().getFirst();
        for (int i = 0; i < Counts.of(200); i++) {
            long block = random.nextLong(head.number());
            var two = node.headers(List.of(block, block + 1));
            long from = two.getFirst().ref().time().getEpochSecond();
            long to = two.getLast().ref().time().getEpochSecond();
            if (to > from) {
                var at = Instant.ofEpochSecond(from + random.nextLong(to - from));
                assertThat(idLookups
                                .position(network.name(), new AsOfTime.Time(at), address)
                                .asOf()
                                .block())
                        .as("at " + at)
                        .isEqualTo(two.getFirst().ref());
            }
        }
    }

    /** Even where the newest block is final: another one may come with its second. */
    @Test
    void theNewestSecondMeansTheNewestBlockAndIsNotOver() {
        IndexStatusRegistry board = new IndexStatusRegistry();
        board.post(IndexStatuses.finalTo(network.name(), head.number()));
        SnapshotReader ahead = new SnapshotReader(TestStores.stores(), board);
        IdLookups allFinal = new IdLookups(ahead, new AsOfReader(ahead, TestFinders.none()));
        Address address = addresses().getFirst();

        AsOf byTime = allFinal.position(network.name(), new AsOfTime.Time(head.time()), address)
                .asOf();
        AsOf byBlock = allFinal.position(network.name(), new AsOfTime.Block(head.number()), address)
                .asOf();

        assertThat(byTime.block()).isEqualTo(head).isEqualTo(byBlock.block());
        assertThat(byTime.finality()).isEqualTo(FinalityLevel.LATEST);
        assertThat(byBlock.finality()).isEqualTo(FinalityLevel.FINALIZED);
    }

    @Test
    void withoutANodeTheAnswerIsOfTheLastBlockBeforeItThatTheIndexKnows() {
        IdLookups alone = new IdLookups(snapshotReader, new AsOfReader(snapshotReader, TestFinders.none()));
        Address address = addresses().getFirst();
        int older = 0;
        for (int i = 0; i < 50; i++) {
            long block = head.number() / 2 + random.nextLong(head.number() / 2);
            Position position = alone.position(network.name(), new AsOfTime.Block(block), address);
            Position exact = idLookups.position(network.name(), new AsOfTime.Block(block), address);
            assertThat(position.asOf().block().number()).isLessThanOrEqualTo(block);
            assertThat(position.accounts()).isEqualTo(exact.accounts());
            if (position.asOf().block().number() < block) {
                older++;
            }
        }
        assertThat(older).isPositive();
        Counts.say("past: %d of 50 blocks are not kept by the index".formatted(older));
    }

    @Test
    void historyIsThePositionAtEachOfItsPoints() {
        for (Address address : addresses().subList(0, 5)) {
            List<PastBalances> points = snapshotReader.read(
                    network.name(),
                    (networkReads, asOf) -> networkReads.history(
                            new HistoryCriteria(address, Optional.empty(), asOf.now(), Counts.of(200))));
            assertThat(points).hasSize(Counts.of(200));
            for (PastBalances point : points) {
                Position then = idLookups.position(
                        network.name(), new AsOfTime.Block(point.block().number()), address);
                for (Bucket bucket : Bucket.values()) {
                    assertThat(point.balance(bucket)).isEqualTo(then.balance(bucket));
                }
            }
        }
    }

    private static List<Address> addresses() {
        Set<Address> addresses = new HashSet<>();
        now.balances().keySet().forEach(account -> addresses.add(account.owner()));
        addresses.removeAll(Set.of(network.diamond(), Address.ZERO));
        return addresses.stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    private static Map<SessionId, Session> sessionsOf(Address user) {
        Map<SessionId, Session> own = new HashMap<>();
        now.sessions().stream()
                .filter(session -> session.facts().user().equals(user))
                .forEach(session -> own.put(session.id(), session));
        return own;
    }

    private static Set<Grant> grants() {
        Set<Grant> grants = new HashSet<>();
        now.poolEntries().stream().map(PoolEntry::grant).forEach(grants::add);
        return grants;
    }

    private static Set<Hash> models() {
        Set<Hash> models = new HashSet<>();
        now.modelEntries().stream().map(ModelEntry::modelId).forEach(models::add);
        return models;
    }
}
