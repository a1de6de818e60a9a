package dev.morlens.preview;

import dev.morlens.chain.Attempt;
import dev.morlens.chain.Attempted;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.RefusedByNodeException;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.Action.Step;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.TokenTransfer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries an action's calls one after the other, each as the owner would send it after those before, by {@code
 * eth_simulateV1}; of a node that lacks that, the first call alone.
 */
record Sequence(Network network, Action action, Instant now) {

    /** Nodes take some 256 blocks at most, and 50 million gas for all. */
    private static final int MOST = 100;

    /** On Base a block comes every two seconds. */
    private static final Duration BLOCK = Duration.ofSeconds(2);

    /** How many of an action's calls are tried. */
    static int length(Action action) {
        return Math.min(MOST, action.calls().size());
    }

    Rehearsal rehearse(Node node, BlockId at) {
        List<Attempt> attempts = attempts();
        try {
            return rehearsed(node.simulate(at, attempts));
        } catch (RefusedByNodeException e) {
            DryRun first =
                    DryRun.of(node.callAs(action.from(), at, attempts.getFirst().call()));
            return new Rehearsal(
                    attempts.size() == 1
                            ? first
                            : first.noting("Only the first call was tried: the node cannot try several in sequence."),
                    List.of());
        }
    }

    private List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        Instant time = now;
        for (Step step : action.calls().subList(0, length(action))) {
            Instant next = time.plus(BLOCK);
            time = step.notBefore().filter(next::isBefore).orElse(next);
            attempts.add(new Attempt(action.from(), step.call().call(), time));
        }
        return attempts;
    }

    private Rehearsal rehearsed(List<Attempted> attempted) {
        List<Wei> received = new ArrayList<>();
        for (Attempted each : attempted) {
            if (!each.result().success()) {
                return new Rehearsal(DryRun.of(each.result(), received.size() + 1), received);
            }
            received.add(TokenTransfer.received(action.from(), TokenTransfer.of(network.token(), each.logs())));
        }
        DryRun run = DryRun.of(attempted.getLast().result(), attempted.size());
        return new Rehearsal(
                attempted.size() == action.calls().size()
                        ? run
                        : run.noting("Only the first " + MOST + " calls were tried."),
                received);
    }
}
