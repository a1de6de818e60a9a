package dev.morlens.preview.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.preview.PreviewStage;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.SimulationTroubles;
import dev.morlens.testing.node.NodeConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In front of the real local chain, endpoints that cannot simulate blocks to come, in their own words: the first call is tried
 * alone within a second, and who cannot do it as such is not asked for it again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedAsNodesDoTest {

    private static final Duration PROMPTLY = Duration.ofSeconds(1);
    private static final String FIRST_ALONE = "Only the first call was tried";

    private PreviewStage stage;
    private RecoveryAction claims;

    @BeforeAll
    void begin() {
        stage = new PreviewStage(18, 10);
        Address user =
                stage.session(stage.chain.scenario("locked-hold")).facts().user();
        stage.anvil.mine(stage.catchUp().now().plus(Duration.ofDays(1)));
        stage.catchUp();
        claims = twice(stage.actions().claim(stage.network, user).actions().getFirst());
    }

    @AfterAll
    void end() {
        stage.close();
    }

    /** The second one fails where both are tried in sequence: nothing is left to claim. */
    private static RecoveryAction twice(RecoveryAction claim) {
        CallStep callStep = claim.calls().getFirst();
        return new RecoveryAction(
                claim.kind(),
                claim.subject(),
                claim.amount(),
                List.of(callStep, callStep),
                claim.who(),
                claim.from(),
                claim.needs(),
                claim.blockedUntil(),
                Optional.empty());
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                row(
                        "Geth and Reth (paradigmxyz/reth#21397)",
                        200,
                        -38021,
                        "block timestamps must be in order: 1774258537 <= 1774258560"),
                row(
                        "Nethermind (NethermindEth/nethermind#8480)",
                        200,
                        -38021,
                        "Block timestamp out of order 1744034056 is <= than given base timestamp of 1744034066!"),
                row("proxyd, as of Base (ethereum-optimism/infra)", 403, -32001, "rpc method is not whitelisted"),
                row("zkSync, Flashbots", 403, -32601, "rpc method is not whitelisted"),
                row(
                        "Geth before 1.14.9 (ethereum/go-ethereum#27720)",
                        200,
                        -32601,
                        "the method eth_simulateV1 does not exist/is not available"),
                row("Hedera (hiero-ledger/hiero-json-rpc-relay#5476)", 200, -32601, "Unsupported JSON-RPC method"),
                Arguments.of(
                        "the time is not the one asked for (NethermindEth/nethermind#8480)",
                        SimulationTroubles.timed(time -> time - 1),
                        true),
                Arguments.of(
                        "the block's distance is added twice (NethermindEth/nethermind#8394)",
                        SimulationTroubles.timed(time -> time + 2),
                        true),
                Arguments.of(
                        "Nitro, where it breaks down (OffchainLabs/nitro#3372)",
                        SimulationTroubles.refused(200, -32603, "method handler crashed"),
                        false));
    }

    private static Arguments row(String source, int status, int code, String words) {
        return Arguments.of(source, SimulationTroubles.refused(status, code, words), true);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void theFirstCallIsTriedAloneAtOnce(String source, Fault fault, boolean remembered) {
        AtomicInteger simulations = new AtomicInteger();
        try (FaultyEndpoint endpoint = FaultyEndpoint.before(stage.chain.rpcUrl())) {
            endpoint.behave((request, node) -> {
                boolean simulation = request.path("method").asText().equals("eth_simulateV1");
                simulations.addAndGet(simulation ? 1 : 0);
                return fault.reply(request, node);
            });
            DryRuns runs = new DryRuns(PreviewStage.simulations(node(endpoint), 1_000));
            for (int times = 1; times <= 2; times++) {
                AsOf asOf = next();
                Instant begun = Instant.now();
                Optional<SequenceResult> found = runs.of(stage.network, asOf, claims);
                assertThat(Duration.between(begun, Instant.now())).as(source).isLessThan(PROMPTLY);
                assertThat(found).hasValueSatisfying(tried -> {
                    assertThat(tried.run().ok()).isTrue();
                    assertThat(tried.run().note().orElseThrow()).startsWith(FIRST_ALONE);
                    assertThat(tried.run().second()).contains(asOf.block().time());
                });
                assertThat(simulations.get()).as(source).isEqualTo(remembered ? 1 : times);
            }
        }
    }

    /** Of one block an answer is kept. */
    private AsOf next() {
        stage.chain.mine(1);
        return stage.catchUp();
    }

    /** With the pauses between attempts that a server has by default. */
    private Node node(FaultyEndpoint endpoint) {
        return Nodes.connect(
                        NodeConfigs.of(Map.of("rpc-urls", endpoint.url().toString())),
                        stage.network.chainId(),
                        new SimpleMeterRegistry())
                .prompt();
    }
}
