package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.call.CallData;
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
                abiWords -> new PoolState(
                        abiWords.wei(0),
                        abiWords.wei(1),
                        abiWords.wei(2),
                        abiWords.number(3, Integer.MAX_VALUE),
                        abiWords.number(4, Integer.MAX_VALUE)));
    }

    /** A pool's day holds: releasable and held, in wei. */
    public View<StakesOnHold> getPoolStakesOnHold(Address hot) {
        CallData data = CallData.of("getPoolStakesOnHold").address(hot);
        return view("getPoolStakesOnHold", data, abiWords -> new StakesOnHold(abiWords.wei(0), abiWords.wei(1)));
    }

    public View<GrantState> getStakingAllowance(Address funder, Address hot) {
        CallData data = CallData.of("getStakingAllowance").address(funder).address(hot);
        return view(
                "getStakingAllowance",
                data,
                abiWords -> new GrantState(
                        abiWords.wei(0),
                        abiWords.wei(1),
                        abiWords.wei(2),
                        abiWords.wei(3),
                        abiWords.wei(4),
                        abiWords.instant(5),
                        abiWords.bool(6),
                        abiWords.bool(7)));
    }

    /** In wei, matured holds counted. */
    public View<Wei> getAvailableToStake(Address hot) {
        return view(
                "getAvailableToStake", CallData.of("getAvailableToStake").address(hot), abiWords -> abiWords.wei(0));
    }

    /** Empty for a session that no pool funds. */
    public View<List<SessionFunding>> getSessionFunding(SessionId id) {
        return view("getSessionFunding", CallData.of("getSessionFunding").bytes32(id.hash()), PoolViews::fundings);
    }

    public View<DelegateStakingParamsUpdated> getDelegateStakingParams() {
        return view(
                "getDelegateStakingParams",
                CallData.of("getDelegateStakingParams"),
                abiWords -> new DelegateStakingParamsUpdated(
                        abiWords.wei(0), abiWords.wei(1), abiWords.wei(2), abiWords.wei(3), abiWords.wei(4)));
    }

    private static List<SessionFunding> fundings(AbiWords abiWords) {
        int array = abiWords.target(0, 0);
        int length = abiWords.number(array, abiWords.count());
        List<SessionFunding> fundings = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            fundings.add(new SessionFunding(abiWords.address(array + 1 + 2 * i), abiWords.wei(array + 2 + 2 * i)));
        }
        return List.copyOf(fundings);
    }

    private <T> View<T> view(String name, CallData data, Function<AbiWords, T> reader) {
        return View.of(diamond, data, name, reader);
    }
}
