package dev.morlens.testing.truth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.ModelEntry;
import dev.morlens.ledger.entry.PoolEntry;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Holds accounts against the truth that was read from the contracts' own views and storage at the same block
 * (docs/protocol.md, "The recorded history", has the shape). Gives every difference in words; none means equal to the
 * wei.
 */
public final class TruthComparison {

    private final JsonNode truth;
    private final Statement accounts;
    private final Address diamond;
    private final Instant now;
    private final List<String> differences = new ArrayList<>();
    private int compared;

    private TruthComparison(JsonNode truth, Statement accounts, Address diamond) {
        this.truth = truth;
        this.accounts = accounts;
        this.diamond = diamond;
        this.now = Instant.ofEpochSecond(truth.get("timestamp").asLong());
    }

    /**
     * @param compared how many figures were held against each other
     */
    public record Result(int compared, List<String> differences) {}

    public static Result compare(JsonNode truth, Statement accounts, Address diamond) {
        TruthComparison comparison = new TruthComparison(truth, accounts, diamond);
        comparison.addresses();
        comparison.sessions();
        comparison.models();
        comparison.grants();
        comparison.pools();
        comparison.totals();
        return new Result(comparison.compared, comparison.differences);
    }

    private void addresses() {
        Map<Address, List<String>> rows = liveRows();
        Set<Address> known = new HashSet<>();
        truth.get("addresses").properties().forEach(entry -> {
            Address address = Address.of(entry.getKey());
            known.add(address);
            if (!address.equals(diamond)) {
                address(address, entry.getValue(), rows.getOrDefault(address, List.of()));
            }
        });
        accounts.balances().forEach((account, amount) -> {
            if (!amount.isZero() && account.bucket().owned() && !known.contains(account.owner())) {
                same("no such address in the truth: " + account, Wei.ZERO, amount);
            }
        });
    }

    private void address(Address address, JsonNode expected, List<String> rows) {
        same(address + " wallet", wei(expected, "wallet"), balance(address, Bucket.WALLET));
        same(address + " own stake", wei(expected, "openStake"), balance(address, Bucket.ACTIVE_SESSION));
        List<String> trueRows = new ArrayList<>();
        Wei held = Wei.ZERO;
        for (JsonNode row : expected.get("onHold").get("rows")) {
            if (!wei(row, "amount").isZero()) {
                trueRows.add(
                        row.get("amount").asText() + "@" + row.get("releaseAt").asText());
                held = held.plus(wei(row, "amount"));
            }
        }
        same(address + " hold rows", trueRows.stream().sorted().toList(), rows);
        same(address + " on hold", held, balance(address, Bucket.ON_HOLD));
        JsonNode provider = expected.get("provider");
        Wei stake = provider == null || provider.isNull() ? Wei.ZERO : wei(provider, "stake");
        same(address + " provider stake", stake, balance(address, Bucket.PROVIDER_STAKE));
        same(address + " model stake", wei(expected, "modelStake"), balance(address, Bucket.MODEL_STAKE));
    }

    private Map<Address, List<String>> liveRows() {
        Map<Address, List<String>> rows = new HashMap<>();
        for (HoldRow row : accounts.holds()) {
            if (row.withdrawn().isEmpty()) {
                rows.computeIfAbsent(row.user(), user -> new ArrayList<>())
                        .add(row.amount() + "@" + row.releaseAt().getEpochSecond());
            }
        }
        rows.values().forEach(list -> list.sort(null));
        return rows;
    }

    private void sessions() {
        Map<SessionId, Session> ours = new HashMap<>();
        accounts.sessions().forEach(session -> ours.put(session.id(), session));
        same("number of sessions", truth.get("sessions").size(), ours.size());
        Map<Address, Wei> due = new TreeMap<>();
        truth.get("sessions").properties().forEach(entry -> {
            SessionId id = SessionId.of(entry.getKey());
            Session session = ours.get(id);
            same("session " + id + " is known", true, session != null);
            if (session != null) {
                session(session, entry.getValue());
                due.merge(session.facts().provider(), due(entry.getValue()), Wei::plus);
            }
        });
        due.forEach((provider, amount) ->
                same(provider + " direct payments due", amount, balance(provider, Bucket.PROVIDER_DUE)));
    }

    private void session(Session ours, JsonNode expected) {
        String name = "session " + ours.id();
        same(
                name + " user",
                Address.of(expected.get("user").asText()),
                ours.facts().user());
        same(
                name + " provider",
                Address.of(expected.get("provider").asText()),
                ours.facts().provider());
        same(name + " stake", wei(expected, "stake"), ours.stake());
        same(name + " openedAt", seconds(expected, "openedAt"), ours.facts().openedAt());
        same(
                name + " opened block's time",
                seconds(expected, "openedAt"),
                ours.opened().block().time());
        same(name + " endsAt", seconds(expected, "endsAt"), ours.facts().endsAt());
        Instant closedAt = ours.closing().map(Session.Closing::closedAt).orElse(Instant.EPOCH);
        same(name + " closedAt", seconds(expected, "closedAt"), closedAt);
        same(
                name + " is pool-funded",
                expected.get("fromPool").asBoolean(),
                ours.fundedBy() == Session.StakeSource.POOL);
        Wei withdrawn = wei(expected, "providerWithdrawnAmount");
        same(name + " paid to its provider", withdrawn, ours.providerPaid());
        if (!ours.isOpen()) {
            Wei reward = wei(expected, "providerReward");
            same(name + " reward", reward, ours.cost(now));
            same(name + " owed to its provider", reward.minus(withdrawn), ours.owed(now));
        }
    }

