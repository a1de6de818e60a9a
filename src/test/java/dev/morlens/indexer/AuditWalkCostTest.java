package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.profile.Capability.Missing;
import dev.morlens.chain.profile.LearntFact;
import dev.morlens.chain.profile.ProfileSnapshot;
import dev.morlens.chain.value.Address;
import dev.morlens.indexer.audit.AuditMeters;
import dev.morlens.indexer.audit.Auditor;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.protocol.Network;
import dev.morlens.store.feed.IndexStatus.AuditPace;
import dev.morlens.store.feed.IndexStatus.Audits;
import dev.morlens.store.feed.IndexStatus.Mismatch;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.feed.Verification.Status;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.fault.CallCounts;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.OverrideTroubles;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.server.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What once round over everything costs, in calls as providers count them, of a real node whose storage holds it all: where
 * calls may bring code, where that is passed over without a word, and where it is refused. The verdicts are the same.
 */
class AuditWalkCostTest {

    /** With three hold rows and two open sessions each. */
    private static final int ADDRESSES = Counts.of(20_000) * (Counts.areFull() ? 5 : 1);

    /** Of 100,000 addresses, 300,000 hold rows and 200,000 sessions. */
    private static final int MOST_CALLS = 6_000;

    /** What it takes to find out what an endpoint can. */
    private static final int LEARNING = 20;

    private static final double OVER_SLOTS = 1.05;

    /** Where each word is a call, the walk goes over so small a part: it costs as much everywhere. */
    private static final int PLAIN_PART = 10;

    private static final Address MULTICALL = Address.of("0xcA11bde05977b3631167028862bE2a173976CA11");
    private static final ManyOwners OWNERS = new ManyOwners(ADDRESSES);
    private static final Address FALSIFIED = ManyOwners.owner(ADDRESSES / PLAIN_PART / 2);

    private static DevChain chain;
    private static Network network;
    private static LedgerStore store;
    private static List<Mismatch> first;

    @BeforeAll
    static void layOut() {
        chain = DevChain.start(Counts.seed("AuditWalkCostTest"), "--multicall3");
        network = chain.network(TestDatabase.networkName());
        OWNERS.onChain(chain, network);
        store = TestStores.open(network);
        OWNERS.inIndex(network, chain.block("latest"));
        ManyOwners.falsify(network, FALSIFIED);
    }

    @AfterAll
    static void end() {
        chain.close();
    }

    static Stream<Arguments> endpoints() {
        double withCode = MOST_CALLS / 100_000.0;
        double plainly = OVER_SLOTS * ManyOwners.SLOTS;
        return Stream.of(
                Arguments.of("code is run", Fault.NONE, ADDRESSES, withCode),
                Arguments.of(
                        "code is run, and there is no Multicall3",
                        OverrideTroubles.without(MULTICALL),
                        ADDRESSES,
                        withCode),
                Arguments.of("code is passed over", OverrideTroubles.ignored(), ADDRESSES / PLAIN_PART, plainly),
                Arguments.of(
                        "code is refused",
                        OverrideTroubles.refused(-32602, "too many arguments, want at most 2"),
                        ADDRESSES / PLAIN_PART,
                        plainly));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void onceRoundCostsNoMoreThanPromisedAndFindsTheWrongRow(
            String name, Fault fault, int part, double callsAnAddress) {
        TestStores.edit(network, "delete from audits");
        CallCounts counter = new CallCounts();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        IndexStatusRegistry board = new IndexStatusRegistry();
        ProgressReporter progressReporter = TestIndexers.reporter(network, board, List::of);
        try (FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl())) {
            endpoint.behave(counter.before(fault));
            ConnectedNode connected = connected(endpoint.url());
            Auditor auditor = auditor(connected, meters, progressReporter);
            Audits audits = store.audits().summary();
            while (audits.agreed() + audits.differed() < part || audits.differed() == 0) {
                auditor.start();
                audits = store.audits().summary();
            }
            Counts.say("audit of %,d addresses, each with %d hold rows and %d sessions, %s: %,d calls %s"
                    .formatted(
                            audits.agreed() + audits.differed(),
                            ManyOwners.ROWS,
                            ManyOwners.SESSIONS,
                            name,
                            counter.calls(),
                            counter.byMethod()));
            long walked = audits.agreed() + audits.differed();
            assertThat(counter.calls()).isLessThanOrEqualTo(Math.round(callsAnAddress * walked) + LEARNING);
            assertThat((long) meters.get("morlens.audits.calls").counter().count())
                    .as("what audits count themselves, and the question for the chain's id")
                    .isBetween(counter.calls() - 2, counter.calls());
            assertSame(audits);
            assertIsKept(connected);
            progressReporter.following();
            AuditPace pace =
                    board.of(network.name()).orElseThrow().audits().pace().orElseThrow();
            assertThat(pace.addresses()).isEqualTo(ADDRESSES);
            assertThat((double) pace.calls() * walked / ADDRESSES)
                    .as("what once round is said to take")
                    .isCloseTo(counter.calls(), Offset.offset(0.1 * counter.calls() + LEARNING));
        }
    }

