package dev.morlens.chain.rpc.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.SimulatedCall;
import dev.morlens.chain.SimulationResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.rpc.JsonRpcNodes;
import dev.morlens.chain.rpc.http.RpcEndpoint;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.node.RpcStub;
import dev.morlens.testing.server.Profiles;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code eth_simulateV1} as several nodes answer it. */
class SimulatorTest {

    private static final Address HERE = Address.of("0x1000000000000000000000000000000000000001");
    private static final Address ELSEWHERE = Address.of("0x1000000000000000000000000000000000000002");

    private final RpcStub stub = RpcStub.start(request -> RpcStub.Answer.error(-32000, "not scripted"));
    private final Node node = JsonRpcNodes.connect(
            new RpcEndpoint(stub.url()), NodeConfigs.fast(stub.url()), Profiles.fresh(), calls -> {}, bytes -> {});

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void attemptsAreTriedInBlocksOfTheirOwnAndEveryNodesWayToTellARevertIsRead() {
        String transfer = "{'address':'%s','topics':['%s'],'data':'0x07'}".formatted(HERE, Hash.ZERO);
        simulating(
                "{'status':'0x1','returnData':'0x','logs':[%s]}".formatted(transfer),
                "{'status':'0x0','returnData':'0xc41b8c4d','logs':[],'error':{'code':-3200,'message':'failed'}}",
                "{'status':'0x0','returnData':'0x','logs':[],'error':{'code':3,'message':'reverted','data':'0x01020304'}}");

        List<SimulationResult> attempted = node.simulate(BlockId.latest(), attempts(3));

        assertThat(attempted).extracting(each -> each.result().success()).containsExactly(true, false, false);
        assertThat(attempted.getFirst().logs()).singleElement().satisfies(log -> {
            assertThat(log.address()).isEqualTo(HERE);
            assertThat(log.data()).containsExactly(7);
        });
        assertThat(Hex.of(attempted.get(1).result().data())).isEqualTo("0xc41b8c4d");
        assertThat(Hex.of(attempted.get(2).result().data())).isEqualTo("0x01020304");
        var blocks = stub.requests().getFirst().get("params").get(0).get("blockStateCalls");
        assertThat(blocks.get(2).get("blockOverrides").get("time").asText()).isEqualTo("0x66");
        assertThat(blocks.get(2).get("calls").get(0).get("from").asText()).isEqualTo(ELSEWHERE.toString());
    }

    @Test
    void fewerSimulatedBlocksThanAskedForAreDistrusted() {
        simulating("{'status':'0x1','returnData':'0x','logs':[]}");

        assertThatThrownBy(() -> node.simulate(BlockId.latest(), attempts(2)))
                .isInstanceOf(TemporaryNodeException.class)
                .hasMessageContaining("expected 2 blocks, got 1");
    }

    @Test
    void nodeWithoutSimulationsIsNotAskedForThemAgain() {
        stub.script(request -> RpcStub.Answer.error(-32601, "Method not found"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> node.simulate(BlockId.latest(), attempts(1)))
                    .isInstanceOf(RefusedByNodeException.class);
        }
        assertThat(stub.requests()).hasSize(1);
    }

    private void simulating(String... calls) {
        String blocks = IntStream.range(0, calls.length)
                .mapToObj(i -> "{'timestamp':'0x%x','calls':[%s]}"
                        .formatted(100 + i, calls[i])
                        .replace('\'', '"'))
                .collect(Collectors.joining(","));
        stub.script(request -> RpcStub.Answer.result("[" + blocks + "]"));
    }

    private static List<SimulatedCall> attempts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new SimulatedCall(
                        ELSEWHERE, new ViewCall(HERE, new byte[] {(byte) i, 0, 0, 0}), Instant.ofEpochSecond(100 + i)))
                .toList();
    }
}
