package dev.morlens.chain.endpoint;

import dev.morlens.chain.Node;
import dev.morlens.chain.NodeException;
import dev.morlens.chain.RangeTooLargeException;
import dev.morlens.chain.SameChain;
import dev.morlens.chain.TemporaryNodeException;
import dev.morlens.chain.WrongChainException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks the first endpoint that is well, and the next ones where it fails. A refusal is no sickness, but another endpoint
 * may keep older states; a range too large is the asker's to split. With all failing, what may help later wins over what
 * will not, else the first failure is thrown.
 */
final class FailoverNode extends DecoratedNode {

    private final List<EndpointState> endpoints;

    FailoverNode(List<EndpointState> endpoints) {
        this.endpoints = List.copyOf(endpoints);
    }

    List<EndpointHealth> health() {
        return endpoints.stream().map(EndpointState::health).toList();
    }

    @Override
    protected <T> T ask(String name, Function<Node, T> question) {
        NodeException failure = null;
        for (EndpointState endpoint : byPreference()) {
            try {
                return answer(endpoint, question);
            } catch (RangeTooLargeException e) {
                throw e;
            } catch (NodeException e) {
                failure = worthier(failure, e);
            }
        }
        throw failure;
    }

    /** Of every endpoint: no other can speak for one that answered. */
    @Override
    public SameChain sameChain() {
        record Watched(EndpointState endpoint, SameChain chain) {}
        List<Watched> all = endpoints.stream()
                .map(endpoint -> new Watched(endpoint, endpoint.node().sameChain()))
                .toList();
        return () -> all.forEach(each -> notingFailure(each.endpoint(), () -> {
            each.chain().confirm();
            return null;
        }));
    }

    private static <T> T answer(EndpointState endpoint, Function<Node, T> question) {
        return notingFailure(endpoint, () -> {
            T answer = question.apply(endpoint.node());
            endpoint.succeeded();
            return answer;
        });
    }

    private static <T> T notingFailure(EndpointState endpoint, Supplier<T> question) {
        try {
            return question.get();
        } catch (TemporaryNodeException | WrongChainException e) {
            endpoint.failed(e);
            throw e;
        }
    }

    private static NodeException worthier(NodeException before, NodeException now) {
        boolean better =
                before == null || now instanceof TemporaryNodeException && !(before instanceof TemporaryNodeException);
        return better ? now : before;
    }

    /** As configured, those that rest last; a stable sort. */
    private List<EndpointState> byPreference() {
        record Resting(EndpointState endpoint, Duration rest) {}
        return endpoints.stream()
                .map(endpoint -> new Resting(endpoint, endpoint.rest()))
                .sorted(Comparator.comparing(Resting::rest))
                .map(Resting::endpoint)
                .toList();
    }
}
