package dev.morlens.preview.action;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.value.Address;
import dev.morlens.holdrule.RuleHistory;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.preview.due.LiveFacts;
import dev.morlens.preview.due.NextBlock;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.feed.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every transaction that brings an address's MOR back, unsigned. */
@ApplicationScoped
public class RecoveryActions {

    /**
     * @param second that the actions are computed for: the earliest that the next block can have
     * @param verification of the index's figures for the address
     * @param actions the claim first, then what is overdue, then the rest; what the contract would refuse comes last
     */
    public record OfferedActions(AsOf asOf, Instant second, Verification verification, List<RecoveryAction> actions) {}

    /** What there is in a later second. */
    private record Made(ActionFacts facts, List<RecoveryAction> actions) {}

    private final SnapshotReader snapshotReader;
    private final LiveFacts live;
    private final ActionMaker maker;
    private final ActionTrials actionTrials;
    private final OutlookJudge outlookJudge;

    @Inject
    public RecoveryActions(
            SnapshotReader snapshotReader,
            LiveFacts live,
            RuleHistory ruleHistory,
            DryRuns dryRuns,
            NodeQueries nodeQueries) {
        this.snapshotReader = snapshotReader;
        this.live = live;
        this.maker = new ActionMaker(ruleHistory, nodeQueries);
        this.actionTrials = new ActionTrials(dryRuns);
        this.outlookJudge = new OutlookJudge(nodeQueries, snapshotReader);
    }

    /**
     * Those that there is something for; at most 100 of a kind.
     *
     * @throws StoreUnavailableException if neither index nor node can tell
     */
    public OfferedActions of(Network network, Address address) {
        return of(network, address, Optional.empty());
    }

    /**
     * Those that there is something for, as somebody else would send them; at most 100 of a kind.
     *
     * @param sender empty for the owner itself
     * @throws StoreUnavailableException if neither index nor node can tell
     */
    public OfferedActions of(Network network, Address address, Optional<Address> sender) {
        return answer(network, facts(network, address), sender.orElse(address), facts -> maker.all(network, facts));
    }

    /** The claim alone, also where there is nothing to claim. */
    public OfferedActions claim(Network network, Address address) {
        return claim(network, address, Optional.empty());
    }

    /** The claim alone, as somebody else would send it; empty for the owner itself. */
    public OfferedActions claim(Network network, Address address, Optional<Address> sender) {
        return answer(network, facts(network, address), sender.orElse(address), facts -> maker.claim(network, facts));
    }

    private OfferedActions answer(
            Network network, ActionFacts facts, Address sender, Function<ActionFacts, List<RecoveryAction>> owners) {
        Function<ActionFacts, List<RecoveryAction>> making = known -> owners.apply(known).stream()
                .map(recoveryAction -> SenderRights.sentBy(sender, recoveryAction))
                .toList();
        List<RecoveryAction> made = making.apply(facts);
        NextBlock next = NextBlock.after(facts.asOf());
        List<Instant> turns = turns(network, facts, made, next);
        List<Made> later = turns.stream()
                .map(facts::supposing)
                .map(then -> new Made(then, making.apply(then)))
                .toList();
        KnownFunctions known = outlookJudge.known(
                network,
                facts,
                sender,
                Stream.concat(made.stream(), later.stream().flatMap(then -> then.actions().stream()))
                        .toList());
        SenderRights rights = new SenderRights(known.told());
        List<RecoveryAction> tried = actionTrials.of(
                network, facts.asOf(), rights.judged(known.onlyPresent(made)), turns.contains(next.simulated()));
        for (Made then : later) {
            AsOf at = then.facts().asOf();
            tried = LaterActions.merged(
                    tried,
                    rights.judged(known.onlyPresent(then.actions())),
                    at.now(),
                    changed -> actionTrials.of(network, at, changed, false));
        }
        return new OfferedActions(
                facts.asOf(),
                next.second(),
                facts.position().accounts().verification(),
                OutlookJudge.of(facts, known.told(), tried));
    }

    /** When the actions become others, as far as a transaction that is sent now may reach it. */
    private List<Instant> turns(Network network, ActionFacts facts, List<RecoveryAction> actions, NextBlock next) {
        return next.turns(Stream.of(
                        facts.turns(),
                        actions.stream().flatMap(RecoveryAction::turns),
                        actions.stream()
                                        .anyMatch(recoveryAction ->
                                                recoveryAction.kind() == ActionKind.DEREGISTER_PROVIDER)
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
        Optional<LiveFacts.LiveAddress> present = live.liveIfBehind(network, address);
        if (present.isPresent()) {
            return ActionFacts.fromNode(present.get());
        }
        ActionFacts indexed;
        try {
            indexed = snapshotReader.read(
                    network.name(), (networkReads, asOf) -> ActionFacts.read(networkReads, asOf, address));
        } catch (StoreUnavailableException e) {
            return live.of(network, address).map(ActionFacts::fromNode).orElseThrow(() -> e);
        }
        return live.liveIfMismatch(network, indexed.position())
                .map(indexed::corrected)
                .orElse(indexed);
    }
}
