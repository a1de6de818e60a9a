package dev.morlens.diagnosis;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Case.Elsewhere;
import dev.morlens.diagnosis.facts.DryRunResults;
import dev.morlens.diagnosis.facts.Holdings;
import dev.morlens.diagnosis.facts.Labels;
import dev.morlens.diagnosis.facts.NodeFacts;
import dev.morlens.holdrule.RuleHistory;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.market.contract.ContractReader;
import dev.morlens.market.health.ProtocolHealth;
import dev.morlens.market.health.ProtocolHealths;
import dev.morlens.position.cache.Position;
import dev.morlens.position.cache.Positions;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.preview.due.LiveFacts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.read.OverdueTotal;
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
class CaseReader {

    /** @param later the case in later seconds that a transaction sent now may reach, the earliest first */
    record ReadCase(Case now, List<Case> later) {}

    /** @param changes what is held from later seconds on, where it changes soon */
    private record Known(
            Position position, Holdings holdings, OverdueTotal overdue, NavigableMap<Instant, Holdings> changes) {

        Holdings holdings(Instant at) {
            return Optional.ofNullable(changes.floorEntry(at))
                    .map(Map.Entry::getValue)
                    .orElse(holdings);
        }
    }

    /** What a node is asked of it. */
    private record Account(Set<Address> providers) {}

    private final SnapshotReader snapshotReader;
    private final LiveFacts live;
    private final Positions positions;
    private final Networks networks;
    private final ProtocolHealths healths;
    private final ContractReader contracts;
    private final RuleHistory ruleHistory;
    private final NodeQueries nodeQueries;
    private final CaseDryRuns caseDryRuns;

    @Inject
    CaseReader(
            SnapshotReader snapshotReader,
            LiveFacts live,
            Positions positions,
            Networks networks,
            ProtocolHealths healths,
            ContractReader contracts,
            RuleHistory ruleHistory,
            NodeQueries nodeQueries,
            CaseDryRuns caseDryRuns) {
        this.snapshotReader = snapshotReader;
        this.live = live;
        this.positions = positions;
        this.networks = networks;
        this.healths = healths;
        this.contracts = contracts;
        this.ruleHistory = ruleHistory;
        this.nodeQueries = nodeQueries;
        this.caseDryRuns = caseDryRuns;
    }

    /**
     * From the index; where it is behind, cannot be read, or is wrong about the address, what a node tells instead.
     *
     * @throws StoreUnavailableException if neither can tell
     */
    ReadCase of(Network network, Address address) {
        Optional<LiveFacts.LiveAddress> present = live.liveIfBehind(network, address);
        if (present.isPresent()) {
            return of(network, present.get());
        }
        try {
            Known known = indexed(network, address);
            return live.liveIfMismatch(network, known.position())
                    .map(liveAddress -> of(network, liveAddress))
                    .orElseGet(() -> of(network, known, Optional.of(ruleHistory.inForce(network.name()))));
        } catch (StoreUnavailableException e) {
            return live.of(network, address)
                    .map(liveAddress -> of(network, liveAddress))
                    .orElseThrow(() -> e);
        }
    }

    /** Of a position that a node told, at its block. */
    ReadCase of(Network network, Position position) {
        return of(network, live.of(network, position));
    }

    private ReadCase of(Network network, LiveFacts.LiveAddress liveAddress) {
        Position position = liveAddress.position();
        Holdings holdings = Holdings.fromNode(liveAddress);
        NavigableMap<Instant, Holdings> changes = new TreeMap<>();
        for (Instant turn : CaseTurningPoints.of(position, holdings)) {
            changes.put(
                    turn, Holdings.fromNode(new LiveFacts.LiveAddress(position.supposing(turn), liveAddress.open())));
        }
        Known known = new Known(position, holdings, OverdueTotal.UNKNOWN, changes);
        return of(network, known, Optional.empty());
    }

    /** @param rule empty where the index cannot tell it */
    private ReadCase of(Network network, Known known, Optional<RulePeriod> rule) {
        Position position = known.position();
        Holdings holdings = known.holdings();
        ProtocolHealth health = healths.of(network, position.asOf(), known.overdue());
        health.onChain().ifPresent(told -> nodeQueries.note(told.block()));
        // A node that did not answer the first question would keep us waiting for each of the others.
        Optional<NodeFacts> chain = health.onChain().isPresent() ? onChain(network, known) : Optional.empty();
        Case untried = new Case(
                network,
                position,
                holdings,
                live.isBackfilling(network),
                health,
                rule.orElseGet(() -> shown(health)),
                chain,
                DryRunResults.NONE,
                elsewhere(network, position.address()),
                new Labels(contracts.of(network, position), networks.contracts(network)));
        List<Case> later = CaseTurningPoints.of(untried, known.changes().keySet()).stream()
                .map(turn -> tried(untried.supposing(turn, known.holdings(turn))))
                .toList();
        return new ReadCase(tried(untried), later);
    }

    private Case tried(Case untried) {
        return untried.chain().isPresent() ? untried.tried(caseDryRuns.of(untried)) : untried;
    }

    private static RulePeriod shown(ProtocolHealth health) {
        return health.settlementGrace().isPresent() ? RulePeriod.POOL_SHOWN : RulePeriod.UNREAD;
    }

    private Known indexed(Network network, Address address) {
        return snapshotReader.read(network.name(), (networkReads, asOf) -> {
            Position position = Position.at(networkReads.accounts(address), asOf);
            Holdings holdings = new HoldingsReader(networkReads, address, asOf.now()).read();
            NavigableMap<Instant, Holdings> changes = new TreeMap<>();
            for (Instant turn : CaseTurningPoints.of(position, holdings)) {
                changes.put(turn, new HoldingsReader(networkReads, address, turn).read());
            }
            return new Known(position, holdings, healths.overdue(network, networkReads, asOf), changes);
        });
    }

    private Optional<NodeFacts> onChain(Network network, Known known) {
        Address address = known.position().address();
        AsOf asOf = known.position().asOf();
        Set<Address> providers = providers(known);
        return nodeQueries.recent(
                network,
                asOf,
                address,
                new Account(providers),
                NodeFacts.class,
                (node, at) -> CaseNodeReader.read(node, asOf.block(), network, address, providers));
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
