// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FacetBase} from "./FacetBase.sol";
import {Pool, SessionStore, Stores} from "./Stores.sol";

/// Emission pools, and the exchange between a stake and the stipend it earns. Days are UTC days.
abstract contract Emission is FacetBase {
    uint256 internal constant COMPUTE_POOL = 3;
    uint128 internal constant DAY = 1 days;

    error SessionPoolIndexOutOfBounds();

    function setPoolConfig(uint256 index, Pool calldata pool) external onlyOwner {
        SessionStore storage s = Stores.sessions();
        if (index >= s.pools.length) revert SessionPoolIndexOutOfBounds();
        s.pools[index] = pool;
    }

    function getPools() external view returns (Pool[] memory) {
        return Stores.sessions().pools;
    }

    function getPool(uint256 index) external view returns (Pool memory) {
        return Stores.sessions().pools[index];
    }

    function getProvidersTotalClaimed() external view returns (uint256) {
        return Stores.sessions().providersTotalClaimed;
    }

    function startOfTheDay(uint128 timestamp) public pure returns (uint128) {
        return timestamp - (timestamp % DAY);
    }

    function getComputeBalance(uint128 timestamp) public view returns (uint256) {
        SessionStore storage s = Stores.sessions();
        if (s.pools.length <= COMPUTE_POOL) return 0;
        uint256 emitted = _emitted(s.pools[COMPUTE_POOL], startOfTheDay(timestamp));
        return emitted > s.providersTotalClaimed ? emitted - s.providersTotalClaimed : 0;
    }

    function totalMORSupply(uint128 timestamp) public view returns (uint256 total) {
        SessionStore storage s = Stores.sessions();
        uint128 until = startOfTheDay(timestamp);
        for (uint256 i = 0; i < s.pools.length; i++) {
            if (i != COMPUTE_POOL) total += _emitted(s.pools[i], until);
        }
        total += s.providersTotalClaimed;
    }

    function getTodaysBudget(uint128 timestamp) external view returns (uint256) {
        return getComputeBalance(timestamp) / 100;
    }

    function stakeToStipend(uint256 amount, uint128 timestamp) public view returns (uint256) {
        uint256 supply = totalMORSupply(timestamp);
        return supply == 0 ? 0 : (amount * getComputeBalance(timestamp)) / (supply * 100);
    }

    function stipendToStake(uint256 stipend, uint128 timestamp) public view returns (uint256) {
        uint256 balance = getComputeBalance(timestamp);
        return balance == 0 ? 0 : (stipend * totalMORSupply(timestamp) * 100) / balance;
    }

    /// What a pool has emitted from its start to `until`: a falling series of whole intervals and a part of the next.
    function _emitted(Pool storage pool, uint128 until) private view returns (uint256) {
        uint256 interval = pool.decreaseInterval;
        if (interval == 0 || until <= pool.payoutStart) return 0;
        uint256 spent = until - pool.payoutStart;
        if (pool.rewardDecrease > 0) {
            uint256 life = (pool.initialReward + pool.rewardDecrease - 1) / pool.rewardDecrease;
            spent = _min(spent, life * interval);
        }
        uint256 whole = spent / interval;
        uint256 sum = whole * pool.initialReward;
        if (whole > 0) sum -= (pool.rewardDecrease * (whole * (whole - 1))) / 2;
        uint256 rest = spent % interval;
        if (rest > 0) sum += ((pool.initialReward - whole * pool.rewardDecrease) * rest) / interval;
        return sum;
    }
}
