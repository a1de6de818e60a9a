package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.protocol.Network;
import dev.morlens.store.StoreUnavailableException;
import dev.morlens.store.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every transaction that brings an address's MOR back, unsigned. */
@ApplicationScoped
public class Actions {

    /**
     * @param second that the actions are computed for: the earliest that the next block can have
     * @param verification of the index's figures for the address
     * @param actions the claim first, then what is overdue, then the rest; what the contract would refuse comes last
     */
    public record Answer(AsOf asOf, Instant second, Verification verification, List<Action> actions) {}

    /** What there is in a later second. */
    private record Made(ActionFacts facts, List<Action> actions) {}

    private final Heads heads;
    private final LiveFacts live;
    private final ActionMaker maker;
    private final Trials trials;
    private final Outlooks outlooks;

    @Inject
    public Actions(Heads heads, LiveFacts live, Rules rules, DryRuns dryRuns, Simulations simulations) {
        this.heads = heads;
        this.live = live;
        this.maker = new ActionMaker(rules, simulations);
        this.trials = new Trials(dryRuns);
        this.outlooks = new Outlooks(simulations, heads);
    }

    /**
     * Those that there is something for; at most 100 of a kind.
     *
     * @throws StoreUnavailableException if neither index nor node can tell
     */
    public Answer of(Network network, Address address) {
        return of(network, address, Optional.empty());
    }

    /**
     * Those that there is something for, as somebody else would send them; at most 100 of a kind.
     *
     * @param sender empty for the owner itself
     * @throws StoreUnavailableException if neither index nor node can tell
     */
    public Answer of(Network network, Address address, Optional<Address> sender) {
        return answer(network, facts(network, address), sender.orElse(address), facts -> maker.all(network, facts));
    }

    /** The claim alone, also where there is nothing to claim. */
    public Answer claim(Network network, Address address) {
        return claim(network, address, Optional.empty());
    }

    /** The claim alone, as somebody else would send it; empty for the owner itself. */
    public Answer claim(Network network, Address address, Optional<Address> sender) {
        return answer(network, facts(network, address), sender.orElse(address), facts -> maker.claim(network, facts));
    }

    private Answer answer(
            Network network, ActionFacts facts, Address sender, Function<ActionFacts, List<Action>> owners) {
        Function<ActionFacts, List<Action>> making = known -> owners.apply(known).stream()
                .map(action -> SenderRights.sentBy(sender, action))
                .toList();
        List<Action> made = making.apply(facts);
        NextBlock next = NextBlock.after(facts.asOf());
        List<Instant> turns = turns(network, facts, made, next);
        List<Made> later = turns.stream()
                .map(facts::supposing)
                .map(then -> new Made(then, making.apply(then)))
                .toList();
        KnownFunctions known = outlooks.known(
                network,
                facts,
                sender,
                Stream.concat(made.stream(), later.stream().flatMap(then -> then.actions().stream()))
                        .toList());
        SenderRights rights = new SenderRights(known.told());
        List<Action> tried = trials.of(
                network, facts.asOf(), rights.judged(known.onlyPresent(made)), turns.contains(next.simulated()));
        for (Made then : later) {
            AsOf at = then.facts().asOf();
            tried = LaterActions.merged(
                    tried,
                    rights.judged(known.onlyPresent(then.actions())),
                    at.now(),
                    changed -> trials.of(network, at, changed, false));
        }
        return new Answer(
                facts.asOf(),
                next.second(),
                facts.position().accounts().verification(),
                Outlooks.of(facts, known.told(), tried));
    }

    /** When the actions become others, as far as a transaction that is sent now may reach it. */
    private List<Instant> turns(Network network, ActionFacts facts, List<Action> actions, NextBlock next) {
        return next.turns(Stream.of(
                        facts.turns(),
                        actions.stream().flatMap(Action::turns),
                        actions.stream().anyMatch(action -> action.kind() == Action.Kind.DEREGISTER_PROVIDER)
                                ? maker.period(network, facts)
                                : Stream.<Instant>empty())
                .flatMap(Function.identity())
                .toList());
    }

    /**
     * From the index; where it is behind, cannot be read, or is wrong about the address, what a node tells instead. That
     * is less, which the answer's {@code incomplete} names.
     */
    private ActionFacts facts(Network network, Address address) {
        Optional<LiveFacts.Told> present = live.insteadOfOld(network, address);
        if (present.isPresent()) {
            return ActionFacts.told(present.get());
        }
        ActionFacts indexed;
        try {
            indexed = heads.read(network.name(), (reads, asOf) -> ActionFacts.read(reads, asOf, address));
        } catch (StoreUnavailableException e) {
            return live.of(network, address).map(ActionFacts::told).orElseThrow(() -> e);
        }
        return live.insteadOfWrong(network, indexed.position())
                .map(indexed::corrected)
                .orElse(indexed);
    }
}
