package dev.morlens.testing.replay;

import dev.morlens.chain.value.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The two contracts' state at the head of a made-up chain and all logs that led there. Every action writes the logs that
 * the contracts write, in their order, and can be undone again.
 */
final class World {

    /** What a model is known by. */
    record ListedModel(Hash id, int owner, long stake, long createdAt) {}

    static final long BID_FEE = Unit.MOR / 10;

    private static final int PROVIDERS_AT_MOST = 256;

    final LogColumns logs = new LogColumns();
    final BlockClock clock;
    final Actors actors;
    final Sessions sessions;
    final Holds holds = new Holds();
    final List<ListedModel> models = new ArrayList<>();
    final List<Offer> offers = new ArrayList<>();
    final List<Integer> providers = new ArrayList<>();
    final List<Long> providersSince = new ArrayList<>();

    private final long seed;
    private final long[] stakes = new long[PROVIDERS_AT_MOST];
    private final long[] earned = new long[PROVIDERS_AT_MOST];
    private int block;
    private int transaction;
    private int logIndex;
    private boolean newTransaction;

    World(long seed, BlockClock clock) {
        this.seed = seed;
        this.clock = clock;
        this.actors = new Actors(seed);
        this.sessions = new Sessions(seed);
    }

    int block() {
        return block;
    }

    long now() {
        return clock.seconds(block);
    }

    long[] stakes() {
        return Arrays.copyOf(stakes, providers.size());
    }

    long[] earned() {
        return Arrays.copyOf(earned, providers.size());
    }

    /** The next log goes to a new transaction of that block, which is the current one or a later one. */
    void moveTo(int number) {
        if (number > block) {
            beginBlock(number);
        }
        newTransaction = true;
    }

    private void beginBlock(int number) {
        block = number;
        transaction = -1;
        logIndex = 0;
    }

    private void log(Kind kind, int subject, int object, long amount) {
        if (newTransaction) {
            transaction++;
            newTransaction = false;
        }
        logs.add(kind, block, transaction, logIndex++, subject, object, amount);
    }

    void transfer(int from, int to, long amount) {
        actors.move(from, to, amount);
        log(Kind.TRANSFER, from, to, amount);
    }

    void registerModel(int owner, long stake) {
        transfer(owner, Actors.DIAMOND, stake);
        models.add(new ListedModel(Mix.name(seed + 1, models.size()), owner, stake, now()));
        log(Kind.MODEL_REGISTERED, owner, models.size() - 1, stake);
    }

    /** Or tops its stake up. */
    void registerProvider(int provider, long stake) {
        transfer(provider, Actors.DIAMOND, stake);
        if (!providers.contains(provider)) {
            providers.add(provider);
            providersSince.add(now());
        }
        stakes[providers.indexOf(provider)] += stake;
        log(Kind.PROVIDER_REGISTERED, provider, 0, stake);
    }

    void postBid(int provider, int model, long nonce, long price) {
        Hash id = Offer.id(actors.address(provider), models.get(model).id(), nonce);
        transfer(provider, Actors.DIAMOND, BID_FEE);
        offers.add(new Offer(id, provider, model, nonce, price, now()));
        log(Kind.BID_POSTED, provider, offers.size() - 1, 0);
    }

    void open(int user, int offer, long stake, long seconds, boolean directPayment) {
        transfer(user, Actors.DIAMOND, stake);
        int session = sessions.open(user, offer, stake, now(), seconds, directPayment);
        log(Kind.SESSION_OPENED, session, 0, 0);
    }

    /** @param part of what goes to the user, in 1,001sts: what a close on the session's last day puts on hold */
    void close(int session, int part) {
        Offer offer = offers.get(sessions.offer(session));
        long reward = reward(session, now());
        long toUser = sessions.stake(session) - (sessions.direct(session) ? reward : 0);
        long held = now() < sessions.releaseAt(session, now()) ? toUser / 1_001 * part : 0;
        transfer(Actors.DIAMOND, sessions.user(session), toUser - held);
        transfer(sessions.direct(session) ? Actors.DIAMOND : Actors.FUNDING, offer.provider(), reward);
        sessions.close(session, now(), held);
        earned[providers.indexOf(offer.provider())] += reward;
        log(Kind.SESSION_CLOSED, session, 0, 0);
        if (held > 0) {
            int user = sessions.user(session);
            holds.push(user, actors.address(user), held, sessions.releaseAt(session, now()));
        }
    }

    /** What the provider gets of a session closed at some time. */
    long reward(int session, long closed) {
        return sessions.seconds(session, closed)
                * offers.get(sessions.offer(session)).price();
    }

    /** Whether anything was released. */
    boolean claim(int user, int iterations) {
        int claim = holds.take(user, iterations, now());
        if (claim < 0) {
            return false;
        }
        long sum = holds.claim(claim).sum();
        transfer(Actors.DIAMOND, user, sum);
        log(Kind.USER_WITHDRAWN, user, claim, sum);
        return true;
    }

    /** Takes back all blocks above one; registrations stay, so it must not lie below them. */
    void undoAbove(int number) {
        while (logs.size() > 0 && logs.block(logs.size() - 1) > number) {
            undo(logs.size() - 1);
            logs.removeLast();
        }
        beginBlock(number);
    }

    private void undo(int log) {
        int subject = logs.subject(log);
        switch (logs.kind(log)) {
            case TRANSFER -> actors.moveBack(subject, logs.object(log), logs.amount(log));
            case SESSION_OPENED -> sessions.removeLast();
            case SESSION_CLOSED -> {
                int provider = offers.get(sessions.offer(subject)).provider();
                earned[providers.indexOf(provider)] -= reward(subject, sessions.closedAt(subject));
                if (sessions.held(subject) > 0) {
                    holds.of(sessions.user(subject)).pop();
                }
                sessions.reopen(subject);
            }
            case USER_WITHDRAWN -> holds.undoLastClaim(subject);
            case PROVIDER_REGISTERED -> stakes[providers.indexOf(subject)] -= logs.amount(log);
            case MODEL_REGISTERED, BID_POSTED -> throw new IllegalStateException("no fork so deep: block " + block);
        }
    }
}
