package dev.morlens.testing.replay;

import dev.morlens.testing.replay.World.ListedModel;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What both contracts hold at the end of a block: the head's state with all later logs undone. By the logs alone, never by
 * the block's time, which it may share with others.
 */
final class StateAt {

    private final World world;
    private final long block;
    private final int end;
    private final long[] balances;
    private final long[] stakes;
    private final long[] earned;
    private final Map<Integer, HoldRows> rows = new HashMap<>();
    private final BitSet closedLater = new BitSet();
    private int sessions;
    private int models;
    private int offers;

    private StateAt(World world, long block) {
        this.world = world;
        this.block = block;
        this.end = world.logs.firstAt(block + 1);
        this.balances = world.actors.balances();
        this.stakes = world.stakes();
        this.earned = world.earned();
        this.sessions = world.sessions.size();
        this.models = world.models.size();
        this.offers = world.offers.size();
    }

    static StateAt of(World world, long block) {
        StateAt state = new StateAt(world, block);
        for (int log = world.logs.size() - 1; log >= state.end; log--) {
            state.undo(log);
        }
        return state;
    }

    private void undo(int log) {
        LogColumns logs = world.logs;
        int subject = logs.subject(log);
        switch (logs.kind(log)) {
            case TRANSFER -> {
                balances[subject] += logs.amount(log);
                balances[logs.object(log)] -= logs.amount(log);
            }
            case PROVIDER_REGISTERED -> stakes[world.providers.indexOf(subject)] -= logs.amount(log);
            case SESSION_CLOSED -> {
                int provider = world.offers.get(world.sessions.offer(subject)).provider();
                earned[world.providers.indexOf(provider)] -= world.reward(subject, world.sessions.closedAt(subject));
                closedLater.set(subject);
            }
            case SESSION_OPENED -> sessions--;
            case MODEL_REGISTERED -> models--;
            case BID_POSTED -> offers--;
            case USER_WITHDRAWN -> {}
        }
    }

    long block() {
        return block;
    }

    long seconds() {
        return world.clock.seconds(block);
    }

    /** In units; 0 for somebody unknown. */
    long balance(int actor) {
        return actor < 0 ? 0 : balances[actor];
    }

    long supply() {
        return -balances[Actors.ZERO];
    }

    /** In units, of the provider of that number. */
    long stake(int provider) {
        return stakes[provider];
    }

    long earned(int provider) {
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

    /** Whether a provider had registered; none registers with nothing. */
    boolean isProvider(int provider) {
        return stakes[provider] > 0;
    }

    List<ListedModel> models() {
        return world.models.subList(0, models);
    }

    List<Offer> offers() {
        return world.offers.subList(0, offers);
    }

    /** Whether a session was opened by then: they are in the order of their opening. */
    boolean exists(int session) {
        return session >= 0 && session < sessions;
    }

    /** In seconds; 0 while the session is open. */
    long closedAt(int session) {
        return closedLater.get(session) ? 0 : world.sessions.closedAt(session);
    }

    /** How many of a user's sessions were open by then. */
    int sessions(IntList ofUser) {
        int count = ofUser.size();
        while (count > 0 && !exists(ofUser.get(count - 1))) {
            count--;
        }
        return count;
    }

    HoldRows rows(int user) {
        return rows.computeIfAbsent(user, this::rowsThen);
    }

    private HoldRows rowsThen(int user) {
        HoldRows then = world.holds.of(user);
        boolean copied = false;
        for (int log = world.logs.size() - 1; log >= end; log--) {
            if (changesRows(log, user)) {
                then = copied ? then : then.copy();
                copied = true;
                undoRows(log, then);
            }
        }
        return then;
    }

    private boolean changesRows(int log, int user) {
        int subject = world.logs.subject(log);
        return switch (world.logs.kind(log)) {
            case SESSION_CLOSED -> world.sessions.user(subject) == user && world.sessions.held(subject) > 0;
            case USER_WITHDRAWN -> subject == user;
            case TRANSFER, MODEL_REGISTERED, PROVIDER_REGISTERED, BID_POSTED, SESSION_OPENED -> false;
        };
    }

    private void undoRows(int log, HoldRows rows) {
        if (world.logs.kind(log) == Kind.USER_WITHDRAWN) {
            rows.giveBack(world.holds.claim(world.logs.object(log)));
        } else {
            rows.pop();
        }
    }
}