    /** Closed, direct: the whole reward less what was withdrawn; open: less what was withdrawn early. */
    private static Wei due(JsonNode session) {
        if (!session.get("isDirectPaymentFromUser").asBoolean()) {
            return Wei.ZERO;
        }
        boolean open = session.get("closedAt").asLong() == 0;
        Wei reward = open ? Wei.ZERO : wei(session, "providerReward");
        return reward.minus(wei(session, "providerWithdrawnAmount"));
    }

    private void models() {
        Map<Hash, Wei> stakes = new HashMap<>();
        for (ModelEntry entry : accounts.modelEntries()) {
            stakes.merge(entry.modelId(), entry.stake(), Wei::plus);
        }
        truth.get("models").properties().forEach(entry -> {
            Hash id = Hash.of(entry.getKey());
            same("stake of model " + id, wei(entry.getValue(), "stake"), stakes.getOrDefault(id, Wei.ZERO));
        });
    }

    private void grants() {
        for (JsonNode expected : truth.path("allowances")) {
            Grant grant = new Grant(
                    Address.of(expected.get("funder").asText()),
                    Address.of(expected.get("hot").asText()));
            same(grant + " principal", wei(expected, "currentPrincipal"), sum(grant, PoolEntry::principal));
            same(grant + " locked", wei(expected, "locked"), sum(grant, PoolEntry::locked));
            same(grant + " pending", wei(expected, "pendingOwed"), sum(grant, PoolEntry::pending));
            same(grant + " funded", wei(expected, "lifetimeFunded"), sum(grant, PoolEntry::funded));
        }
    }

    private Wei sum(Grant grant, Function<PoolEntry, Wei> part) {
        return Wei.sum(accounts.poolEntries().stream()
                .filter(entry -> entry.grant().equals(grant))
                .map(part)
                .toList());
    }

    private void pools() {
        truth.path("stakingPools").properties().forEach(entry -> {
            Address hot = Address.of(entry.getKey());
            JsonNode expected = entry.getValue();
            List<PoolEntry> entries = accounts.poolEntries().stream()
                    .filter(e -> e.grant().hot().equals(hot))
                    .toList();
            Wei locked = Wei.sum(entries.stream().map(PoolEntry::locked).toList());
            Wei pending = Wei.sum(entries.stream().map(PoolEntry::pending).toList());
            Wei principal = Wei.sum(entries.stream().map(PoolEntry::principal).toList());
            same("pool " + hot + " locked", wei(expected, "lockedBalance"), locked);
            same("pool " + hot + " pending", wei(expected, "pendingTotal"), pending);
            same(
                    "pool " + hot + " free",
                    wei(expected, "freeBalance"),
                    principal.plus(pending).minus(locked));
            dayBuckets("pool " + hot, expected, entries);
        });
    }

    private void dayBuckets(String name, JsonNode expected, List<PoolEntry> entries) {
        Map<Instant, Wei> buckets = new TreeMap<>();
        for (PoolEntry entry : entries) {
            entry.releaseAt().ifPresent(at -> buckets.merge(at, entry.held(), Wei::plus));
        }
        Wei releasable = Wei.ZERO;
        Wei held = Wei.ZERO;
        for (Map.Entry<Instant, Wei> bucket : buckets.entrySet()) {
            boolean matured = !now.isBefore(bucket.getKey());
            releasable = matured ? releasable.plus(bucket.getValue()) : releasable;
            held = matured ? held : held.plus(bucket.getValue());
        }
        same(name + " releasable", wei(expected, "releasable"), releasable);
        same(name + " held", wei(expected, "held"), held);
    }

    private void totals() {
        JsonNode totals = truth.get("totals");
        Wei inDiamond = Wei.sum(accounts.balances().entrySet().stream()
                .filter(entry -> entry.getKey().bucket().inDiamond())
                .map(Map.Entry::getValue)
                .toList());
        same("the Diamond's balance", wei(totals, "diamondBalance"), inDiamond);
        same("bid fees", wei(totals, "bidFees"), balance(diamond, Bucket.FEES));
        same("gifts", wei(totals, "sentPlainlyToDiamond"), balance(diamond, Bucket.UNATTRIBUTED));
        same(
                "token supply",
                wei(totals, "tokenSupply"),
                balance(Address.ZERO, Bucket.SUPPLY).negate());
    }

    private Wei balance(Address owner, Bucket bucket) {
        return accounts.balances().getOrDefault(new Account(owner, bucket), Wei.ZERO);
    }

    private void same(String what, Object expected, Object actual) {
        compared++;
        if (!Objects.equals(expected, actual)) {
            differences.add(what + ": the contract says " + expected + ", we say " + actual);
        }
    }

    private static Wei wei(JsonNode parent, String field) {
        return Wei.of(parent.get(field).asText());
    }

    private static Instant seconds(JsonNode parent, String field) {
        return Instant.ofEpochSecond(parent.get(field).asLong());
    }
}
