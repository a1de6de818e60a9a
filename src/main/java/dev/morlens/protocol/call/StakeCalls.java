package dev.morlens.protocol.call;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;

/** Transactions that bring stakes back, unsigned (docs/protocol.md, P37, P38 and P42). */
public record StakeCalls(Address diamond) {

    /** Most days, and most of a queue, that one call takes: its count is a uint8. */
    public static final int MOST_ITERATIONS = 255;

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
     * By anybody: frees what a pool holds for days that are over, and pays queued withdrawals of that.
     *
     * @param days at most so many of them, the earliest first; 1 to {@link #MOST_ITERATIONS}
     */
    public UnsignedCall releasePoolHolds(Address hot, int days) {
        return CallData.of("releasePoolHolds")
                .address(hot)
                .uint8(iterations(days))
                .to(diamond);
    }

    /**
     * By anybody: frees days that are over, then pays queued withdrawals from what the pool has free, in their order.
     *
     * @param funders at most so many of those that wait; 1 to {@link #MOST_ITERATIONS}
     */
    public UnsignedCall claimPendingWithdrawals(Address hot, int funders) {
        return CallData.of("claimPendingWithdrawals")
                .address(hot)
                .uint8(iterations(funders))
                .to(diamond);
    }

    private static int iterations(int wanted) {
        if (wanted < 1 || wanted > MOST_ITERATIONS) {
            throw new IllegalArgumentException(
                    "expected 1 to %d iterations, got %d".formatted(MOST_ITERATIONS, wanted));
        }
        return wanted;
    }
}
