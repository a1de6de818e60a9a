package dev.morlens.testing.replay;

import static dev.morlens.testing.replay.ReplayContracts.DIAMOND;
import static dev.morlens.testing.replay.ReplayContracts.FUNDING;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Opens and closes sessions and pays claims, with the transfers that the contract makes before each event. */
final class SessionDesk {

    private static final int MOST_ROWS_A_CLAIM = 20;

    private final LogTape tape;
    private final BlockClock clock;
    private final Random random;
    private final HoldRows holds = new HoldRows();
    private final List<Deal> open = new ArrayList<>();
    private final Map<Hash, Deal> deals = new HashMap<>();
    private final List<Offer> offers = new ArrayList<>();

    SessionDesk(LogTape tape, BlockClock clock, Random random) {
        this.tape = tape;
        this.clock = clock;
        this.random = random;
    }

    void know(Offer offer) {
        offers.add(offer);
    }

    void open(Hash id, Address user, Offer offer, BigInteger stake, long seconds, boolean directPayment) {
        Deal deal = new Deal(id, user, offer, stake, now(), now() + seconds, directPayment, 0);
        tape.transfer(user, DIAMOND, stake);
        emit(Topics.SESSION_OPENED, deal);
        open.add(deal);
        deals.put(id, deal);
    }

    /** Closes some open session that is not of this very second, if there is one. */
    void closeOne() {
        if (open.isEmpty()) {
            return;
        }
        int index = random.nextInt(open.size());
        if (open.get(index).openedAt() == now()) {
            return;
        }
        Deal deal = open.get(index).closed(now());
        open.set(index, open.getLast());
        open.removeLast();
        deals.put(deal.id(), deal);
        settle(deal);
    }

    private void settle(Deal deal) {
        BigInteger toUser = deal.directPayment() ? deal.stake().subtract(deal.reward()) : deal.stake();
        BigInteger held = now() < deal.releaseAt() ? part(toUser) : BigInteger.ZERO;
        tape.transfer(DIAMOND, deal.user(), toUser.subtract(held));
        tape.transfer(deal.directPayment() ? DIAMOND : FUNDING, deal.offer().provider(), deal.reward());
        emit(Topics.SESSION_CLOSED, deal);
        if (held.signum() > 0) {
            holds.push(deal.user(), held, deal.releaseAt());
        }
    }

    void claimOne() {
        List<Address> claimants = holds.claimants(now());
        if (claimants.isEmpty()) {
            return;
        }
        Address user = claimants.get(random.nextInt(claimants.size()));
        BigInteger sum = holds.withdraw(user, 1 + random.nextInt(MOST_ROWS_A_CLAIM), now());
        tape.transfer(DIAMOND, user, sum);
        tape.emit(DIAMOND, Abi.word(sum), Topics.USER_WITHDRAWN, "0x" + Abi.word(user));
    }

    private BigInteger part(BigInteger whole) {
        return whole.multiply(BigInteger.valueOf(1 + random.nextInt(1_000))).divide(BigInteger.valueOf(1_001));
    }

    private void emit(String topic, Deal deal) {
        tape.emit(
                DIAMOND,
                "",
                topic,
                "0x" + Abi.word(deal.user()),
                deal.id().toString(),
                "0x" + Abi.word(deal.offer().provider()));
    }

    private long now() {
        return clock.seconds(tape.block());
    }

    Map<String, String> views() {
        Map<String, String> views = new HashMap<>();
        deals.values().forEach(deal -> {
            views.put(Views.session(deal.id()), deal.answer());
            views.merge(Views.sessionsOf(deal.user()), Abi.word(deal.id()), String::concat);
        });
        offers.forEach(offer -> views.put(Views.bid(offer.id()), offer.answer()));
        return views;
    }

    Map<Hash, Hash> storage() {
        return holds.storage();
    }
}
