package dev.morlens.preview.action;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.SimulatedCall;
import dev.morlens.chain.SimulationResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.SignedReceipt;
import dev.morlens.protocol.call.UnsignedCall;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.DayLock;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tries transactions without sending them, at an answer's block or lately, or in the later one that it supposes. Empty where that
 * could not be asked: the budget is used up, no node answers, or none can simulate a block that does not exist. A revert is
 * an answer.
 */
@Unremovable
@ApplicationScoped
public class DryRuns {

    /** The contract takes receipts that are dated ahead; old ones it refuses. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /**
     * @param supposed the later second in which it is tried; empty in the answer's own
     * @param day at whose end holds are released: what was tried before says nothing of after
     */
    private record Trial(String function, Address from, Object subject, Optional<Instant> supposed, Instant day) {

        static Trial of(String function, Address from, Object subject, AsOf asOf) {
            return new Trial(function, from, subject, asOf.supposed(), DayLock.day(asOf.now()));
        }
    }

    private record Ending(SessionId session, boolean over) {}

    private record Tried(Optional<DryRun> run) {}

    private record Rehearsed(Optional<SequenceResult> found) {}

    /** One of those in which calls are tried; empty where a node cannot. */
    private interface Way {
        Optional<SequenceResult> rehearse(CallSequence callSequence, Node node, BlockId at);
    }

    private final NodeQueries nodeQueries;

    @Inject
    public DryRuns(NodeQueries nodeQueries) {
        this.nodeQueries = nodeQueries;
    }

    /**
     * Closes a session as its user would, with a receipt that its provider did not sign. The user's part is the same as in
     * an honest close; before the session's end the provider's may be smaller, so that an honest close could still fail for
     * want of funds.
     */
    public Optional<DryRun> close(Network network, AsOf asOf, Session session) {
        Address user = session.facts().user();
        Ending ending =
                new Ending(session.id(), !asOf.now().isBefore(session.facts().endsAt()));
        return run(network, asOf, user, Trial.of("closeSession", user, ending, asOf), () -> {
            SignedReceipt receipt = SignedReceipt.disputed(
                    session.id(), network.chainId(), asOf.now().plus(AHEAD));
            return calls(network).closeSession(receipt);
        });
    }

    /** Claims released holds as their owner would. */
    public Optional<DryRun> claim(Network network, AsOf asOf, Address user, int iterations) {
        Trial trial = Trial.of("withdrawUserStakes", user, iterations, asOf);
        return run(network, asOf, user, trial, () -> calls(network).withdrawUserStakes(user, iterations));
    }

    /** Settles an expired session as anybody could. */
    public Optional<DryRun> settle(Network network, AsOf asOf, Session session) {
        Trial trial = Trial.of("settleExpiredSession", Address.ZERO, session.id(), asOf);
        return run(
                network,
                asOf,
                session.facts().user(),
                trial,
                () -> calls(network).settleExpiredSession(session.id()));
    }

    /** Collects what a session owes its provider, as the provider would. */
    public Optional<DryRun> claimForProvider(Network network, AsOf asOf, Address provider, SessionId id) {
        Trial trial = Trial.of("claimForProvider", provider, id, asOf);
        return run(network, asOf, provider, trial, () -> calls(network).claimForProvider(id));
    }

    /** All calls of an action, in their order; one question to a node, however many they are. */
    public Optional<SequenceResult> of(Network network, AsOf asOf, RecoveryAction recoveryAction) {
        return rehearse(
                network, asOf, recoveryAction, "sequence", CallSequence.length(recoveryAction), CallSequence::rehearse);
    }

    /** The first call of an action, in a block with the very time of the answer's, which a simulated one cannot have. */
    Optional<SequenceResult> inThisSecond(Network network, AsOf asOf, RecoveryAction recoveryAction) {
        return rehearse(network, asOf, recoveryAction, "first", 1, CallSequence::first);
    }

    private Optional<SequenceResult> rehearse(
            Network network, AsOf asOf, RecoveryAction recoveryAction, String how, int calls, Way way) {
        List<Object> sent = recoveryAction.calls().stream()
                .map(callStep -> List.<Object>of(
                        callStep.call().signature(), callStep.call().arguments(), callStep.notBefore()))
                .collect(Collectors.toUnmodifiableList());
        return nodeQueries
                .attempt(
                        network,
                        asOf,
                        recoveryAction.owner(),
                        Trial.of(how, recoveryAction.from(), sent, asOf),
                        calls,
                        Rehearsed.class,
                        (node, at) ->
                                new Rehearsed(way.rehearse(new CallSequence(network, recoveryAction, asOf), node, at)))
                .flatMap(Rehearsed::found);
    }

    /** @param about whose doings make a difference */
    private Optional<DryRun> run(Network network, AsOf asOf, Address about, Trial trial, Supplier<UnsignedCall> call) {
        return nodeQueries
                .attempt(
                        network,
                        asOf,
                        about,
                        trial,
                        1,
                        Tried.class,
                        (node, at) -> new Tried(
                                run(node, at, asOf, trial.from(), call.get().call())))
                .flatMap(Tried::run);
    }

    private static Optional<DryRun> run(Node node, BlockId at, AsOf asOf, Address from, ViewCall viewCall) {
        if (asOf.supposed().isEmpty()) {
            return Optional.of(DryRun.of(node.callAs(from, at, viewCall)).in(asOf.now(), asOf.block()));
        }
        try {
            SimulationResult tried = node.simulate(at, List.of(new SimulatedCall(from, viewCall, asOf.now())))
                    .getFirst();
            return Optional.of(DryRun.of(tried.result()).in(asOf.now(), asOf.block()));
        } catch (RefusedByNodeException e) {
            return Optional.empty();
        }
    }

    private static SessionCalls calls(Network network) {
        return new SessionCalls(network.diamond());
    }
}
