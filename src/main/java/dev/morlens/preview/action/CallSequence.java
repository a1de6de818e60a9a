package dev.morlens.preview.action;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.SimulatedCall;
import dev.morlens.chain.SimulationResult;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.due.NextBlock;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.TokenTransfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries an action's calls one after the other, each as its sender would send it after those before, by {@code
 * eth_simulateV1}; of a node that lacks that, the first call alone.
 */
record CallSequence(Network network, RecoveryAction action, AsOf asOf) {

    /** Nodes take some 256 blocks at most, and 50 million gas for all. */
    private static final int MOST = 100;

    /** How many of an action's calls are tried. */
    static int length(RecoveryAction recoveryAction) {
        return Math.min(MOST, recoveryAction.calls().size());
    }

    /** Empty where only a block that does not exist yet would tell, and the node cannot simulate it. */
    Optional<SequenceResult> rehearse(Node node, BlockId at) {
        List<SimulatedCall> attempts = attempts();
        try {
            SequenceResult found = rehearsed(node.simulate(at, attempts));
            return Optional.of(
                    new SequenceResult(found.run().in(attempts.getFirst().at(), asOf.block()), found.received()));
        } catch (RefusedByNodeException e) {
            return asOf.supposed().isPresent()
                    ? Optional.empty()
                    : first(node, at, "Only the first call was tried: the node cannot try several in sequence.");
        }
    }

    /** The first call alone, by {@code eth_call}: in a block of the newest one's time. */
    Optional<SequenceResult> first(Node node, BlockId at) {
        return first(node, at, "Only the first call was tried: in the next second already it does something else.");
    }

    private Optional<SequenceResult> first(Node node, BlockId at, String note) {
        DryRun first = DryRun.of(node.callAs(
                        action.from(), at, action.calls().getFirst().call().call()))
                .in(asOf.block().time(), asOf.block());
        return Optional.of(new SequenceResult(length(action) == 1 ? first : first.noting(note), List.of()));
    }

    /** Each in a block of its own, and nodes want each block later than the one before. */
    private List<SimulatedCall> attempts() {
        List<SimulatedCall> attempts = new ArrayList<>();
        Instant next = asOf.supposed().orElseGet(() -> NextBlock.after(asOf).simulated());
        for (CallStep callStep : action.calls().subList(0, length(action))) {
            Instant time = callStep.notBefore().filter(next::isBefore).orElse(next);
            attempts.add(new SimulatedCall(action.from(), callStep.call().call(), time));
            next = new NextBlock(time).simulated();
        }
        return attempts;
    }

    private SequenceResult rehearsed(List<SimulationResult> attempted) {
        List<Wei> received = new ArrayList<>();
        for (SimulationResult each : attempted) {
            if (!each.result().success()) {
                return new SequenceResult(DryRun.of(each.result(), received.size() + 1), received);
            }
            received.add(TokenTransfer.received(action.owner(), TokenTransfer.of(network.token(), each.logs())));
        }
        DryRun run = DryRun.of(attempted.getLast().result(), attempted.size());
        return new SequenceResult(
                attempted.size() == action.calls().size()
                        ? run
                        : run.noting("Only the first " + MOST + " calls were tried."),
                received);
    }
}
