package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.Session;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.preview.StakeActions.Registration;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.abi.SessionCalls;
import dev.morlens.protocol.abi.StakeCalls;
import dev.morlens.protocol.event.ProtocolEvent.DelegateStakingParamsUpdated;
import dev.morlens.protocol.math.Rule;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.store.PoolSum;
import dev.morlens.store.StoreUnavailableException;
import dev.morlens.store.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every transaction that brings an address's MOR back, unsigned. */
@ApplicationScoped
public class Actions {

    /**
     * @param verification of the index's figures for the address
     * @param actions the claim first, then what is overdue, then the rest
     */
    public record Answer(AsOf asOf, Verification verification, List<Action> actions) {}

    /** More than that are told by their number. */
    private static final int MOST_BIDS = 50;

    private final Heads heads;
    private final LiveFacts live;
    private final Rules rules;
    private final Simulations simulations;
    private final Trials trials;

    @Inject
    public Actions(Heads heads, LiveFacts live, Rules rules, DryRuns dryRuns, Simulations simulations) {
        this.heads = heads;
        this.live = live;
        this.rules = rules;
        this.simulations = simulations;
        this.trials = new Trials(dryRuns);
    }

    /**
     * Those that there is something for; at most 100 of a kind.
     *
     * @throws StoreUnavailableException if neither index nor node can tell
     */
    public Answer of(Network network, Address address) {
        ActionFacts facts = facts(network, address);
        Rule rule = rule(network, facts.asOf());
        List<Action> actions = new ArrayList<>();
        if (facts.mayHaveHolds()) {
            actions.add(ClaimActions.claim(facts, new SessionCalls(network.diamond()), rule));
        }
        actions.addAll(sessions(network, facts, rule));
        actions.addAll(stakes(network, facts));
        return answer(network, facts, actions);
    }

    /** The claim alone, also where there is nothing to claim. */
    public Answer claim(Network network, Address address) {
        ActionFacts facts = facts(network, address);
        Rule rule = rule(network, facts.asOf());
        Action claim = ClaimActions.claim(facts, new SessionCalls(network.diamond()), rule);
        return answer(network, facts, List.of(claim));
    }

    private Answer answer(Network network, ActionFacts facts, List<Action> actions) {
        return new Answer(
                facts.asOf(), facts.position().accounts().verification(), trials.of(network, facts.asOf(), actions));
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

    private Rule rule(Network network, AsOf asOf) {
        return asOf.isLive() ? Rule.UNKNOWN : rules.inForce(network.name()).rule();
    }

    private List<Action> sessions(Network network, ActionFacts facts, Rule rule) {
        SessionActions make = new SessionActions(
                new SessionCalls(network.diamond()),
                new StakeCalls(network.diamond()),
                network.chainId(),
                facts.asOf().now());
        List<Action> actions = new ArrayList<>();
        facts.overdue().forEach(session -> actions.add(make.closeOverdue(session, rule)));
        if (!facts.overdue().isEmpty() && (rule == Rule.POOL || facts.asOf().isLive())) {
            Optional<Duration> grace = grace(network, facts.asOf());
            if (rule == Rule.POOL || grace.isPresent()) {
                facts.overdue().forEach(session -> actions.add(make.settle(session, grace)));
            }
        }
        facts.running().forEach(session -> actions.add(make.closeEarly(session)));
        for (Session session : facts.claims().owing()) {
            actions.add(make.claimForProvider(session));
        }
        return actions;
    }

    private List<Action> stakes(Network network, ActionFacts facts) {
        StakeActions make = new StakeActions(
                new StakeCalls(network.diamond()), facts.address(), facts.asOf().now());
        List<Action> actions = new ArrayList<>();
        Wei stake = facts.position().balance(Bucket.PROVIDER_STAKE);
        if (stake.isPositive()) {
            actions.add(make.deregister(stake, provider(network, facts)));
        }
        facts.claims().models().forEach(model -> actions.add(make.deregister(model)));
        actions.addAll(pools(network, facts));
        return actions;
    }

    private List<Action> pools(Network network, ActionFacts facts) {
        if (facts.pools().isEmpty()) {
            return List.of();
        }
        PoolActions make = new PoolActions(
                new StakeCalls(network.diamond()),
                facts.address(),
                facts.asOf().now(),
                params(network, facts.asOf()).map(DelegateStakingParamsUpdated::maxAutoReleaseDays));
        List<Action> actions = new ArrayList<>();
        facts.claims()
                .grants()
                .forEach(grant -> actions.addAll(make.of(grant, facts.pools().get(grant.hot()))));
        facts.pools().values().stream()
                .sorted(Comparator.comparing(PoolSum::hot))
                .forEach(pool -> make.release(pool).ifPresent(actions::add));
        return actions;
    }

    private Optional<Registration> provider(Network network, ActionFacts facts) {
        MarketViews views = new MarketViews(network.diamond());
        Address address = facts.address();
        return simulations.ask(network, facts.asOf(), address, Registration.class, (node, at) -> {
            ViewReader reader = new ViewReader(node);
            return new Registration(
                    reader.read(at, views.getProvider(address)),
                    reader.read(at, views.getProviderActiveBids(address, 0, MOST_BIDS)));
        });
    }

    private Optional<Duration> grace(Network network, AsOf asOf) {
        return params(network, asOf)
                .map(params -> params.settlementGrace().min(Wei.of(Integer.MAX_VALUE)))
                .map(seconds -> Duration.ofSeconds(seconds.value().longValueExact()));
    }

    private Optional<DelegateStakingParamsUpdated> params(Network network, AsOf asOf) {
        var view = new PoolViews(network.diamond()).getDelegateStakingParams();
        return simulations.ask(
                network,
                asOf,
                "delegate staking params",
                DelegateStakingParamsUpdated.class,
                (node, at) -> new ViewReader(node).read(at, view));
    }
}
