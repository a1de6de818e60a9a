package dev.morlens.chain.endpoint;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.LogCaps;
import dev.morlens.chain.Node;
import dev.morlens.chain.ReadsPerCall;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.error.WrongChainException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.value.BlockHeader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks the endpoint that is best for the question, by what is known of each, and the next ones where it fails; never one that
 * cannot answer it, or that refuses everything for now. A refusal is no sickness, but another endpoint may keep older states;
 * a range too large is the asker's to split. With all failing, what may help later wins over what will not, else the first
 * failure is thrown.
 */
final class FailoverNode extends DecoratedNode {

    private final List<EndpointState> endpoints;
    private final HeadComparison heads;
    private final Way way;

    private enum Way {
        PATIENT,
        /** Whoever asks is told at once where no endpoint has answered anything lately. */
        PROMPT,
        /** The same, without whoever would be asked first. */
        OTHER,
        /** Of one endpoint, which is not waited for while it wants to be left alone. */
        ALONE;

        boolean isPrompt() {
            return this == PROMPT || this == OTHER;
        }
    }

    /** @param prompt whether whoever asks is told at once where no endpoint has answered anything lately */
    FailoverNode(List<EndpointState> endpoints, HeadComparison heads, boolean prompt) {
        this(endpoints, heads, prompt ? Way.PROMPT : Way.PATIENT);
    }

    private FailoverNode(List<EndpointState> endpoints, HeadComparison heads, Way way) {
        this.endpoints = List.copyOf(endpoints);
        this.heads = heads;
        this.way = way;
    }

    /** Passes over whoever would be asked first: for a second opinion, at once or not at all. */
    static FailoverNode other(List<EndpointState> endpoints, HeadComparison heads) {
        return new FailoverNode(endpoints, heads, Way.OTHER);
    }

    /** One endpoint, by what is known of it: what it lacks or refuses for now is not asked of it. */
    static FailoverNode alone(EndpointState endpoint) {
        List<EndpointState> one = List.of(endpoint);
        return new FailoverNode(one, new HeadComparison(one, Runnable::run, System::nanoTime), Way.ALONE);
    }

    List<EndpointHealth> health() {
        return endpoints.stream().map(EndpointState::health).toList();
    }

    /** Of the endpoint whose head is best where they differ. */
    @Override
    public Optional<BlockHeader> header(BlockTag tag) {
        if (tag != BlockTag.LATEST) {
            return ask(EndpointQuestion.finality("header"), node -> node.header(tag));
        }
        record Answer(EndpointState endpoint, Optional<BlockHeader> head) {}
        Answer answer = first(
                EndpointQuestion.of("header"),
                endpoint -> new Answer(endpoint, endpoint.node().header(tag)));
        return answer.head().map(head -> heads.best(answer.endpoint(), head));
    }

    /** Of an endpoint that is not behind the others: they are compared now and then, as heads are. */
    @Override
    public HeadLook look(HeadLook.LookQuestion lookQuestion) {
        record Answer(EndpointState endpoint, HeadLook look) {}
        EndpointQuestion needs = EndpointQuestion.of("look");
        Answer answer =
                first(needs, endpoint -> new Answer(endpoint, endpoint.node().look(lookQuestion)));
        boolean isBest = heads.best(answer.endpoint(), answer.look().newest())
                .equals(answer.look().newest());
        return isBest ? answer.look() : ask(needs, node -> node.look(lookQuestion));
    }

    @Override
    protected <T> T ask(EndpointQuestion endpointQuestion, Function<Node, T> asked) {
        return first(endpointQuestion, endpoint -> asked.apply(endpoint.node()));
    }

    private <T> T first(EndpointQuestion endpointQuestion, Function<EndpointState, T> asked) {
        NodeException failure = null;
        for (EndpointState endpoint : candidates(endpointQuestion)) {
            try {
                return answer(endpoint, asked);
            } catch (RangeTooLargeException e) {
                throw e;
            } catch (NodeException e) {
                failure = worthier(failure, e);
            }
        }
        throw way.isPrompt() ? promptly(failure) : failure;
    }

    /** Whoever cannot wait is not helped by asking again those of whom none answered. */
    private static NodeException promptly(NodeException failure) {
        return failure instanceof TemporaryNodeException temporary && temporary.trouble() == Trouble.SILENT
                ? TemporaryNodeException.nobodyAnswers(failure.getMessage())
                : failure;
    }

    @Override
    public LogCaps logCaps(long block) {
        return known(
                EndpointQuestion.logs("logs", block),
                profile -> profile.logRange().caps(),
                LogCaps.NONE);
    }

    @Override
    public ReadsPerCall readsPerCall() {
        return new ReadsPerCall(
                known(EndpointQuestion.of("call"), EndpointProfile::readsPerCall, ReadsPerCall.ONE)
                        .views(),
                known(EndpointQuestion.words("storage"), EndpointProfile::readsPerCall, ReadsPerCall.ONE)
                        .slots());
    }

    private <T> T known(EndpointQuestion endpointQuestion, Function<EndpointProfile, T> told, T unknown) {
        try {
            return told.apply(candidates(endpointQuestion).getFirst().profile());
        } catch (NodeException e) { // Whoever asks the question is told.
            return unknown;
        }
    }

    /** Of every endpoint: no other can speak for one that answered. */
    @Override
    public ChainIdWitness sameChain() {
        record Watched(EndpointState endpoint, ChainIdWitness chain) {}
        List<Watched> all = endpoints.stream()
                .map(endpoint -> new Watched(endpoint, endpoint.node().sameChain()))
                .toList();
        return () -> all.forEach(each -> notingFailure(each.endpoint(), () -> {
            each.chain().confirm();
            return null;
        }));
    }

    private static <T> T answer(EndpointState endpoint, Function<EndpointState, T> question) {
        return notingFailure(endpoint, () -> {
            T answer = question.apply(endpoint);
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

    /** Who is asked, in that order; one at least. */
    private List<EndpointState> candidates(EndpointQuestion endpointQuestion) {
        List<EndpointState> able = Ranking.able(endpoints, endpointQuestion);
        if (able.isEmpty()) {
            throw NoEndpointReasons.aboutHistory(
                    endpoints, endpointQuestion.block().getAsLong());
        }
        List<EndpointState> open = able.stream()
                .filter(endpoint -> !endpoint.isBarred() && !(way.isPrompt() && endpoint.isKnownSilent()))
                .toList();
        if (open.isEmpty()) {
            throw way == Way.ALONE ? NoEndpointReasons.unwaited(able) : NoEndpointReasons.now(able, way.isPrompt());
        }
        List<EndpointState> preferred = Ranking.byPreference(open, endpointQuestion);
        if (way != Way.OTHER) {
            return preferred;
        }
        if (preferred.size() == 1) {
            throw TemporaryNodeException.nobodyAnswers("no other endpoint can be asked");
        }
        return preferred.subList(1, preferred.size());
    }
}
