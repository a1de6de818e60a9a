package dev.morlens.preview.action;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.holdrule.RuleHistory;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.action.StakeActions.Registration;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.StakeCalls;
import dev.morlens.protocol.event.ProtocolEvent.DelegateStakingParamsUpdated;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.store.read.PoolTotal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the actions that there is something for, none of them tried. */
final class ActionMaker {

    /** More than that are told by their number. */
    private static final int MOST_BIDS = 50;

    private final RuleHistory ruleHistory;
    private final NodeQueries nodeQueries;

    ActionMaker(RuleHistory ruleHistory, NodeQueries nodeQueries) {
        this.ruleHistory = ruleHistory;
        this.nodeQueries = nodeQueries;
    }

    /** The claim first, then what is overdue, then the rest. */
    List<RecoveryAction> all(Network network, ActionFacts facts) {
        HoldRule holdRule = rule(network, facts.asOf());
        List<RecoveryAction> actions = new ArrayList<>();
        if (facts.mayHaveHolds()) {
            actions.add(ClaimActions.claim(facts, new SessionCalls(network.diamond()), holdRule));
        }
        actions.addAll(sessions(network, facts, holdRule));
        actions.addAll(stakes(network, facts));
        return actions;
    }

    /** The claim alone, also where there is nothing to claim. */
    List<RecoveryAction> claim(Network network, ActionFacts facts) {
        HoldRule holdRule = rule(network, facts.asOf());
        return List.of(ClaimActions.claim(facts, new SessionCalls(network.diamond()), holdRule));
    }

    /** When what a provider can ask back changes with its period: it is over in the second after its end. */
    Stream<Instant> period(Network network, ActionFacts facts) {
        return provider(network, facts).stream()
                .map(Registration::provider)
                .map(Provider::limitPeriodEnd)
                .flatMap(end -> Stream.of(end, end.plusSeconds(1)));
    }

    private HoldRule rule(Network network, AsOf asOf) {
        return asOf.isLive()
                ? HoldRule.UNKNOWN
                : ruleHistory.inForce(network.name()).rule();
    }

    private List<RecoveryAction> sessions(Network network, ActionFacts facts, HoldRule holdRule) {
        SessionActions make = new SessionActions(
                new SessionCalls(network.diamond()),
                new StakeCalls(network.diamond()),
                network.chainId(),
                facts.asOf().now());
        List<RecoveryAction> actions = new ArrayList<>();
        facts.overdue().forEach(session -> actions.add(make.closeOverdue(session, holdRule)));
        if (!facts.overdue().isEmpty()
                && (holdRule == HoldRule.POOL || facts.asOf().isLive())) {
            Optional<Duration> grace = grace(network, facts.asOf());
            if (holdRule == HoldRule.POOL || grace.isPresent()) {
                facts.overdue().forEach(session -> actions.add(make.settle(session, grace)));
            }
        }
        facts.running().forEach(session -> actions.add(make.closeEarly(session)));
        for (Session session : facts.owing()) {
            actions.add(make.claimForProvider(session));
        }
        return actions;
    }

    private List<RecoveryAction> stakes(Network network, ActionFacts facts) {
        StakeActions make = new StakeActions(
                new StakeCalls(network.diamond()), facts.address(), facts.asOf().now());
        List<RecoveryAction> actions = new ArrayList<>();
        Wei stake = facts.position().balance(Bucket.PROVIDER_STAKE);
        if (stake.isPositive()) {
            actions.add(make.deregister(stake, provider(network, facts)));
        }
        facts.claims().models().forEach(model -> actions.add(make.deregister(model)));
        actions.addAll(pools(network, facts));
        return actions;
    }

    private List<RecoveryAction> pools(Network network, ActionFacts facts) {
        if (facts.pools().isEmpty()) {
            return List.of();
        }
        PoolActions make = new PoolActions(
                new StakeCalls(network.diamond()),
                facts.address(),
                facts.asOf().now(),
                params(network, facts.asOf()).map(DelegateStakingParamsUpdated::maxAutoReleaseDays));
        List<RecoveryAction> actions = new ArrayList<>();
        facts.claims()
                .grants()
                .forEach(grant -> actions.addAll(make.of(grant, facts.pools().get(grant.hot()))));
        facts.pools().values().stream()
                .sorted(Comparator.comparing(PoolTotal::hot))
                .forEach(pool -> make.release(pool).ifPresent(actions::add));
        return actions;
    }

    private Optional<Registration> provider(Network network, ActionFacts facts) {
        MarketViews views = new MarketViews(network.diamond());
        Address address = facts.address();
        return nodeQueries.recent(network, facts.asOf(), address, "registration", Registration.class, (node, at) -> {
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
        return nodeQueries.recent(
                network,
                asOf,
                network.diamond(),
                "delegate staking params",
                DelegateStakingParamsUpdated.class,
                (node, at) -> new ViewReader(node).read(at, view));
    }
}
