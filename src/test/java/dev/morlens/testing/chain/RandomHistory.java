package dev.morlens.testing.chain;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.testing.truth.ModelProtocol;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random but valid life of the protocol, block after block, with the truth beside it. Deterministic by its seed. */
public final class RandomHistory {

    public static final Contracts CONTRACTS = new Contracts(ModelProtocol.DIAMOND, ModelProtocol.FUNDING);
    public static final Address TOKEN = ModelProtocol.TOKEN;

    private static final Hash MODEL = new Hash(0, 0, 0, 77);
    private static final int PEOPLE = 7;

    private final Random random;
    private final ModelProtocol protocol;

    private RandomHistory(Random random, ModelProtocol protocol) {
        this.random = random;
        this.protocol = protocol;
    }

    /** A history whose first block mints. */
    public RandomHistory(long seed, Instant start) {
        this(new Random(seed), new ModelProtocol(start));
    }

    /** The same state, from which another seed goes on: a fork. */
    public RandomHistory fork(long seed) {
        return new RandomHistory(new Random(seed), protocol.copy());
    }

    /**
     * What happens in the next block: the events of each transaction, in order.
     *
     * @param now the block's time, not before that of the last one
     */
    public List<List<ProtocolEvent>> nextBlock(Instant now) {
        protocol.now = now;
        List<List<ProtocolEvent>> transactions = new ArrayList<>();
        if (protocol.balances.isEmpty()) {
            transactions.add(endowment());
        }
        for (int tx = random.nextInt(4); tx > 0; tx--) {
            for (int act = 1 + (random.nextInt(3) == 0 ? random.nextInt(4) : 0); act > 0; act--) {
                act();
            }
            if (!protocol.emitted.isEmpty()) {
                transactions.add(List.copyOf(protocol.emitted));
                protocol.emitted.clear();
            }
        }
        return transactions;
    }

    /** A step of time: mostly seconds, sometimes past midnight. */
    public long secondsToNextBlock() {
        return random.nextInt(12) == 0 ? 3_600L * (1 + random.nextInt(20)) : 2 + random.nextInt(600);
    }

    /** From now on a close without a hold pushes no row, as since the day-lock. */
    public void upgradeToDayLock() {
        protocol.classic = false;
    }

    /** As views would tell at the newest block. */
    public BatchFacts facts() {
        return BatchFacts.of(Map.copyOf(protocol.facts)).withCollected(Map.copyOf(protocol.collected));
    }

    /** The truth: every balance that is not 0. */
    public Map<Account, Wei> balances() {
        Map<Account, Wei> balances = new HashMap<>(protocol.balances);
        balances.values().removeIf(Wei::isZero);
        return balances;
    }

    /** The truth: non-zero rows by user, as {@code amount@releaseAt}, in no order. */
    public Map<Address, List<String>> holdRows() {
        Map<Address, List<String>> all = new HashMap<>();
        protocol.rows.forEach((user, rows) -> all.put(
                user,
                rows.stream()
                        .filter(row -> row.amount().isPositive())
                        .map(row -> row.amount() + "@" + row.releaseAt().getEpochSecond())
                        .sorted()
                        .toList()));
        all.values().removeIf(List::isEmpty);
        return all;
    }

    private List<ProtocolEvent> endowment() {
        for (int i = 0; i < PEOPLE; i++) {
            protocol.transfer(Address.ZERO, person(i), Wei.of("1000000000000000000000"));
        }
        protocol.transfer(Address.ZERO, ModelProtocol.FUNDING, Wei.of("1000000000000000000000000"));
        List<ProtocolEvent> events = List.copyOf(protocol.emitted);
        protocol.emitted.clear();
        return events;
    }

    private void act() {
        Address someone = person(random.nextInt(PEOPLE));
        switch (random.nextInt(16)) {
            case 0 -> protocol.transfer(someone, person(random.nextInt(PEOPLE)), some(someone));
            case 1 ->
                protocol.transfer(someone, random.nextBoolean() ? Address.ZERO : ModelProtocol.DIAMOND, some(someone));
            case 2, 3, 4, 5 -> open(someone);
            case 6, 7, 8, 9 -> end();
            case 10, 11 -> protocol.claim(someone, 1 + random.nextInt(4));
            case 12 -> stakes(someone);
            case 13 -> bid(someone);
            default -> payLate();
        }
    }

