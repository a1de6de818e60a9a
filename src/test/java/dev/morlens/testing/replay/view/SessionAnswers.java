package dev.morlens.testing.replay.view;

import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.history.HoldRows;
import dev.morlens.testing.replay.history.IntList;
import dev.morlens.testing.replay.history.Sessions;
import dev.morlens.testing.replay.history.World;
import dev.morlens.testing.replay.view.Views.View;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/** The views of the session router. */
final class SessionAnswers {

    /** A session's words; the fourth says where the empty receipt lies. */
    private static final int WORDS = 11;

    private final World world;
    private final Sessions sessions;

    SessionAnswers(World world) {
        this.world = world;
        this.sessions = world.sessions;
    }

    void forEach(BiConsumer<String, View> taker) {
        taker.accept("getSession(bytes32)", (arguments, state) -> session(sessions.number(arguments.hash(0)), state));
        taker.accept("getUserSessions(address,uint256,uint256)", (arguments, state) -> {
            IntList own = sessions.of(world.actors.number(arguments.address(0)));
            return page(own, state.sessions(own), arguments);
        });
        taker.accept("getProviderSessions(address,uint256,uint256)", (arguments, state) -> {
            int provider = world.actors.number(arguments.address(0));
            return chosen(state, arguments, offer -> world.offers.get(offer).provider() == provider);
        });
        taker.accept("getModelSessions(bytes32,uint256,uint256)", (arguments, state) -> {
            var model = arguments.hash(0);
            return chosen(
                    state,
                    arguments,
                    offer -> world.models
                            .get(world.offers.get(offer).model())
                            .id()
                            .equals(model));
        });
        taker.accept(
                "getUserStakesOnHold(address,uint8)",
                (arguments, state) -> onHold(world.actors.number(arguments.address(0)), state));
        taker.accept("getFundingAccount()", (arguments, state) -> Abi.word(ReplayContracts.FUNDING));
        taker.accept("getToken()", (arguments, state) -> Abi.word(ReplayContracts.TOKEN));
        taker.accept(
                "getProvidersTotalClaimed()",
                (arguments, state) -> Abi.units(state.sums().earned()));
        taker.accept("isRightsDelegated(address,address,bytes32)", (arguments, state) -> Abi.word(false));
    }

    /** A struct with bytes in it, so an offset comes first; all 0 for a session that does not exist. */
    private String session(int session, StateAt state) {
        if (!state.exists(session)) {
            return Abi.word(32)
                    + Abi.word(0).repeat(3)
                    + Abi.word(WORDS * 32)
                    + Abi.word(0).repeat(8);
        }
        long closedAt = state.closedAt(session);
        return Abi.word(32)
                + Abi.word(world.actors.address(sessions.user(session)))
                + Abi.word(world.offers.get(sessions.offer(session)).id())
                + Abi.units(sessions.stake(session))
                + Abi.word(WORDS * 32)
                + Abi.word(0)
                + Abi.units(state.paid(session))
                + Abi.word(sessions.openedAt(session))
                + Abi.word(sessions.endsAt(session))
                + Abi.word(closedAt)
                + Abi.word(closedAt == 0)
                + Abi.word(sessions.direct(session))
                + Abi.word(0);
    }

    private String chosen(StateAt state, CallWords arguments, IntPredicate offer) {
        IntList chosen = new IntList();
        for (int session = 0; session < sessions.size() && state.exists(session); session++) {
            if (offer.test(sessions.offer(session))) {
                chosen.add(session);
            }
        }
        return page(chosen, chosen.size(), arguments);
    }

    /** Of so many ids, those that offset and limit mean, and how many there are. */
    private String page(IntList list, int total, CallWords arguments) {
        int from = Math.min(total, arguments.number(1));
        int to = (int) Math.min(total, from + (long) arguments.number(2));
        StringBuilder ids = new StringBuilder();
        for (int i = from; i < to; i++) {
            ids.append(Abi.word(sessions.id(list.get(i))));
        }
        return Abi.word(64) + Abi.word(total) + Abi.word(to - from) + ids;
    }

    private String onHold(int user, StateAt state) {
        HoldRows rows = state.rows(user);
        long released = 0;
        long locked = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.releaseAt(row) <= state.seconds()) {
                released += rows.amount(row);
            } else {
                locked += rows.amount(row);
            }
        }
        return Abi.units(released) + Abi.units(locked);
    }
}
