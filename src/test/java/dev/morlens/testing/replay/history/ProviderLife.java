package dev.morlens.testing.replay.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How providers come for what they are owed: for sessions that are past their end and still open, for some of many that owe
 * the same, and for closed ones whose payment their limit had cut, mostly several in one block, and now and then fees are
 * withdrawn in the same block.
 */
final class ProviderLife {

    private static final int MOST_CLAIMS = 4;
    private static final int TRIES = 40;

    private final World world;
    private final Random random;
    private final List<IntList> alike = new ArrayList<>();
    private final IntList limited = new IntList();

    ProviderLife(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** One that will owe as much as others of its bid. */
    void alike(int session) {
        int offer = world.sessions.offer(session);
        while (alike.size() <= offer) {
            alike.add(new IntList());
        }
        alike.get(offer).add(session);
    }

    void closed(int session) {
        if (world.pay.isLimited(session)) {
            limited.add(session);
        }
    }

    /** Some claims in one block. */
    void claim() {
        int claims = 1 + random.nextInt(MOST_CLAIMS);
        int first = world.logs.size();
        switch (random.nextInt(3)) {
            case 0 -> overdue(claims);
            case 1 -> some(alike.isEmpty() ? limited : alike.get(random.nextInt(alike.size())), claims, false);
            default -> some(limited, claims, true);
        }
        boolean claimed = world.logs.size() > first;
        if (claimed && random.nextInt(4) == 0) {
            withdrawFees(world.logs.subject(world.logs.size() - 1));
        }
    }

    private void overdue(int claims) {
        IntList open = world.sessions.open();
        int left = claims;
        for (int i = 0; i < TRIES && left > 0 && open.size() > 0; i++) {
            left -= claim(open.get(random.nextInt(open.size())));
        }
    }

    /** Of a list in which some may have been undone. */
    private void some(IntList list, int claims, boolean toppingUp) {
        int left = claims;
        int from = list.size() == 0 ? 0 : random.nextInt(list.size());
        for (int i = from; i < list.size() && i < from + TRIES && left > 0; i++) {
            int session = list.get(i);
            if (session < world.sessions.size()) {
                if (toppingUp && random.nextInt(3) == 0) {
                    topUp(session);
                }
                left -= claim(session);
            }
        }
    }

    /** Just as much as is owed, or some more or less. */
    private void topUp(int session) {
        long owed = world.pay.claimable(session, world.now());
        int provider = world.pay.provider(session);
        long stake = owed / 2 + random.nextLong(1 + 3 * owed);
        if (owed > 0 && world.actors.balance(provider) > stake) {
            world.moveTo(world.block());
            world.registerProvider(provider, stake);
        }
    }

    private int claim(int session) {
        world.moveTo(world.block());
        return world.claimForProvider(session) ? 1 : 0;
    }

    /** To the treasury, or just as much as the session's provider has claimed, and to that provider. */
    private void withdrawFees(int session) {
        long claimed = world.logs.amount(world.logs.size() - 1);
        boolean looksAlike = random.nextInt(4) == 0 && claimed < world.fees() / 4;
        world.moveTo(world.block());
        world.withdrawFees(
                looksAlike ? world.pay.provider(session) : Actors.TREASURY,
                looksAlike ? claimed : 1 + random.nextLong(1 + world.fees() / 1_000));
    }
}
