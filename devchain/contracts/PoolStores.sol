// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// One funder's money in one hot wallet's pool. `principal` counts what is staked or held, too; what is queued has left it.
struct Grant {
    uint256 cap;
    uint256 lifetimeFunded;
    uint256 principal;
    uint256 locked;
    uint256 pending;
    uint128 expiry;
    bool isRevoked;
    bool isListed;
    bool exists;
}

struct DayBucket {
    address[] funders;
    mapping(address => uint256) amounts;
}

struct HotPool {
    uint256 free;
    uint256 locked;
    uint256 pendingTotal;
    address[] funders;
    mapping(address => Grant) grants;
    uint128[] bucketDays;
    uint256 firstDay;
    mapping(uint128 => DayBucket) buckets;
    address[] queue;
    uint256 firstQueued;
}

struct Debit {
    address funder;
    uint256 amount;
}

struct PoolParams {
    uint256 minPrincipal;
    uint256 maxActiveFunders;
    uint256 maxAutoService;
    uint256 maxAutoReleaseDays;
    uint256 settlementGrace;
    bool set;
}

struct PoolStore {
    mapping(address => HotPool) pools;
    mapping(bytes32 => Debit[]) funding;
    PoolParams params;
}

library PoolStores {
    bytes32 internal constant PLACE = keccak256("diamond.standard.delegatestaking.storage");

    function store() internal pure returns (PoolStore storage s) {
        bytes32 at = PLACE;
        assembly { s.slot := at }
    }

    function params() internal view returns (PoolParams memory p) {
        p = store().params;
        return p.set ? p : PoolParams(1 ether, 64, 2, 8, 1 days, true);
    }
}
