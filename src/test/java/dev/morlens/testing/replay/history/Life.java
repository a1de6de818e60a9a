package dev.morlens.testing.replay.history;

import java.util.Random;

/**
 * Who does what next: transfers, sessions with and without direct payment, early and late closes, holds and their
 * claims, providers that add stake and claim, several actions a block. Sessions and addresses keep step with the logs.
 */
final class Life {

    private static final int PROVIDERS = 24;
    private static final int LIMITED_OF = 12;
    private static final int BIDS_A_PROVIDER = 3;
    private static final int MODELS = 60;
    private static final int HOUR_SECONDS = 3_600;
    private static final int LONGEST_SESSION_SECONDS = 86_400;
    private static final int MOST_ROWS_A_CLAIM = 20;
    private static final int MOST_ROWS_OF_THE_LARGEST = 255;
    private static final int TRIES_FOR_A_CLAIM = 8;

    private final World world;
    private final Scale scale;
    private final Random random;
    private final ProviderLife providers;
    private int firstUser;
    private int openedByLargest;

    Life(World world, Scale scale, Random random) {
        this.world = world;
        this.scale = scale;
        this.random = random;
        this.providers = new ProviderLife(world, random);
    }

    int largest() {
        return firstUser;
    }

    void begin() {
        world.moveTo(1);
        world.transfer(Actors.ZERO, Actors.TREASURY, 40_000_000 * Unit.MOR);
        world.transfer(Actors.TREASURY, Actors.FUNDING, (1_000_000 + scale.sessions()) * Unit.MOR);
        for (int i = 0; i < MODELS; i++) {
            int owner = funded(Unit.MOR);
            world.registerModel(owner, Unit.MOR);
        }
        for (int i = 0; i < PROVIDERS; i++) {
            int provider = funded(60_000 * Unit.MOR);
            world.registerProvider(provider, i % LIMITED_OF == 0 ? smallStake() : 50_000 * Unit.MOR);
            for (int nonce = 0; nonce < BIDS_A_PROVIDER; nonce++) {
                world.moveTo(world.block() + 1);
                world.postBid(provider, random.nextInt(MODELS), nonce, 10_000 + random.nextInt(1_000));
            }
        }
        firstUser = world.actors.size();
        world.actors.add();
    }

    /** Less than is earned with it, so that some of what closes owe waits. */
    private long smallStake() {
        return Unit.MOR / 10 + scale.sessions() * Unit.MOR / (20 * PROVIDERS);
    }

    private int funded(long amount) {
        int actor = world.actors.add();
        world.moveTo(world.block() + 1);
        world.transfer(Actors.TREASURY, actor, amount);
        return actor;
    }

    /** One action; a few in a hundred come to nothing. */
    void act() {
        if (lags(world.sessions.size(), scale.sessions())) {
            open();
            return;
        }
        int choice = random.nextInt(100);
        if (choice < 69) {
            closeOne();
        } else if (choice < 81) {
            claimOne();
        } else if (choice < 95) {
            send();
        } else if (choice < 98 && scale.claims()) {
            providers.claim();
        } else {
            int provider = world.providers.get(random.nextInt(PROVIDERS));
            if (world.actors.balance(provider) > Unit.MOR) {
                world.registerProvider(provider, between(1, Unit.MOR));
            }
        }
    }

    /** Whether there are too few of something, for so many logs. */
    private boolean lags(int count, int target) {
        return (long) count * scale.logs() < (long) target * world.logs.size();
    }

    int users() {
        return world.actors.size() - firstUser;
    }

    void open() {
        int user = nextUser();
        long stake = between(Unit.MOR, 21 * Unit.MOR);
        if (world.actors.balance(user) < stake) {
            fromTreasury(user, stake + between(1, 100 * Unit.MOR));
        }
        boolean alike = random.nextInt(10) == 0;
        long seconds = alike ? HOUR_SECONDS : 300 + random.nextInt(LONGEST_SESSION_SECONDS);
        world.open(user, random.nextInt(world.offers.size()), stake, seconds, random.nextInt(10) == 0);
        if (alike) {
            providers.alike(world.sessions.size() - 1);
        }
    }

    private int nextUser() {
        if ((long) openedByLargest * scale.sessions() < (long) scale.largest() * world.sessions.size()) {
            openedByLargest++;
            return firstUser;
        }
        return someoneOrNew();
    }

    /** Anybody but the one with the most sessions, if there is anybody else. */
    private int someoneOrNew() {
        if (lags(users(), scale.addresses())) {
            return world.actors.add();
        }
        return users() == 1 ? firstUser : firstUser + 1 + random.nextInt(users() - 1);
    }

    private void fromTreasury(int to, long amount) {
        if (world.actors.balance(Actors.TREASURY) < amount) {
            world.transfer(Actors.ZERO, Actors.TREASURY, 10_000_000 * Unit.MOR);
        }
        world.transfer(Actors.TREASURY, to, amount);
    }

    void send() {
        int from = firstUser + random.nextInt(users());
        long held = world.actors.balance(from);
        if (held < 100) {
            fromTreasury(from, between(1, 100 * Unit.MOR));
        } else {
            world.transfer(from, someoneOrNew(), held / (2 + random.nextInt(20)));
        }
    }

    /** Money for somebody new. */
    void welcome() {
        fromTreasury(world.actors.add(), between(1, 100 * Unit.MOR));
    }

    /** Closes some open session that is not of this very second; else money is sent. */
    private void closeOne() {
        IntList open = world.sessions.open();
        if (open.size() > 0) {
            int session = open.get(random.nextInt(open.size()));
            if (world.sessions.openedAt(session) < world.now()) {
                world.close(session, 1 + random.nextInt(1_000));
                providers.closed(session);
                return;
            }
        }
        send();
    }

    private void claimOne() {
        if (random.nextInt(4) == 0 && world.claim(firstUser, MOST_ROWS_OF_THE_LARGEST)) {
            return;
        }
        IntList users = world.holds.users();
        for (int i = 0; i < TRIES_FOR_A_CLAIM && users.size() > 0; i++) {
            if (world.claim(users.get(random.nextInt(users.size())), 1 + random.nextInt(MOST_ROWS_A_CLAIM))) {
                return;
            }
        }
    }

    private long between(long least, long most) {
        return least + random.nextLong(most - least + 1);
    }
}
