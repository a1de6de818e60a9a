package dev.morlens.position;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.cache.Position;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.list.ListService;
import dev.morlens.position.list.Listing.PageRequest;
import dev.morlens.position.list.SessionFilter;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.feed.Verification;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.NodeTroubles;
import dev.morlens.testing.fault.ProviderTroubles;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.node.PublicEndpoints;
import dev.morlens.testing.truth.TruthComparison;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The real server at two public endpoints, of which one at a time behaves in a way that another is drawn for after a while:
 * whatever it answers is what the contracts say at its own block, or says that it may not be; neither endpoint is asked for more
 * than it allows; and in the end nothing differs.
 */
@QuarkusTest
@TestProfile(PublicEndpoints.Profile.class)
class PublicEndpointsTest {

    private static final Duration BLOCK = Duration.ofMillis(200);
    private static final int BLOCKS_AN_ACT = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<String, Supplier<Fault>> TROUBLES = Map.ofEntries(
            Map.entry("its head stands still", ProviderTroubles::headStandingStill),
            Map.entry("its head falls back and climbs", () -> ProviderTroubles.headFarBelowAndClimbing(200)),
            Map.entry("its logs have times of 0", () -> ProviderTroubles.logTimes(time -> 0L)),
            Map.entry("its logs have times in milliseconds", () -> ProviderTroubles.logTimes(time -> time * 1000)),
            Map.entry("batches of 3", () -> ProviderTroubles.batchesUpTo(3, ProviderTroubles::drpcBatch)),
            Map.entry("batches of 3, dropped", () -> ProviderTroubles.batchesUpTo(3, ProviderTroubles::droppedBatch)),
            Map.entry("ranges of 10 blocks", () -> ProviderTroubles.rangesUpTo(10, -32_600, "up to a 10 block range")),
            Map.entry("payment required", () -> ProviderTroubles.refusing(402, "Payment Required")),
            Map.entry("too many requests", NodeTroubles::tooManyRequests),
            Map.entry("status 503", () -> NodeTroubles.status(503)),
            Map.entry("broken off", NodeTroubles::brokenOff),
            Map.entry("half an answer", NodeTroubles::halfJson),
            Map.entry("no logs at all", NodeTroubles::noLogs),
            Map.entry("behind the others", () -> NodeTroubles.lagging(40)),
            Map.entry("no tags of finality", ProviderTroubles::noFinalityTags),
            Map.entry("nothing", () -> Fault.NONE));

    @Inject
    PositionResolver positionResolver;

    @Inject
    ListService listService;

    @Inject
    SnapshotReader snapshotReader;

    @Inject
    IndexStatusRegistry board;

