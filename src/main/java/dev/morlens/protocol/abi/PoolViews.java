package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.Words;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.ProtocolEvent.DelegateStakingParamsUpdated;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.GrantState;
import dev.morlens.protocol.state.PoolState;
import dev.morlens.protocol.state.SessionFunding;
import dev.morlens.protocol.state.StakesOnHold;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Views of delegated staking, in the pool version only: a Diamond without it reverts them all. */
public record PoolViews(Address diamond) {

    public View<PoolState> getStakingPool(Address hot) {
        return view(
                "getStakingPool",
                CallData.of("getStakingPool").address(hot),
                words -> new PoolState(
                        words.wei(0),
                        words.wei(1),
                        words.wei(2),
                        words.number(3, Integer.MAX_VALUE),
                        words.number(4, Integer.MAX_VALUE)));
    }

    /** A pool's day holds: releasable and held, in wei. */
    public View<StakesOnHold> getPoolStakesOnHold(Address hot) {
        CallData data = CallData.of("getPoolStakesOnHold").address(hot);
        return view("getPoolStakesOnHold", data, words -> new StakesOnHold(words.wei(0), words.wei(1)));
    }

    public View<GrantState> getStakingAllowance(Address funder, Address hot) {
        CallData data = CallData.of("getStakingAllowance").address(funder).address(hot);
        return view(
                "getStakingAllowance",
                data,
                words -> new GrantState(
                        words.wei(0),
                        words.wei(1),
                        words.wei(2),
                        words.wei(3),
                        words.wei(4),
                        words.instant(5),
                        words.bool(6),
                        words.bool(7)));
    }

    /** In wei, matured holds counted. */
    public View<Wei> getAvailableToStake(Address hot) {
        return view("getAvailableToStake", CallData.of("getAvailableToStake").address(hot), words -> words.wei(0));
    }

    /** Empty for a session that no pool funds. */
    public View<List<SessionFunding>> getSessionFunding(SessionId id) {
        return view("getSessionFunding", CallData.of("getSessionFunding").bytes32(id.hash()), PoolViews::fundings);
    }

    public View<DelegateStakingParamsUpdated> getDelegateStakingParams() {
        return view(
                "getDelegateStakingParams",
                CallData.of("getDelegateStakingParams"),
                words -> new DelegateStakingParamsUpdated(
                        words.wei(0), words.wei(1), words.wei(2), words.wei(3), words.wei(4)));
    }

    private static List<SessionFunding> fundings(Words words) {
        int array = words.target(0, 0);
        int length = words.number(array, words.count());
        List<SessionFunding> fundings = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            fundings.add(new SessionFunding(words.address(array + 1 + 2 * i), words.wei(array + 2 + 2 * i)));
        }
        return List.copyOf(fundings);
    }

    private <T> View<T> view(String name, CallData data, Function<Words, T> reader) {
        return View.of(diamond, data, name, reader);
    }
}