    private void open(Address user) {
        Wei stake = some(user);
        long seconds = 300 + random.nextInt(80_000);
        boolean direct = random.nextInt(3) == 0;
        Wei price = direct ? Wei.of(stake.value().divide(BigInteger.valueOf(seconds))) : Wei.of(10_000_000_000_000L);
        protocol.open(user, person(random.nextInt(PEOPLE)), stake, price, seconds, direct);
    }

    private void end() {
        List<SessionFacts> open = List.copyOf(protocol.open.values());
        if (!open.isEmpty()) {
            SessionFacts session = open.get(random.nextInt(open.size()));
            boolean settle = random.nextInt(6) == 0 && protocol.now.isAfter(session.endsAt());
            boolean pay = random.nextInt(4) > 0 || paysItselfInABundle(session);
            protocol.end(session, settle && !paysItselfInABundle(session), pay, random);
        }
    }

    /**
     * A claim, then a close that pays nothing, of a session whose user is its provider, paid directly, in one
     * transaction: the two transfers look exactly like refund and payment. No log tells; the model does not play it.
     */
    private boolean paysItselfInABundle(SessionFacts session) {
        return session.directPayment() && session.user().equals(session.provider()) && !protocol.emitted.isEmpty();
    }

    /** {@code claimForProvider}: only transfers, no event. */
    private void payLate() {
        for (Map<SessionId, Wei> owed : List.of(protocol.owedDirect, protocol.owedStaked)) {
            owed.entrySet().stream().findFirst().ifPresent(first -> {
                protocol.payProvider(protocol.facts.get(first.getKey()), first.getValue());
                owed.remove(first.getKey());
            });
        }
    }

    private void stakes(Address someone) {
        Wei provided = protocol.balance(someone, Bucket.PROVIDER_STAKE);
        if (provided.isPositive() && random.nextBoolean()) {
            protocol.payOut(
                    someone,
                    Bucket.PROVIDER_STAKE,
                    someone,
                    ModelProtocol.part(provided, random).max(Wei.of(1)));
            protocol.emitted.add(new ProtocolEvent.ProviderDeregistered(someone));
        } else if (random.nextBoolean()) {
            protocol.payIn(someone, someone, Bucket.PROVIDER_STAKE, some(someone));
            protocol.emitted.add(new ProtocolEvent.ProviderRegistered(someone));
        } else {
            models(someone);
        }
    }

    private void models(Address someone) {
        Wei staked = protocol.balance(someone, Bucket.MODEL_STAKE);
        if (staked.isPositive()) {
            protocol.payOut(someone, Bucket.MODEL_STAKE, someone, staked);
            protocol.emitted.add(new ProtocolEvent.ModelDeregistered(someone, MODEL));
        } else {
            protocol.payIn(someone, someone, Bucket.MODEL_STAKE, some(someone));
            protocol.emitted.add(new ProtocolEvent.ModelRegisteredUpdated(someone, MODEL));
        }
    }

    private void bid(Address someone) {
        Wei fees = protocol.balance(ModelProtocol.DIAMOND, Bucket.FEES);
        boolean owed = protocol.owedDirect.keySet().stream()
                .anyMatch(id -> protocol.facts.get(id).provider().equals(someone));
        if (fees.isPositive() && !owed && random.nextInt(3) == 0) {
            protocol.payOut(ModelProtocol.DIAMOND, Bucket.FEES, someone, fees);
            return;
        }
        protocol.payIn(someone, ModelProtocol.DIAMOND, Bucket.FEES, Wei.of(random.nextInt(3) * 100_000_000_000L));
        protocol.emitted.add(new ProtocolEvent.BidDeleted(someone, MODEL, Wei.of(1)));
        protocol.emitted.add(new ProtocolEvent.BidPosted(someone, MODEL, Wei.of(2)));
    }

    private Wei some(Address someone) {
        Wei wallet = protocol.balance(someone, Bucket.WALLET);
        return Wei.of(wallet.value().divide(BigInteger.valueOf(2 + random.nextInt(40))));
    }

    private static Address person(int index) {
        return ModelProtocol.address(0x1000 + index);
    }
}
