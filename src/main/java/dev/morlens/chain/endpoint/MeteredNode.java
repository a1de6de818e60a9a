package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Function;

/** Counts and times questions by method and outcome: {@code morlens.node.questions}. */
final class MeteredNode extends DecoratedNode {

    private final Node inner;
    private final String host;
    private final MeterRegistry registry;

    MeteredNode(Node inner, String host, MeterRegistry registry) {
        this.inner = inner;
        this.host = host;
        this.registry = registry;
    }

    @Override
    protected <T> T ask(EndpointQuestion endpointQuestion, Function<Node, T> asked) {
        Timer.Sample start = Timer.start(registry);
        String outcome = "failed";
        try {
            T answer = asked.apply(inner);
            outcome = "answered";
            return answer;
        } catch (RangeTooLargeException e) {
            outcome = "range-too-large";
            throw e;
        } catch (TemporaryNodeException e) {
            outcome = "temporary";
            throw e;
        } catch (RefusedByNodeException e) {
            outcome = "refused";
            throw e;
        } finally {
            start.stop(registry.timer(
                    "morlens.node.questions", "host", host, "method", endpointQuestion.name(), "outcome", outcome));
        }
    }
}
