package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.Session;
import dev.morlens.position.AsOf;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionCalls;
import dev.morlens.protocol.abi.SignedReceipt;
import dev.morlens.protocol.abi.UnsignedCall;
import dev.morlens.protocol.event.SessionId;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tries transactions without sending them, at an answer's block. Empty where that could not be asked: the budget is used
 * up, or no node answers. A revert is an answer.
 */
@Unremovable
@ApplicationScoped
public class DryRuns {

    /** The contract takes receipts that are dated ahead; old ones it refuses. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private record Trial(String function, Address from, Object subject) {}

    private final Simulations simulations;

    @Inject
    public DryRuns(Simulations simulations) {
        this.simulations = simulations;
    }

    /**
     * Closes a session as its user would, with a receipt that its provider did not sign. The user's part is the same as in
     * an honest close; before the session's end the provider's may be smaller, so that an honest close could still fail for
     * want of funds.
     */
    public Optional<DryRun> close(Network network, AsOf asOf, Session session) {
        return run(network, asOf, new Trial("closeSession", session.facts().user(), session.id()), () -> {
            SignedReceipt receipt = SignedReceipt.disputed(
                    session.id(), network.chainId(), asOf.now().plus(AHEAD));
            return calls(network).closeSession(receipt);
        });
    }

    /** Claims released holds as their owner would. */
    public Optional<DryRun> claim(Network network, AsOf asOf, Address user, int iterations) {
        Trial trial = new Trial("withdrawUserStakes", user, iterations);
        return run(network, asOf, trial, () -> calls(network).withdrawUserStakes(user, iterations));
    }

    /** Settles an expired session as anybody could. */
    public Optional<DryRun> settle(Network network, AsOf asOf, SessionId id) {
        Trial trial = new Trial("settleExpiredSession", Address.ZERO, id);
        return run(network, asOf, trial, () -> calls(network).settleExpiredSession(id));
    }

    /** Collects what a session owes its provider, as the provider would. */
    public Optional<DryRun> claimForProvider(Network network, AsOf asOf, Address provider, SessionId id) {
        Trial trial = new Trial("claimForProvider", provider, id);
        return run(network, asOf, trial, () -> calls(network).claimForProvider(id));
    }

    /** All calls of an action, in their order; one question to a node, however many they are. */
    Optional<Rehearsal> of(Network network, AsOf asOf, Action action) {
        List<Object> sent = action.calls().stream()
                .map(step ->
                        List.<Object>of(step.call().signature(), step.call().arguments(), step.notBefore()))
                .collect(Collectors.toUnmodifiableList());
        return simulations.attempt(
                network,
                asOf,
                new Trial("sequence", action.from(), sent),
                Sequence.length(action),
                Rehearsal.class,
                (node, at) -> new Sequence(network, action, asOf.now()).rehearse(node, at));
    }

    private Optional<DryRun> run(Network network, AsOf asOf, Trial trial, Supplier<UnsignedCall> call) {
        return simulations.attempt(
                network,
                asOf,
                trial,
                1,
                DryRun.class,
                (node, at) -> DryRun.of(node.callAs(trial.from(), at, call.get().call())));
    }

    private static SessionCalls calls(Network network) {
        return new SessionCalls(network.diamond());
    }
}
