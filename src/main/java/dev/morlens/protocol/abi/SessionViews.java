package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.call.CallData;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.ContractSession;
import dev.morlens.protocol.state.IdPage;
import dev.morlens.protocol.state.StakesOnHold;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Views of the Diamond's session router (docs/protocol.md, P55). */
public record SessionViews(Address diamond) {

    /** The iterations of {@code getUserStakesOnHold}; a uint8, so the pool version cannot see further. */
    private static final int MOST_ITERATIONS = 255;

    private static final int GET_SESSION = Selectors.of("getSession(bytes32)");

    /** Asked for every session of a backfill, and therefore encoded without web3j's detours. */
    public View<ContractSession> getSession(SessionId id) {
        byte[] data = ByteBuffer.allocate(Integer.BYTES + AbiWords.BYTES)
                .putInt(GET_SESSION)
                .put(id.hash().bytes())
                .array();
        return View.of(diamond, data, "getSession", abiWords -> session(id, abiWords));
    }

    /**
     * The receipt with which a session was closed, as its closer gave it; empty while it is open, and if it was
     * settled.
     */
    public View<byte[]> getCloseoutReceipt(SessionId id) {
        return view("getSession", CallData.of("getSession").bytes32(id.hash()), abiWords -> {
            int at = abiWords.target(0, 0);
            return abiWords.bytes(abiWords.target(at + 3, at));
        });
    }

    public View<IdPage> getUserSessions(Address user, long offset, long limit) {
        return page("getUserSessions", CallData.of("getUserSessions").address(user), offset, limit);
    }

    public View<IdPage> getProviderSessions(Address provider, long offset, long limit) {
        return page("getProviderSessions", CallData.of("getProviderSessions").address(provider), offset, limit);
    }

    public View<IdPage> getModelSessions(Hash modelId, long offset, long limit) {
        return page("getModelSessions", CallData.of("getModelSessions").bytes32(modelId), offset, limit);
    }

    public View<StakesOnHold> getUserStakesOnHold(Address user) {
        CallData data = CallData.of("getUserStakesOnHold").address(user).uint8(MOST_ITERATIONS);
        return view("getUserStakesOnHold", data, abiWords -> new StakesOnHold(abiWords.wei(0), abiWords.wei(1)));
    }

    public View<Address> getFundingAccount() {
        return view("getFundingAccount", CallData.of("getFundingAccount"), abiWords -> abiWords.address(0));
    }

    public View<Duration> getMaxSessionDuration() {
        return view(
                "getMaxSessionDuration",
                CallData.of("getMaxSessionDuration"),
                abiWords -> Duration.between(Instant.EPOCH, abiWords.instant(0)));
    }

    public View<Wei> getProvidersTotalClaimed() {
        return amount("getProvidersTotalClaimed", CallData.of("getProvidersTotalClaimed"));
    }

    /** In wei, 1 % of the day's compute balance. */
    public View<Wei> getTodaysBudget(Instant time) {
        return amount("getTodaysBudget", CallData.of("getTodaysBudget").uint128(time));
    }

    public View<Wei> getComputeBalance(Instant time) {
        return amount("getComputeBalance", CallData.of("getComputeBalance").uint128(time));
    }

    public View<Wei> totalMorSupply(Instant time) {
        return amount("totalMORSupply", CallData.of("totalMORSupply").uint128(time));
    }

    public View<Wei> stakeToStipend(Wei stake, Instant time) {
        return amount(
                "stakeToStipend", CallData.of("stakeToStipend").uint256(stake).uint128(time));
    }

    public View<Wei> stipendToStake(Wei stipend, Instant time) {
        return amount(
                "stipendToStake", CallData.of("stipendToStake").uint256(stipend).uint128(time));
    }

    /** When a session of that stake would end. */
    public View<Instant> getSessionEnd(Wei stake, Wei pricePerSecond, Instant openedAt) {
        CallData data = CallData.of("getSessionEnd")
                .uint256(stake)
                .uint256(pricePerSecond)
                .uint128(openedAt);
        return view("getSessionEnd", data, abiWords -> abiWords.instant(0));
    }

    /** Whether {@code delegatee} may act for {@code delegator}. */
    public View<Boolean> isRightsDelegated(Address delegatee, Address delegator, Hash rights) {
        CallData data = CallData.of("isRightsDelegated")
                .address(delegatee)
                .address(delegator)
                .bytes32(rights);
        return view("isRightsDelegated", data, abiWords -> abiWords.bool(0));
    }

    /** The facet behind a selector, {@code 0x0} if there is none (EIP-2535). */
    public View<Address> facetAddress(int selector) {
        return view("facetAddress", CallData.of("facetAddress").bytes4(selector), abiWords -> abiWords.address(0));
    }

    private static ContractSession session(SessionId id, AbiWords abiWords) {
        int at = abiWords.target(0, 0);
        Instant closedAt = abiWords.instant(at + 8);
        return new ContractSession(
                id,
                abiWords.address(at),
                abiWords.hash(at + 1),
                abiWords.wei(at + 2),
                abiWords.number(at + 4, Integer.MAX_VALUE),
                abiWords.wei(at + 5),
                abiWords.instant(at + 6),
                abiWords.instant(at + 7),
                closedAt.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(closedAt),
                abiWords.bool(at + 10));
    }

    private View<IdPage> page(String name, CallData data, long offset, long limit) {
        return view(name, data.uint256(offset).uint256(limit), AbiLists::ids);
    }

    private View<Wei> amount(String name, CallData data) {
        return view(name, data, abiWords -> abiWords.wei(0));
    }

    private <T> View<T> view(String name, CallData data, Function<AbiWords, T> reader) {
        return View.of(diamond, data, name, reader);
    }
}
