package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * The two contracts' state at the head of a made-up chain and all logs that led there. Every action writes the logs that
 * the contracts write, in their order, and can be undone again.
 */
public final class World {

    /** What a model is known by. */
    public record ListedModel(Hash id, int owner, long stake, long createdAt) {}

    public static final long BID_FEE = 10 * Unit.MOR;

    public final LogColumns logs = new LogColumns();
    public final BlockClock clock;
    public final Actors actors;
    public final Sessions sessions;
    public final ProviderPay pay;
    public final MoneyMoves moves;
    public final ProviderStakes staked = new ProviderStakes();
    public final Holds holds = new Holds();
    public final List<ListedModel> models = new ArrayList<>();
    public final List<Offer> offers = new ArrayList<>();
    public final List<Integer> providers = new ArrayList<>();
    public final List<Long> providersSince = new ArrayList<>();

    private final long seed;
    private long feesWithdrawn;
    private int block;
    private int transaction;
    private int logIndex;
    private boolean newTransaction;

    World(long seed, BlockClock clock) {
        this.seed = seed;
        this.clock = clock;
        this.actors = new Actors(seed);
        this.sessions = new Sessions(seed);
        this.pay = new ProviderPay(sessions, offers, logs);
        this.moves = new MoneyMoves(logs, pay);
    }

    int block() {
        return block;
    }

    long now() {
        return clock.seconds(block);
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
        staked.stake(providers.indexOf(provider), stake);
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
        pay.opened(session);
        log(Kind.SESSION_OPENED, session, 0, 0);
    }

    /** @param part of what goes to the user, in 1,001sts: what a close on the session's last day puts on hold */
    void close(int session, int part) {
        long reward = pay.reward(session, now());
        long toUser = sessions.stake(session) - (sessions.direct(session) ? reward : 0);
        long held = now() < sessions.releaseAt(session, now()) ? toUser / 1_001 * part : 0;
        transfer(Actors.DIAMOND, sessions.user(session), toUser - held);
        long paid = staked.withinLimit(providerNumber(session), pay.dueAtClose(session, now()));
        if (paid > 0) {
            transfer(pay.purse(session), pay.provider(session), paid);
        }
        sessions.close(session, now(), held);
        pay.closed(session, paid);
        staked.earn(providerNumber(session), paid);
        log(Kind.SESSION_CLOSED, session, 0, 0);
        if (held > 0) {
            int user = sessions.user(session);
            holds.push(user, actors.address(user), held, sessions.releaseAt(session, now()));
        }
    }

    /** Whether anything was paid: there is no event but the transfer. */
    boolean claimForProvider(int session) {
        long amount = staked.withinLimit(providerNumber(session), pay.claimable(session, now()));
        if (amount > 0) {
            actors.move(pay.purse(session), pay.provider(session), amount);
            log(Kind.PROVIDER_CLAIMED, session, pay.claimed(session, amount), amount);
            staked.earn(providerNumber(session), amount);
        }
        return amount > 0;
    }

    /** Which of the providers a session is with. */
    public int providerNumber(int session) {
        return providers.indexOf(pay.provider(session));
    }

    /** Its only log is the transfer. */
    void withdrawFees(int to, long amount) {
        actors.move(Actors.DIAMOND, to, amount);
        feesWithdrawn += amount;
        log(Kind.FEES_WITHDRAWN, to, 0, amount);
    }

    public long feesWithdrawn() {
        return feesWithdrawn;
    }

    /** What can be withdrawn. */
    long fees() {
        return offers.size() * BID_FEE - feesWithdrawn;
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
            case TRANSFER -> moveBack(log);
            case PROVIDER_CLAIMED -> {
                moveBack(log);
                staked.earn(providerNumber(subject), -logs.amount(log));
                pay.undoClaim(log);
            }
            case FEES_WITHDRAWN -> {
                moveBack(log);
                feesWithdrawn -= logs.amount(log);
            }
            case SESSION_OPENED -> sessions.removeLast();
            case SESSION_CLOSED -> {
                staked.earn(providerNumber(subject), -pay.reopened(subject));
                if (sessions.held(subject) > 0) {
                    holds.of(sessions.user(subject)).pop();
                }
                sessions.reopen(subject);
            }
            case USER_WITHDRAWN -> holds.undoLastClaim(subject);
            case PROVIDER_REGISTERED -> staked.stake(providers.indexOf(subject), -logs.amount(log));
            case MODEL_REGISTERED, BID_POSTED -> throw new IllegalStateException("no fork so deep: block " + block);
        }
    }

    private void moveBack(int log) {
        actors.moveBack(moves.sender(log), moves.receiver(log), logs.amount(log));
    }
}
