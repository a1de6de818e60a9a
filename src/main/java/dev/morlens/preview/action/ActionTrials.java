package dev.morlens.preview.action;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Chooses which of many actions to try: the largest, the oldest session, and one of each kind. */
final class ActionTrials {

    private static final Logger LOG = Logger.getLogger(ActionTrials.class);

    /** Simulations an answer. */
    private static final int MOST = 5;

    private final DryRuns dryRuns;

    ActionTrials(DryRuns dryRuns) {
        this.dryRuns = dryRuns;
    }

    /**
     * The actions in their order, some with a result.
     *
     * @param inThisSecond whether they may be others in the next second, in which nodes simulate blocks
     */
    List<RecoveryAction> of(Network network, AsOf asOf, List<RecoveryAction> actions, boolean inThisSecond) {
        List<RecoveryAction> tried = new ArrayList<>(actions);
        for (int chosen : chosen(actions)) {
            RecoveryAction recoveryAction = actions.get(chosen);
            Optional<SequenceResult> result = inThisSecond
                    ? dryRuns.inThisSecond(network, asOf, recoveryAction)
                    : dryRuns.of(network, asOf, recoveryAction);
            if (result.isEmpty()) {
                // the others would wait as long for as little
                break;
            }
            RecoveryAction known = recoveryAction.tried(result.get());
            warnOfSurprise(network, asOf, recoveryAction, known);
            tried.set(chosen, known);
        }
        return tried;
    }

    /** A node's figure is taken; ours was wrong, or the chain has a rule that we do not know. */
    private static void warnOfSurprise(Network network, AsOf asOf, RecoveryAction ours, RecoveryAction nodes) {
        for (int i = 0; i < ours.calls().size(); i++) {
            Optional<Wei> expected = ours.calls().get(i).expected();
            if (expected.isPresent() && !expected.equals(nodes.calls().get(i).expected())) {
                LOG.warnf(
                        "%s of %s on %s at block %d: expected call %d to pay %s wei, a node says %s",
                        ours.kind(),
                        ours.from(),
                        network.name(),
                        asOf.block().number(),
                        i + 1,
                        expected.get(),
                        nodes.calls().get(i).expected().get());
            }
        }
    }

    /** Sessions come newest first, so the oldest is the last. */
    private static List<Integer> chosen(List<RecoveryAction> actions) {
        List<Integer> ready = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i).isReady()) {
                ready.add(i);
            }
        }
        Set<Integer> chosen = new LinkedHashSet<>();
        ready.stream().max(Comparator.comparing(i -> amount(actions.get(i)))).ifPresent(chosen::add);
        ready.stream()
                .filter(i -> actions.get(i).kind() == ActionKind.CLOSE_SESSION)
                .reduce((newer, older) -> older)
                .ifPresent(chosen::add);
        for (ActionKind actionKind : ActionKind.values()) {
            ready.stream()
                    .filter(i -> actions.get(i).kind() == actionKind)
                    .findFirst()
                    .ifPresent(chosen::add);
        }
        return chosen.stream().limit(MOST).toList();
    }

    private static Wei amount(RecoveryAction recoveryAction) {
        return recoveryAction.amount().orElse(Wei.ZERO);
    }
}
