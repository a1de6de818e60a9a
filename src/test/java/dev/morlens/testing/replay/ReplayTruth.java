package dev.morlens.testing.replay;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.ContractSession;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.HoldStorage;
import dev.morlens.protocol.view.OwnerReader;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.testing.truth.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds accounts against all that views and storage of a replayed chain say of them at one block. */
public final class ReplayTruth {

    private final DiamondReader views;
    private final OwnerReader owners;
    private final HoldStorage holds;
    private final SessionReader sessions;
    private final Network network;
    private final BlockId at;
    private final List<String> differences = new ArrayList<>();

    private ReplayTruth(Node node, Network network, BlockId at) {
        this.views = new DiamondReader(node, network);
        this.owners = new OwnerReader(node, network);
        this.holds = new HoldStorage(node, network.diamond());
        this.sessions = new SessionReader(node, network.diamond());
        this.network = network;
        this.at = at;
    }

    public static List<String> differences(Node node, Network network, BlockId at, Statement accounts) {
        ReplayTruth truth = new ReplayTruth(node, network, at);
        truth.wallets(of(accounts, Bucket.WALLET));
        truth.inTheDiamond(accounts);
        truth.providers(of(accounts, Bucket.PROVIDER_STAKE));
        truth.sessions(accounts.sessions());
        truth.holds(accounts);
        return truth.differences;
    }

    private static Map<Address, Wei> of(Statement accounts, Bucket bucket) {
        return accounts.balances().entrySet().stream()
                .filter(entry -> entry.getKey().bucket() == bucket)
                .collect(Collectors.toMap(entry -> entry.getKey().owner(), Map.Entry::getValue));
    }

    private void wallets(Map<Address, Wei> wallets) {
        owners.read(at, wallets.keySet(), List.of())
                .owners()
                .forEach((owner, told) -> same(owner + " wallet", told.wallet(), wallets.get(owner)));
    }

    private void inTheDiamond(Statement accounts) {
        Wei sum = Wei.ZERO;
        for (Map.Entry<Account, Wei> entry : accounts.balances().entrySet()) {
            sum = entry.getKey().bucket().inDiamond() ? sum.plus(entry.getValue()) : sum;
        }
        same("the Diamond's balance", views.balance(at, network.diamond()), sum);
        same("the fees", views.feeBalance(at), accounts.balances().get(new Account(network.diamond(), Bucket.FEES)));
    }

    private void providers(Map<Address, Wei> stakes) {
        views.providers(at, stakes.keySet())
                .forEach((address, provider) ->
                        same(address + " provider stake", provider.stake(), stakes.get(address)));
    }

    private void sessions(List<Session> ours) {
        Map<SessionId, ContractSession> states =
                sessions.states(at, ours.stream().map(Session::id).toList());
        Map<Hash, Bid> bids = views.bids(
                at, states.values().stream().map(ContractSession::bidId).collect(Collectors.toSet()));
        same("number of sessions", states.size(), ours.size());
        for (Session session : ours) {
            ContractSession state = states.get(session.id());
            same(session.id() + " user", state.user(), session.facts().user());
            same(session.id() + " stake", state.stake(), session.stake());
            same(session.id() + " endsAt", state.endsAt(), session.facts().endsAt());
            same(session.id() + " paid to the provider", state.providerWithdrawn(), session.providerPaid());
            Instant until = state.closedAt().orElse(state.endsAt());
            same(session.id() + " owed to the provider", owed(state, until, bids), session.owed(until));
            same(session.id() + " closedAt", state.closedAt(), session.closing().map(Session.Closing::closedAt));
        }
        Set<Address> users =
                ours.stream().map(session -> session.facts().user()).collect(Collectors.toSet());
        Map<Address, Long> counts = ours.stream()
                .collect(Collectors.groupingBy(session -> session.facts().user(), Collectors.counting()));
        owners.read(at, users, List.of())
                .owners()
                .forEach((user, told) -> same(user + " sessions", told.sessions(), counts.get(user)));
    }

    /** Of the reward that it comes to if it ends then, what has not been collected (docs/protocol.md, P24). */
    private static Wei owed(ContractSession state, Instant until, Map<Hash, Bid> bids) {
        Instant end = until.isBefore(state.endsAt()) ? until : state.endsAt();
        long seconds = end.getEpochSecond() - state.openedAt().getEpochSecond();
        return bids.get(state.bidId()).pricePerSecond().times(seconds).minus(state.providerWithdrawn());
    }

    private void holds(Statement accounts) {
        Map<Address, List<String>> ours = new TreeMap<>();
        for (HoldRow row : accounts.holds()) {
            List<String> rows = ours.computeIfAbsent(row.user(), user -> new ArrayList<>());
            if (row.withdrawn().isEmpty()) {
                rows.add(row.amount() + " from " + row.releaseAt());
            }
        }
        holds.readAll(at, new TreeSet<>(ours.keySet())).forEach((user, stored) -> {
            List<String> rows = stored.stream()
                    .map(row -> row.amount() + " from " + row.releaseAt())
                    .sorted()
                    .toList();
            same(user + " hold rows", rows, ours.get(user).stream().sorted().toList());
        });
    }

    private void same(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            differences.add("%s: the chain says %s, we say %s".formatted(what, expected, actual));
        }
    }
}
