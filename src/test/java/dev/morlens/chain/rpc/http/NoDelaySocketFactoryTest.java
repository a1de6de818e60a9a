package dev.morlens.chain.rpc.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.JsonRpcNodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.Counts;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.node.RpcStub;
import dev.morlens.testing.node.RpcStub.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A question that fills several segments is as prompt as a small one: none waits for an acknowledgement. */
class NoDelaySocketFactoryTest {

    private static final Address HERE = Address.of("0x1000000000000000000000000000000000000001");
    private static final int TIMES = 20;

    /** An acknowledgement that is put off takes 40 ms, some forty times the small question. */
    private static final int SLOWER = 10;

    @Test
    void questionOfManySegmentsIsNotHeldBack() {
        try (RpcStub stub = RpcStub.start(request -> Answer.ok(answers(request.size())))) {
            Node node = JsonRpcNodes.connect(
                    new RpcEndpoint(stub.url()),
                    NodeConfigs.real(stub.url()),
                    new EndpointProfile(1_000, 500, InstantSource.system()),
                    calls -> {},
                    bytes -> {});
            List<Duration> small = new ArrayList<>();
            List<Duration> large = new ArrayList<>();
            for (int times = 0; times < TIMES; times++) {
                small.add(asked(node, 2));
                large.add(asked(node, 60));
            }
            Counts.say("a question of some hundred bytes: %s; of some 15,000: %s"
                    .formatted(fastest(small), fastest(large)));
            assertThat(fastest(large)).isLessThan(fastest(small).multipliedBy(SLOWER));
        }
    }

    private static String answers(int count) {
        List<String> answers = IntStream.rangeClosed(1, count)
                .mapToObj(id -> "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\"0x1\"}")
                .toList();
        return "[" + String.join(",", answers) + "]";
    }

    private static Duration asked(Node node, int slots) {
        long begun = System.nanoTime();
        node.storage(
                BlockId.latest(),
                HERE,
                IntStream.range(0, slots).mapToObj(i -> new Hash(0, 0, 0, i)).toList());
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Duration fastest(List<Duration> times) {
        return Collections.min(times);
    }
}
