package dev.morlens.testing.replay;

import static dev.morlens.testing.replay.ReplayContracts.DIAMOND;
import static dev.morlens.testing.replay.ReplayContracts.FUNDING;
import static dev.morlens.testing.replay.ReplayContracts.TREASURY;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes up a history of the protocol that is valid by construction: transfers, sessions with and without direct payment,
 * early and late closes, holds and their claims, providers, models and bids, several actions a block. The same seed gives
 * the same chain.
 */
public final class SyntheticHistory {

    private static final int USERS = 4_000;
    private static final int PROVIDERS = 24;
    private static final int MODELS = 60;
    private static final int BLOCKS_A_RANGE = 2_000;
    /** An action logs about two events. */
    private static final int LOGS_AN_ACTION = 2;

    private static final int LONGEST_SESSION_SECONDS = 86_400;
    private static final BigInteger MOR = BigInteger.TEN.pow(18);
    private static final BigInteger BID_FEE = MOR.divide(BigInteger.TEN);
    /** 2026-01-01, so that a history of some days is over. */
    private static final long START_SECONDS = 1_767_225_600;

    private final Random random;
    private final BlockClock clock;
    private final LogTape tape;
    private final SessionDesk desk;
    private final List<Address> users = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final int meanGap;

    private SyntheticHistory(long seed, int logsPerRange) {
        this.random = new Random(seed);
        this.clock = new BlockClock(seed, START_SECONDS);
        this.tape = new LogTape(clock);
        this.desk = new SessionDesk(tape, clock, random);
        this.meanGap = BLOCKS_A_RANGE * LOGS_AN_ACTION / logsPerRange;
    }

    /**
     * @param logs how many there are at least
     * @param logsPerRange how many 2,000 blocks hold on average
     */
    public static History write(long seed, int logs, int logsPerRange) {
        SyntheticHistory history = new SyntheticHistory(seed, logsPerRange);
        history.begin();
        while (history.tape.size() < logs) {
            history.act();
        }
        return history.finish();
    }

    private void begin() {
        tape.moveTo(1);
        tape.transfer(Address.ZERO, TREASURY, MOR.multiply(BigInteger.valueOf(40_000_000)));
        tape.transfer(TREASURY, FUNDING, MOR.multiply(BigInteger.valueOf(1_000_000)));
        List<Hash> models = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            models.add(registerModel());
        }
        for (int i = 0; i < PROVIDERS; i++) {
            Address provider = registerProvider();
            for (int nonce = 0; nonce < 3; nonce++) {
                offers.add(postBid(provider, models.get(random.nextInt(MODELS)), nonce));
            }
        }
        for (int i = 0; i < USERS; i++) {
            users.add(someAddress());
        }
    }

    private Hash registerModel() {
        Address owner = someAddress();
        Hash model = someHash();
        tape.moveTo(tape.block() + 1);
        tape.transfer(TREASURY, owner, MOR);
        tape.transfer(owner, DIAMOND, MOR);
        tape.emit(DIAMOND, "", Topics.MODEL_REGISTERED, "0x" + Abi.word(owner), model.toString());
        return model;
    }

    private Address registerProvider() {
        Address provider = someAddress();
        tape.moveTo(tape.block() + 1);
        tape.transfer(TREASURY, provider, MOR.multiply(BigInteger.TEN));
        tape.transfer(provider, DIAMOND, MOR);
        tape.emit(DIAMOND, "", Topics.PROVIDER_REGISTERED, "0x" + Abi.word(provider));
        return provider;
    }

    private Offer postBid(Address provider, Hash model, long nonce) {
        tape.moveTo(tape.block() + 1);
        long price = 10_000_000_000L + random.nextInt(1_000_000_000);
        Offer offer = Offer.of(provider, model, nonce, price, clock.seconds(tape.block()));
        tape.transfer(provider, DIAMOND, BID_FEE);
        tape.emit(DIAMOND, Abi.word(nonce), Topics.BID_POSTED, "0x" + Abi.word(provider), model.toString());
        desk.know(offer);
        return offer;
    }

    private void act() {
        tape.moveTo(tape.block() + (random.nextInt(100) < 15 ? 0 : 1 + random.nextInt(2 * meanGap)));
        int choice = random.nextInt(100);
        if (choice < 42) {
            send();
        } else if (choice < 68) {
            open();
        } else if (choice < 92) {
            desk.closeOne();
        } else {
            desk.claimOne();
        }
    }

    private void send() {
        Address from = some(users);
        BigInteger held = tape.balance(from);
        if (held.signum() == 0) {
            tape.transfer(TREASURY, from, amount(500));
        } else {
            tape.transfer(from, some(users), held.divide(BigInteger.valueOf(2 + random.nextInt(20))));
        }
    }

    private void open() {
        Address user = some(users);
        BigInteger stake = amount(20).add(MOR);
        if (tape.balance(user).compareTo(stake) < 0) {
            tape.transfer(TREASURY, user, amount(500).add(stake));
        }
        long seconds = 300 + random.nextInt(LONGEST_SESSION_SECONDS);
        desk.open(someHash(), user, some(offers), stake, seconds, random.nextInt(10) == 0);
    }

    private History finish() {
        Map<String, String> views = desk.views();
        views.put(Views.FEE_BALANCE, Abi.word(BID_FEE.multiply(BigInteger.valueOf(offers.size()))));
        return new History(clock, tape.block(), tape.finish(), views, desk.storage(), tape.balances(), tape.supply());
    }

    /** Up to so many MOR, to twelve digits after the point. */
    private BigInteger amount(int mor) {
        return BigInteger.valueOf(1 + random.nextLong(mor * 1_000_000_000_000L))
                .multiply(BigInteger.valueOf(1_000_000));
    }

    private <T> T some(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Address someAddress() {
        return new Address(random.nextLong(), random.nextLong(), random.nextInt());
    }

    private Hash someHash() {
        return new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }
}
