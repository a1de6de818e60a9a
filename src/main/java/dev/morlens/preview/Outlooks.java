package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.position.Heads;
import dev.morlens.preview.OfferFacts.Asked;
import dev.morlens.preview.Outlook.State;
import dev.morlens.protocol.Network;
import dev.morlens.store.Claims.ModelStake;
import dev.morlens.store.StoreUnavailableException;
import dev.morlens.store.Upgrade;
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
final class Outlooks {

    private final Simulations simulations;
    private final Heads heads;

    Outlooks(Simulations simulations, Heads heads) {
        this.simulations = simulations;
        this.heads = heads;
    }

    /**
     * Asks for what decides whether the actions work.
     *
     * @param sender of all of them that it may send
     * @param actions all that may be offered, now or in later seconds
     */
    KnownFunctions known(Network network, ActionFacts facts, Address sender, List<Action> actions) {
        Asked asked = asked(facts, sender, actions);
        if (asked.isNothing()) {
            return new KnownFunctions(Optional.empty(), List.of());
        }
        Optional<OfferFacts> told = simulations.recent(
                network,
                facts.asOf(),
                network.diamond(),
                asked,
                OfferFacts.class,
                (node, at) -> asked.of(network, facts.asOf().block(), node, at));
        return new KnownFunctions(told, lacksAny(told) ? upgrades(network) : List.of());
    }

    static List<Action> of(ActionFacts facts, Optional<OfferFacts> told, List<Action> actions) {
        Optional<Obstruction> obstruction = told.map(known -> new Obstruction(facts, known));
        return actions.stream()
                .map(action -> action.calls().isEmpty() ? withoutCalls(action) : judged(action, obstruction))
                .sorted(Comparator.comparing(Action::wouldFail))
                .toList();
    }

    private static Asked asked(ActionFacts facts, Address sender, List<Action> actions) {
        Set<Integer> selectors = actions.stream()
                .flatMap(action -> action.calls().stream())
                .map(step -> step.call().selector())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Address> providers = Stream.concat(facts.overdue().stream(), facts.owing().stream())
                .map(session -> session.facts().provider())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Hash> models =
                facts.claims().models().stream().map(ModelStake::model).collect(Collectors.toUnmodifiableSet());
        return new Asked(selectors, providers, models, SenderRights.wanted(actions), facts.address(), sender);
    }

    private static boolean lacksAny(Optional<OfferFacts> told) {
        return told.map(known -> known.functions().containsValue(false)).orElse(true);
    }

    /** None if the index is away. */
    private List<Upgrade> upgrades(Network network) {
        try {
            return heads.read(network.name(), (reads, asOf) -> reads.upgrades());
        } catch (StoreUnavailableException e) {
            return List.of();
        }
    }

    private static Action withoutCalls(Action action) {
        return action.outlook().isPresent()
                ? action
                : action.expecting(Outlook.untried(State.TAKES_MORE, "there is no call that could be."));
    }

    private static Action judged(Action action, Optional<Obstruction> known) {
        Action noted = known.map(one -> senderNoted(action, one.told())).orElse(action);
        if (action.dryRun().isPresent()) {
            return noted.expecting(Outlook.tried(action.dryRun().get()));
        }
        if (action.outlook().isPresent()) {
            return noted;
        }
        if (action.blockedUntil().isPresent()) {
            return noted.expecting(Outlook.untried(State.LATER, "the contract does not take it before its time."));
        }
        if (known.isEmpty()) {
            return noted.expecting(Outlook.untried(
                    State.NOT_KNOWN,
                    "no node could be asked just now (none answered, the budget for it is used up, or the index is"
                            + " behind), so it is not known whether the contract takes it."));
        }
        Optional<Outlook> against = known.get().against(action);
        return against.isPresent()
                ? noted.expecting(against.get())
                : known.get().paying(noted).expecting(works(action, known.get().told()));
    }

    private static Outlook works(Action action, OfferFacts told) {
        return Outlook.unopposed(
                "At block "
                        + told.block().number()
                        + " nothing stood against it: the contract has the function, "
                        + (SenderRights.wanted(List.of(action)).isEmpty()
                                ? ""
                                : "the sender has the owner's right to it, ")
                        + "and what it pays from was enough.",
                told.block());
    }

    private static Action senderNoted(Action action, OfferFacts told) {
        boolean byAnyone = action.who().contains(Action.Sender.ANYONE) && !action.byAnother();
        boolean byOthers = !action.from().equals(told.sender());
        if (byAnyone || byOthers) {
            return action;
        }
        if (told.isContract()) {
            return action.needing(
                    "Its sender is a contract, so the call has to come out of that: of a Safe as a batch.");
        }
        return told.gas().isZero()
                ? action.needing("At block " + told.block().number()
                        + " its sender had none of the chain's coin to pay gas with.")
                : action;
    }
}