    private final DevChain chain = PublicEndpoints.chain();
    private final Network network = chain.network("local");
    private final Random asked = new Random(PublicEndpoints.seed());
    private final Random troubles = new Random(PublicEndpoints.seed());
    private final Node contracts = Nodes.connect(
                    NodeConfigs.real(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
            .node();
    private final List<String> wrong = new ArrayList<>();
    private int compared;
    private final Map<String, Integer> marks = new TreeMap<>();
    private int changes;

    @Test
    void nothingIsWrongWithoutBeingMarkedWhateverOneOfTwoEndpointsDoes() throws Exception {
        boolean soak = Counts.of(10) == 10;
        Duration whole = soak ? Duration.ofMinutes(30) : Duration.ofSeconds(20);
        Duration each = soak ? Duration.ofMinutes(1) : Duration.ofSeconds(4);
        List<Address> addresses = addresses();
        await(
                "the chain's head",
                () -> indexed()
                        .filter(chain.block("latest").hash().toString()::equals)
                        .isPresent());
        Instant end = Instant.now().plus(whole);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Integer> life = thread.submit(() -> live(end, each));
            while (Instant.now().isBefore(end)) {
                compare(addresses.get(asked.nextInt(addresses.size())));
                Thread.sleep(150);
            }
            Counts.say(
                    "public endpoints: seed %d, %d blocks, %d changes, %d answers compared, %s of them marked, %d calls, %d refused for their quota"
                            .formatted(
                                    PublicEndpoints.seed(),
                                    life.get(),
                                    changes,
                                    compared,
                                    marks,
                                    PublicEndpoints.calls(),
                                    PublicEndpoints.refusedForQuota()));
        }
        assertThat(wrong).isEmpty();
        assertThat(compared)
                .as("answers that were not marked")
                .isGreaterThan(marks.values().stream().mapToInt(count -> count).sum());
        assertThat(differencesInTheEnd()).isEmpty();
        assertThat(PublicEndpoints.refusedForQuota())
                .as("refused for their quota")
                .isZero();
    }

    /** Blocks as they come on Base, an act in every 25th; gives their number. */
    private int live(Instant end, Duration each) throws InterruptedException {
        int blocks = 0;
        Instant next = Instant.now();
        Instant change = next;
        while (Instant.now().isBefore(end)) {
            if (!Instant.now().isBefore(change)) {
                change();
                change = change.plus(each);
            }
            chain.ask("tick", Map.of("acts", blocks++ % BLOCKS_AN_ACT == 0));
            next = next.plus(BLOCK);
            Duration left = Duration.between(Instant.now(), next);
            Thread.sleep(left.isNegative() ? Duration.ZERO : left);
        }
        return blocks;
    }

    private void change() {
        List<String> names = TROUBLES.keySet().stream().sorted().toList();
        String name = names.get(troubles.nextInt(names.size()));
        int which = troubles.nextInt(2);
        changes++;
        Counts.say("endpoint %d: %s".formatted(which + 1, name));
        PublicEndpoints.behave(1 - which, Fault.NONE);
        PublicEndpoints.behave(which, TROUBLES.get(name).get());
    }

    private void compare(Address address) {
        Position position = positionResolver.of(network, address);
        compared++;
        if (isMarked(position)) {
            marks.merge(mark(position), 1, Integer::sum);
            return;
        }
        long block = position.asOf().block().number();
        if (!contracts
                .headers(List.of(block))
                .getFirst()
                .ref()
                .equals(position.asOf().block())) {
            wrong.add("no such block: " + position.asOf());
        }
        ContractAtBlock contract = new ContractAtBlock(contracts, network, block);
        contract.balances(address, sessionsOf(address), List.of(), List.of()).entrySet().stream()
                .filter(entry -> entry.getKey() != Bucket.MODEL_STAKE && entry.getKey() != Bucket.STAKING_POOL)
                .filter(entry -> !position.balance(entry.getKey()).equals(entry.getValue()))
                .forEach(entry -> wrong.add("%s of %s at block %d: %s, and the contract says %s"
                        .formatted(
                                entry.getKey(), address, block, position.balance(entry.getKey()), entry.getValue())));
        Map<Instant, Wei> rows = new HashMap<>();
        position.accounts().holds().forEach(datedAmount -> rows.put(datedAmount.at(), datedAmount.amount()));
        if (!rows.equals(contract.rows(address))) {
            wrong.add("rows of %s at block %d: %s, and the contract says %s"
                    .formatted(address, block, rows, contract.rows(address)));
        }
    }

    private String mark(Position position) {
        return position.asOf().source() + " "
                + snapshotReader
                        .staleBecause(network.name())
                        .map(Object::toString)
                        .orElse("of its own");
    }

    private static boolean isMarked(Position position) {
        return position.asOf().stale()
                || !position.asOf().incomplete().isEmpty()
                || position.accounts().verification().status() == Verification.Status.MISMATCH;
    }

    private Map<SessionId, Session> sessionsOf(Address address) {
        Map<SessionId, Session> own = new HashMap<>();
        listService
                .sessions(network.name(), SessionFilter.ofUser(address, Optional.empty()), PageRequest.first(10_000))
                .items()
                .forEach(at -> own.put(at.session().id(), at.session()));
        return own;
    }

    private List<Address> addresses() {
        List<Address> addresses = new ArrayList<>();
        chain.truth().get("addresses").fieldNames().forEachRemaining(text -> addresses.add(Address.of(text)));
        addresses.remove(network.diamond());
        return addresses;
    }

    private List<String> differencesInTheEnd() throws InterruptedException {
        JsonNode truth = chain.truth();
        String hash = truth.get("blockHash").asText();
        await("block " + hash, () -> indexed().filter(hash::equals).isPresent());
        TestStores.use(PublicEndpoints.database());
        try {
            return TruthComparison.compare(truth, TestStores.statement(network), network.diamond())
                    .differences();
        } finally {
            TestStores.shared();
            TestStores.use(null);
        }
    }

    private Optional<String> indexed() {
        return board.of(network.name())
                .flatMap(IndexStatus::indexed)
                .map(block -> block.hash().toString());
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("waiting for %s; the status is %s", what, board.of(network.name()))
                    .isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
