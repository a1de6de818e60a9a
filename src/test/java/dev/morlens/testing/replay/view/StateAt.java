package dev.morlens.testing.replay.view;

import dev.morlens.testing.replay.history.Actors;
import dev.morlens.testing.replay.history.HoldRows;
import dev.morlens.testing.replay.history.IntList;
import dev.morlens.testing.replay.history.Kind;
import dev.morlens.testing.replay.history.Offer;
import dev.morlens.testing.replay.history.World;
import dev.morlens.testing.replay.history.World.ListedModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What both contracts hold at the end of a block, as long as the chain does not change. By the logs alone, never by
 * the block's time, which it may share with others.
 */
public final class StateAt {

    private final World world;
    private final long block;
    private final int end;
    private final Map<Integer, HoldRows> rows = new HashMap<>();
    private SumsAt sums;

    public StateAt(World world, long block) {
        this.world = world;
        this.block = block;
        this.end = world.logs.firstAt(block + 1);
    }

    /** Views of sessions do without: a walk through all later logs is made where somebody asks for a sum. */
    public SumsAt sums() {
        if (sums == null) {
            sums = SumsAt.before(world, end);
        }
        return sums;
    }

    public long block() {
        return block;
    }

    long seconds() {
        return world.clock.seconds(block);
    }

    /** In units; 0 for somebody unknown. */
    public long balance(int actor) {
        return actor < 0 ? 0 : sums().balance(actor);
    }

    long supply() {
        return -sums().balance(Actors.ZERO);
    }

    /** Whether a provider had registered; none registers with nothing. */
    boolean isProvider(int provider) {
        return sums().stake(provider) > 0;
    }

    List<ListedModel> models() {
        return world.models.subList(0, sums().models());
    }

    List<Offer> offers() {
        return world.offers.subList(0, sums().offers());
    }

    /** Whether a session was opened by then: they are in the order of their opening. */
    public boolean exists(int session) {
        return world.pay.isOpened(session, end);
    }

    /** In seconds; 0 while the session is open. */
    public long closedAt(int session) {
        return world.pay.isClosed(session, end) ? world.sessions.closedAt(session) : 0;
    }

    /** What its provider had been paid for it, in units. */
    public long paid(int session) {
        return world.pay.paid(session, end);
    }

    /** What fees had come to, less what was withdrawn of them, in units. */
    long fees() {
        return offers().size() * World.BID_FEE - sums().feesWithdrawn();
    }

    /** How many of a user's sessions were open by then. */
    int sessions(IntList ofUser) {
        int count = ofUser.size();
        while (count > 0 && !exists(ofUser.get(count - 1))) {
            count--;
        }
        return count;
    }

    public HoldRows rows(int user) {
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
            default -> false;
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
