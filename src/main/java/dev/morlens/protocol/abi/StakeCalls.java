package dev.morlens.protocol.abi;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;

/** Transactions that bring stakes back, unsigned (protocol.md, "Where an address's MOR can be", 4 to 6). */
public record StakeCalls(Address diamond) {

    /** By the provider or its delegate, once it has no active bids. */
    public UnsignedCall providerDeregister(Address provider) {
        return CallData.of("providerDeregister").address(provider).to(diamond);
    }

    /** By the provider or its delegate for bids. */
    public UnsignedCall deleteModelBid(Hash bid) {
        return CallData.of("deleteModelBid").bytes32(bid).to(diamond);
    }

    /** By the model's owner or its delegate, once no bids are active on it. */
    public UnsignedCall modelDeregister(Hash model) {
        return CallData.of("modelDeregister").bytes32(model).to(diamond);
    }

    /** By a funder: pays what the pool has free, and queues the rest. */
    public UnsignedCall withdrawStakingAllowance(Address hot, Wei amount) {
        return CallData.of("withdrawStakingAllowance")
                .address(hot)
                .uint256(amount)
                .to(diamond);
    }

    /**
     * By anybody: frees what a pool holds for days that are over, then pays queued withdrawals of it.
     *
     * @param days at most so many of them, the earliest first
     */
    public UnsignedCall releasePoolHolds(Address hot, int days) {
        return CallData.of("releasePoolHolds")
                .address(hot)
                .uint256(Wei.of(days))
                .to(diamond);
    }

    /** By anybody: pays queued withdrawals from what the pool has free. */
    public UnsignedCall payPendingWithdrawals(Address hot) {
        return CallData.of("payPendingWithdrawals").address(hot).to(diamond);
    }
}
