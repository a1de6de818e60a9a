package dev.morlens.testing.truth;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.math.Reward;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A small model of the token and the Diamond: acts change its own figures, which are the truth of a test, and emit the
 * events that the contracts would, in their order. How much a close holds is drawn at random, because the accounts must
 * not depend on the rule. {@link #copy} lets a chain fork.
 */
public final class ModelProtocol {

    public static final Address DIAMOND = address(0xD1A0);
    public static final Address TOKEN = address(0x70CE);
    public static final Address FUNDING = address(0xF00D);

    /** A row of the contract's array; of amount 0 too, in the classic version. */
    public record Row(Wei amount, Instant releaseAt) {}

    public final Map<Account, Wei> balances = new HashMap<>();
    public final Map<Address, List<Row>> rows = new HashMap<>();
    public final Map<SessionId, SessionFacts> open = new LinkedHashMap<>();
    public final Map<SessionId, SessionFacts> facts = new HashMap<>();
    public final Map<SessionId, Wei> owedStaked = new LinkedHashMap<>();
    public final Map<SessionId, Wei> owedDirect = new LinkedHashMap<>();
    public final Map<SessionId, Wei> collected = new HashMap<>();
    public final List<ProtocolEvent> emitted = new ArrayList<>();
    public boolean classic = true;
    public Instant now;
    private int nonce;

    public ModelProtocol(Instant now) {
        this.now = now;
    }

    public static Address address(int name) {
        return new Address(0, 0, name);
    }

    public ModelProtocol copy() {
        ModelProtocol copy = new ModelProtocol(now);
        copy.balances.putAll(balances);
        rows.forEach((user, list) -> copy.rows.put(user, new ArrayList<>(list)));
        copy.open.putAll(open);
        copy.facts.putAll(facts);
        copy.owedStaked.putAll(owedStaked);
        copy.owedDirect.putAll(owedDirect);
        copy.collected.putAll(collected);
        copy.classic = classic;
        copy.nonce = nonce;
        return copy;
    }

    public Wei balance(Address owner, Bucket bucket) {
        return balances.getOrDefault(new Account(owner, bucket), Wei.ZERO);
    }

    /** Moves MOR in the truth and emits nothing. */
    void move(Address from, Bucket fromBucket, Address to, Bucket toBucket, Wei amount) {
        balances.merge(new Account(from, fromBucket), amount.negate(), Wei::plus);
        balances.merge(new Account(to, toBucket), amount, Wei::plus);
    }

    public void transfer(Address from, Address to, Wei amount) {
        emitted.add(new Transfer(from, to, amount));
        Bucket source = from.equals(Address.ZERO) ? Bucket.SUPPLY : Bucket.WALLET;
        Bucket target = to.equals(Address.ZERO) ? Bucket.SUPPLY : Bucket.WALLET;
        move(from, source, to, to.equals(DIAMOND) ? Bucket.UNATTRIBUTED : target, amount);
    }

    /** From a wallet into a bucket in the Diamond. */
    public void payIn(Address from, Address owner, Bucket bucket, Wei amount) {
        emitted.add(new Transfer(from, DIAMOND, amount));
        move(from, Bucket.WALLET, owner, bucket, amount);
    }

    /** From a bucket in the Diamond to a wallet. */
    public void payOut(Address owner, Bucket bucket, Address to, Wei amount) {
        emitted.add(new Transfer(DIAMOND, to, amount));
        move(owner, bucket, to, Bucket.WALLET, amount);
    }

    public void open(Address user, Address provider, Wei stake, Wei price, long seconds, boolean direct) {
        SessionId id = new SessionId(new Hash(user.low(), provider.low(), now.getEpochSecond(), nonce++));
        SessionFacts session = new SessionFacts(
                id,
                user,
                provider,
                Hash.ZERO,
                Hash.ZERO,
                price,
                stake,
                direct,
                now,
                now.plusSeconds(seconds),
                Optional.empty());
        payIn(user, user, Bucket.ACTIVE_SESSION, stake);
        emitted.add(new ProtocolEvent.SessionOpened(user, id, provider));
        open.put(id, session);
        facts.put(id, session);
        collected.put(id, Wei.ZERO);
    }

    /** Closes or settles; the provider is paid all, nothing, or by a later claim. */
    public void end(SessionFacts session, boolean settle, boolean pay, Random random) {
        open.remove(session.id());
        Instant end = DayLock.sessionEnd(now, session.endsAt());
        Wei reward = Reward.of(session.openedAt(), end, session.pricePerSecond());
        Wei userStake = session.directPayment() ? session.stake().minus(reward) : session.stake();
        boolean late = !now.isBefore(DayLock.releaseAt(end));
        Wei held = late ? Wei.ZERO : part(userStake, random);
        payOut(session.user(), Bucket.ACTIVE_SESSION, session.user(), userStake.minus(held));
        hold(session, held, DayLock.releaseAt(end));
        if (session.directPayment()) {
            move(session.user(), Bucket.ACTIVE_SESSION, session.provider(), Bucket.PROVIDER_DUE, reward);
        }
        boolean paid = pay && !settle && reward.isPositive();
        if (paid) {
            payProvider(session, reward);
        } else if (reward.isPositive()) {
            (session.directPayment() ? owedDirect : owedStaked).put(session.id(), reward);
        }
        emitted.add(
                settle
                        ? new ProtocolEvent.SessionSettledByExpiry(
                                session.user(), session.id(), session.provider(), FUNDING)
                        : new ProtocolEvent.SessionClosed(session.user(), session.id(), session.provider()));
    }

    private void hold(SessionFacts session, Wei held, Instant releaseAt) {
        move(session.user(), Bucket.ACTIVE_SESSION, session.user(), Bucket.ON_HOLD, held);
        if (held.isPositive() || classic && now.isBefore(session.endsAt())) {
            rows.computeIfAbsent(session.user(), user -> new ArrayList<>()).add(new Row(held, releaseAt));
        }
    }

    public void payProvider(SessionFacts session, Wei amount) {
        collected.merge(session.id(), amount, Wei::plus);
        if (session.directPayment()) {
            payOut(session.provider(), Bucket.PROVIDER_DUE, session.provider(), amount);
        } else {
            transfer(FUNDING, session.provider(), amount);
        }
    }

    /** As the contract: from the end, at most so many released rows, the last one moved into the gap. */
    public void claim(Address user, int iterations) {
        List<Row> array = rows.getOrDefault(user, new ArrayList<>());
        Map<Integer, Row> taken = new LinkedHashMap<>();
        for (int i = array.size() - 1; i >= 0 && taken.size() < iterations; i--) {
            if (!now.isBefore(array.get(i).releaseAt())) {
                taken.put(i, array.get(i));
            }
        }
        Wei amount = Wei.sum(taken.values().stream().map(Row::amount).toList());
        if (amount.isZero()) {
            return;
        }
        for (int slot : taken.keySet()) {
            Row last = array.removeLast();
            if (slot < array.size()) {
                array.set(slot, last);
            }
        }
        payOut(user, Bucket.ON_HOLD, user, amount);
        emitted.add(new ProtocolEvent.UserWithdrawn(user, amount));
    }

    /** None, all, or some of an amount. */
    public static Wei part(Wei whole, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Wei.ZERO;
            case 1 -> whole;
            default ->
                Wei.of(new BigInteger(whole.value().bitLength() + 8, random)
                        .mod(whole.value().add(BigInteger.ONE)));
        };
    }
}
