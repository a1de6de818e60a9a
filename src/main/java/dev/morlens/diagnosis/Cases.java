package dev.morlens.diagnosis;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Case.Elsewhere;
import dev.morlens.diagnosis.facts.Holdings;
import dev.morlens.diagnosis.facts.Labels;
import dev.morlens.diagnosis.facts.OnChain;
import dev.morlens.diagnosis.facts.Trials;
import dev.morlens.ledger.Bucket;
import dev.morlens.market.ContractReader;
import dev.morlens.market.ProtocolHealth;
import dev.morlens.market.ProtocolHealths;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.position.Position;
import dev.morlens.position.Positions;
import dev.morlens.preview.LiveFacts;
import dev.morlens.preview.RulePeriod;
import dev.morlens.preview.Rules;
import dev.morlens.preview.Simulations;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.OverdueSum;
import dev.morlens.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads everything that rules judge by. What no node tells in time is left out, and so is what it was needed for. */
@ApplicationScoped
class Cases {

    /** @param later the case in later seconds that a transaction sent now may reach, the earliest first */
    record Found(Case now, List<Case> later) {}

    /** @param changes what is held from later seconds on, where it changes soon */
    private record Known(
            Position position, Holdings holdings, OverdueSum overdue, NavigableMap<Instant, Holdings> changes) {

        Holdings holdings(Instant at) {
            return Optional.ofNullable(changes.floorEntry(at))
                    .map(Map.Entry::getValue)
                    .orElse(holdings);
        }
    }

    /** What a node is asked of it. */
    private record Account(Set<Address> providers) {}

    private final Heads heads;
    private final LiveFacts live;
    private final Positions positions;
    private final Networks networks;
    private final ProtocolHealths healths;
    private final ContractReader contracts;
    private final Rules rules;
    private final Simulations simulations;
    private final Trying trying;

    @Inject
    Cases(
            Heads heads,
            LiveFacts live,
            Positions positions,
            Networks networks,
            ProtocolHealths healths,
            ContractReader contracts,
            Rules rules,
            Simulations simulations,
            Trying trying) {
        this.heads = heads;
        this.live = live;
        this.positions = positions;
        this.networks = networks;
        this.healths = healths;
        this.contracts = contracts;
        this.rules = rules;
        this.simulations = simulations;
        this.trying = trying;
    }

    /**
     * From the index; where it is behind, cannot be read, or is wrong about the address, what a node tells instead.
     *
     * @throws StoreUnavailableException if neither can tell
     */
    Found of(Network network, Address address) {
        Optional<LiveFacts.Told> present = live.insteadOfOld(network, address);
        if (present.isPresent()) {
            return of(network, present.get());
        }
        try {
            Known known = indexed(network, address);
            return live.insteadOfWrong(network, known.position())
                    .map(told -> of(network, told))
                    .orElseGet(() -> of(network, known, Optional.of(rules.inForce(network.name()))));
        } catch (StoreUnavailableException e) {
            return live.of(network, address).map(told -> of(network, told)).orElseThrow(() -> e);
        }
    }

    /** Of a position that a node told, at its block. */
    Found of(Network network, Position position) {
        return of(network, live.of(network, position));
    }

    private Found of(Network network, LiveFacts.Told told) {
        Position position = told.position();
        Holdings holdings = Holdings.told(told);
        NavigableMap<Instant, Holdings> changes = new TreeMap<>();
        for (Instant turn : Turns.of(position, holdings)) {
            changes.put(turn, Holdings.told(new LiveFacts.Told(position.supposing(turn), told.open())));
        }
        Known known = new Known(position, holdings, OverdueSum.UNKNOWN, changes);
        return of(network, known, Optional.empty());
    }

    /** @param rule empty where the index cannot tell it */
    private Found of(Network network, Known known, Optional<RulePeriod> rule) {
        Position position = known.position();
        Holdings holdings = known.holdings();
        ProtocolHealth health = healths.of(network, position.asOf(), known.overdue());
        health.onChain().ifPresent(told -> simulations.note(told.block()));
        // A node that did not answer the first question would keep us waiting for each of the others.
        Optional<OnChain> chain = health.onChain().isPresent() ? onChain(network, known) : Optional.empty();
        Case untried = new Case(
                network,
                position,
                holdings,
                live.isBackfilling(network),
                health,
                rule.orElseGet(() -> shown(health)),
                chain,
                Trials.NONE,
                elsewhere(network, position.address()),
                new Labels(contracts.of(network, position), networks.contracts(network)));
        List<Case> later = Turns.of(untried, known.changes().keySet()).stream()
                .map(turn -> tried(untried.supposing(turn, known.holdings(turn))))
                .toList();
        return new Found(tried(untried), later);
    }

    private Case tried(Case untried) {
        return untried.chain().isPresent() ? untried.tried(trying.of(untried)) : untried;
    }

    private static RulePeriod shown(ProtocolHealth health) {
        return health.settlementGrace().isPresent() ? RulePeriod.POOL_SHOWN : RulePeriod.UNREAD;
    }

    private Known indexed(Network network, Address address) {
        return heads.read(network.name(), (reads, asOf) -> {
            Position position = Position.at(reads.accounts(address), asOf);
            Holdings holdings = new HoldingsReader(reads, address, asOf.now()).read();
            NavigableMap<Instant, Holdings> changes = new TreeMap<>();
            for (Instant turn : Turns.of(position, holdings)) {
                changes.put(turn, new HoldingsReader(reads, address, turn).read());
            }
            return new Known(position, holdings, healths.overdue(network, reads, asOf), changes);
        });
    }

    private Optional<OnChain> onChain(Network network, Known known) {
        Address address = known.position().address();
        AsOf asOf = known.position().asOf();
        Set<Address> providers = providers(known);
        return simulations.recent(
                network,
                asOf,
                address,
                new Account(providers),
                OnChain.class,
                (node, at) -> ChainReader.read(node, asOf.block(), network, address, providers));
    }

    private static Set<Address> providers(Known known) {
        Set<Address> providers = new HashSet<>();
        Stream.concat(Stream.of(known.holdings()), known.changes().values().stream())
                .flatMap(holdings -> holdings.overdue().first().stream())
                .forEach(session -> providers.add(session.facts().provider()));
        boolean isProvider = Stream.of(Bucket.PROVIDER_STAKE, Bucket.PROVIDER_DUE)
                .anyMatch(bucket -> !known.position().balance(bucket).isZero());
        if (isProvider || known.holdings().owing().total().isPositive()) {
            providers.add(known.position().address());
        }
        return providers;
    }

    private List<Elsewhere> elsewhere(Network here, Address address) {
        return networks.all().stream()
                .filter(other -> !other.equals(here))
                .flatMap(other -> elsewhere(other, address, positions).stream())
                .toList();
    }

    /** One network's trouble is no reason to be silent about another. */
    private static Optional<Elsewhere> elsewhere(Network other, Address address, Positions positions) {
        try {
            return Optional.of(new Elsewhere(other, positions.of(other.name(), address)));
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }
}
