package dev.morlens.preview.action;

import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.preview.action.ActionNodeFacts.FactsWanted;
import dev.morlens.preview.action.Outlook.OutlookState;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.read.ClaimableItems.ModelStake;
import dev.morlens.store.read.Upgrade;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says of each offered action whether the contract takes it: by its dry run where there is one, else by everything that is
 * known to stand in the way of its kind. What the contract would refuse comes last.
 */
final class OutlookJudge {

    private final NodeQueries nodeQueries;
    private final SnapshotReader snapshotReader;

    OutlookJudge(NodeQueries nodeQueries, SnapshotReader snapshotReader) {
        this.nodeQueries = nodeQueries;
        this.snapshotReader = snapshotReader;
    }

    /**
     * Asks for what decides whether the actions work.
     *
     * @param sender of all of them that it may send
     * @param actions all that may be offered, now or in later seconds
     */
    KnownFunctions known(Network network, ActionFacts facts, Address sender, List<RecoveryAction> actions) {
        FactsWanted factsWanted = asked(facts, sender, actions);
        if (factsWanted.isNothing()) {
            return new KnownFunctions(Optional.empty(), List.of());
        }
        Optional<ActionNodeFacts> told = nodeQueries.recent(
                network,
                facts.asOf(),
                network.diamond(),
                factsWanted,
                ActionNodeFacts.class,
                (node, at) -> factsWanted.of(network, facts.asOf().block(), node, at));
        return new KnownFunctions(told, lacksAny(told) ? upgrades(network) : List.of());
    }

    static List<RecoveryAction> of(ActionFacts facts, Optional<ActionNodeFacts> told, List<RecoveryAction> actions) {
        Optional<ActionObstacles> obstruction = told.map(known -> new ActionObstacles(facts, known));
        return actions.stream()
                .map(recoveryAction -> recoveryAction.calls().isEmpty()
                        ? withoutCalls(recoveryAction)
                        : judged(recoveryAction, obstruction))
                .sorted(Comparator.comparing(RecoveryAction::wouldFail))
                .toList();
    }

    private static FactsWanted asked(ActionFacts facts, Address sender, List<RecoveryAction> actions) {
        Set<Integer> selectors = actions.stream()
                .flatMap(recoveryAction -> recoveryAction.calls().stream())
                .map(callStep -> callStep.call().selector())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Address> providers = Stream.concat(facts.overdue().stream(), facts.owing().stream())
                .map(session -> session.facts().provider())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Hash> models =
                facts.claims().models().stream().map(ModelStake::model).collect(Collectors.toUnmodifiableSet());
        return new FactsWanted(selectors, providers, models, SenderRights.wanted(actions), facts.address(), sender);
    }

    private static boolean lacksAny(Optional<ActionNodeFacts> told) {
        return told.map(known -> known.functions().containsValue(false)).orElse(true);
    }

    /** None if the index is away. */
    private List<Upgrade> upgrades(Network network) {
        try {
            return snapshotReader.read(network.name(), (networkReads, asOf) -> networkReads.upgrades());
        } catch (StoreUnavailableException e) {
            return List.of();
        }
    }

    private static RecoveryAction withoutCalls(RecoveryAction recoveryAction) {
        return recoveryAction.outlook().isPresent()
                ? recoveryAction
                : recoveryAction.expecting(Outlook.untried(OutlookState.TAKES_MORE, "there is no call that could be."));
    }

    private static RecoveryAction judged(RecoveryAction recoveryAction, Optional<ActionObstacles> known) {
        RecoveryAction noted =
                known.map(one -> senderNoted(recoveryAction, one.told())).orElse(recoveryAction);
        if (recoveryAction.dryRun().isPresent()) {
            return noted.expecting(Outlook.tried(recoveryAction.dryRun().get()));
        }
        if (recoveryAction.outlook().isPresent()) {
            return noted;
        }
        if (recoveryAction.blockedUntil().isPresent()) {
            return noted.expecting(
                    Outlook.untried(OutlookState.LATER, "the contract does not take it before its time."));
        }
        if (known.isEmpty()) {
            return noted.expecting(Outlook.untried(
                    OutlookState.NOT_KNOWN,
                    "no node could be asked just now (none answered, the budget for it is used up, or the index is"
                            + " behind), so it is not known whether the contract takes it."));
        }
        Optional<Outlook> against = known.get().against(recoveryAction);
        return against.isPresent()
                ? noted.expecting(against.get())
                : known.get()
                        .paying(noted)
                        .expecting(works(recoveryAction, known.get().told()));
    }

    private static Outlook works(RecoveryAction recoveryAction, ActionNodeFacts told) {
        return Outlook.unopposed(
                "At block "
                        + told.block().number()
                        + " nothing stood against it: the contract has the function, "
                        + (SenderRights.wanted(List.of(recoveryAction)).isEmpty()
                                ? ""
                                : "the sender has the owner's right to it, ")
                        + "and what it pays from was enough.",
                told.block());
    }

    private static RecoveryAction senderNoted(RecoveryAction recoveryAction, ActionNodeFacts told) {
        boolean byAnyone = recoveryAction.who().contains(RecoveryAction.Sender.ANYONE) && !recoveryAction.byAnother();
        boolean byOthers = !recoveryAction.from().equals(told.sender());
        if (byAnyone || byOthers) {
            return recoveryAction;
        }
        if (told.isContract()) {
            return recoveryAction.needing(
                    "Its sender is a contract, so the call has to come out of that: of a Safe as a batch.");
        }
        return told.gas().isZero()
                ? recoveryAction.needing("At block " + told.block().number()
                        + " its sender had none of the chain's coin to pay gas with.")
                : recoveryAction;
    }
}