    @Test
    void touchedAddressesComeFirstAndTheWalkGoesOnBesideThem() {
        TestStores.edit(network, "delete from audits");
        try (FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl())) {
            endpoint.behave(OverrideTroubles.ignored());
            ProgressReporter progressReporter = TestIndexers.reporter(network, new IndexStatusRegistry(), List::of);
            Auditor auditor = auditor(connected(endpoint.url()), new SimpleMeterRegistry(), progressReporter);
            auditor.touched(IntStream.range(0, 1_000)
                    .mapToObj(i -> ManyOwners.owner(ADDRESSES - 1 - i))
                    .toList());
            auditor.start();
            assertThat(status(ManyOwners.owner(ADDRESSES - 1))).isEqualTo(Status.VERIFIED);
            assertThat(status(ManyOwners.owner(ADDRESSES - 1_000)))
                    .as("more than fits")
                    .isEqualTo(Status.UNCHECKED);
            assertThat(status(ManyOwners.owner(0))).as("the walk").isEqualTo(Status.VERIFIED);
        }
    }

    private static Status status(Address address) {
        return TestStores.stores()
                .read(network.name(), networkReads -> networkReads.accounts(address))
                .verification()
                .status();
    }

    /** What was learnt of the endpoint, as the next process finds it. */
    private static void assertIsKept(ConnectedNode connected) {
        Map<String, ProfileSnapshot> learnt = new HashMap<>();
        connected.profiles().forEach((name, profile) -> learnt.put(name, profile.snapshot()));
        store.profiles().keep(learnt);
        ProfileSnapshot now = learnt.values().iterator().next();
        ProfileSnapshot kept = store.profiles().load().values().iterator().next();
        assertThat(kept.overrides().map(LearntFact::value))
                .isEqualTo(now.overrides().map(LearntFact::value));
        assertThat(kept.noOverrides().map(Missing::why))
                .isEqualTo(now.noOverrides().map(Missing::why));
        assertThat(kept.overrides().isPresent()).isNotEqualTo(kept.noOverrides().isPresent());
    }

    private static void assertSame(Audits audits) {
        assertThat(audits.differed()).isEqualTo(1);
        assertThat(audits.mismatches()).singleElement().satisfies(one -> {
            assertThat(one.address()).isEqualTo(FALSIFIED);
            assertThat(one.differences()).startsWith("hold row 2 by release: the chain says");
        });
        first = first == null ? audits.mismatches() : first;
        assertThat(audits.mismatches()).isEqualTo(first);
    }

    private static ConnectedNode connected(URI url) {
        return Nodes.connect(
                NodeConfigs.of(Map.of("rpc-urls", url.toString(), "requests-per-second", "1000000")),
                network.chainId(),
                new SimpleMeterRegistry());
    }

    /** As fast as it goes, in passes as large as they are by default. */
    private static Auditor auditor(
            ConnectedNode connected, SimpleMeterRegistry meters, ProgressReporter progressReporter) {
        IndexerConfig config = TestIndexers.config(
                Map.of("audit-calls", "50", "audit.full-scan-interval", "0s", "audit.full-scan-duration", "0s"));
        return AuditorFactory.auditor(
                network,
                connected.node(),
                connected.budget(),
                config,
                store,
                new AuditMeters(network.name(), meters),
                progressReporter,
                Runnable::run);
    }
}
