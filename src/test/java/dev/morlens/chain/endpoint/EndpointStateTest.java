package dev.morlens.chain.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.server.Profiles;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointStateTest {

    private final AtomicLong time = new AtomicLong();
    private final EndpointState state =
            new EndpointState("one.example", new FakeNode(ChainBuilder.genesis()), Profiles.fresh(), time::get);

    /** As many as are asked at once: each of them is refused. */
    @ParameterizedTest
    @CsvSource({"BUSY, 1", "NO_ACCESS, 60"})
    void refusalsOfQuestionsThatWereUnderWayCountAsOne(Trouble trouble, int seconds) {
        for (int i = 0; i < 8; i++) {
            state.failed(new TemporaryNodeException(trouble, "refused"));
        }
        assertThat(state.rest()).isEqualTo(Duration.ofSeconds(seconds));

        time.addAndGet(Duration.ofSeconds(seconds).toNanos());
        state.failed(new TemporaryNodeException(trouble, "refused again"));
        assertThat(state.rest()).isEqualTo(Duration.ofSeconds(2L * seconds));
    }
}
