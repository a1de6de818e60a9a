package dev.morlens.testing.replay.view;

import dev.morlens.testing.replay.history.LogColumns;
import dev.morlens.testing.replay.history.World;

/** Sums at the end of a block: the head's with all later logs undone. Amounts in units. */
public final class SumsAt {

    private final World world;
    private final long[] balances;
    private final long[] stakes;
    private final long[] earned;
    private long feesWithdrawn;
    private int models;
    private int offers;

    private SumsAt(World world) {
        this.world = world;
        this.balances = world.actors.balances();
        this.stakes = world.staked.stakes();
        this.earned = world.staked.earned();
        this.feesWithdrawn = world.feesWithdrawn();
        this.models = world.models.size();
        this.offers = world.offers.size();
    }

    /** @param end the first log that has not happened yet */
    static SumsAt before(World world, int end) {
        SumsAt sums = new SumsAt(world);
        for (int log = world.logs.size() - 1; log >= end; log--) {
            sums.undo(log);
        }
        return sums;
    }

    private void undo(int log) {
        LogColumns logs = world.logs;
        int subject = logs.subject(log);
        switch (logs.kind(log)) {
            case TRANSFER -> moveBack(log);
            case PROVIDER_CLAIMED -> {
                moveBack(log);
                earned[world.providerNumber(subject)] -= logs.amount(log);
            }
            case FEES_WITHDRAWN -> {
                moveBack(log);
                feesWithdrawn -= logs.amount(log);
            }
            case PROVIDER_REGISTERED -> stakes[world.providers.indexOf(subject)] -= logs.amount(log);
            case SESSION_CLOSED -> earned[world.providerNumber(subject)] -= world.pay.paidByClose(subject);
            case MODEL_REGISTERED -> models--;
            case BID_POSTED -> offers--;
            case SESSION_OPENED, USER_WITHDRAWN -> {}
        }
    }

    private void moveBack(int log) {
        balances[world.moves.sender(log)] += world.logs.amount(log);
        balances[world.moves.receiver(log)] -= world.logs.amount(log);
    }

    long balance(int actor) {
        return balances[actor];
    }

    public long stake(int provider) {
        return stakes[provider];
    }

    public long earned(int provider) {
        return earned[provider];
    }

    /** What all providers together have been paid. */
    long earned() {
        long sum = 0;
        for (long amount : earned) {
            sum += amount;
        }
        return sum;
    }

    public long feesWithdrawn() {
        return feesWithdrawn;
    }

    int models() {
        return models;
    }

    int offers() {
        return offers;
    }
}
