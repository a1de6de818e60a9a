// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {WordSet} from "./Sets.sol";

struct Bid {
    address provider;
    bytes32 modelId;
    uint256 pricePerSecond;
    uint256 nonce;
    uint128 createdAt;
    uint128 deletedAt;
}

struct Provider {
    string endpoint;
    uint256 stake;
    uint128 createdAt;
    uint128 limitPeriodEnd;
    uint256 limitPeriodEarned;
    bool isDeleted;
}

struct Model {
    bytes32 ipfsCID;
    uint256 fee;
    uint256 stake;
    address owner;
    string name;
    string[] tags;
    uint128 createdAt;
    bool isDeleted;
}

struct Session {
    address user;
    bytes32 bidId;
    uint256 stake;
    bytes closeoutReceipt;
    uint256 closeoutType;
    uint256 providerWithdrawnAmount;
    uint128 openedAt;
    uint128 endsAt;
    uint128 closedAt;
    bool isActive;
    bool isDirectPaymentFromUser;
}

struct OnHold {
    uint256 amount;
    uint128 releaseAt;
}

/// An emission pool: `initialReward` a `decreaseInterval`, less `rewardDecrease` with each further one.
struct Pool {
    uint256 initialReward;
    uint256 rewardDecrease;
    uint128 payoutStart;
    uint128 decreaseInterval;
}

struct SD {
    int64 mean;
    int64 sqSum;
}

struct ProviderModelStats {
    SD tpsScaled1000;
    SD ttftMs;
    uint32 totalDuration;
    uint32 successCount;
    uint32 totalCount;
}

struct ModelStats {
    SD tpsScaled1000;
    SD ttftMs;
    SD totalDuration;
    uint32 count;
}

struct MarketStore {
    address token;
    uint256 fee;
    uint256 feeBalance;
    uint256 minPrice;
    uint256 maxPrice;
    mapping(bytes32 => Bid) bids;
    mapping(bytes32 => uint256) nonces;
    mapping(bytes32 => WordSet) modelBids;
    mapping(bytes32 => WordSet) modelActiveBids;
    mapping(address => WordSet) providerBids;
    mapping(address => WordSet) providerActiveBids;
}

struct ProviderStore {
    uint256 minimumStake;
    mapping(address => Provider) providers;
    WordSet active;
}

struct ModelStore {
    uint256 minimumStake;
    WordSet ids;
    WordSet active;
    mapping(bytes32 => Model) models;
}

/// The order matters: explorers read `userStakesOnHold` straight from storage, as member 9 of this struct.
struct SessionStore {
    address fundingAccount;
    mapping(bytes32 => Session) sessions;
    uint256 nonce;
    mapping(address => WordSet) userSessions;
    mapping(address => WordSet) providerSessions;
    mapping(bytes32 => WordSet) modelSessions;
    Pool[] pools;
    uint256 providersTotalClaimed;
    mapping(bytes32 => bool) approvalUsed;
    mapping(address => OnHold[]) userStakesOnHold;
    uint128 maxSessionDuration;
}

struct StatsStore {
    mapping(bytes32 => mapping(address => ProviderModelStats)) providerModel;
    mapping(bytes32 => ModelStats) model;
}

struct DelegationStore {
    address registry;
}

library Stores {
    bytes32 internal constant MARKET = keccak256("diamond.standard.bids.storage");
    bytes32 internal constant PROVIDERS = keccak256("diamond.standard.providers.storage");
    bytes32 internal constant MODELS = keccak256("diamond.standard.models.storage");
    bytes32 internal constant SESSIONS = keccak256("diamond.standard.sessions.storage");
    bytes32 internal constant STATS = keccak256("diamond.standard.stats.storage");
    bytes32 internal constant DELEGATION = keccak256("diamond.standard.delegation.storage");

    function market() internal pure returns (MarketStore storage s) {
        bytes32 at = MARKET;
        assembly { s.slot := at }
    }

    function providers() internal pure returns (ProviderStore storage s) {
        bytes32 at = PROVIDERS;
        assembly { s.slot := at }
    }

    function models() internal pure returns (ModelStore storage s) {
        bytes32 at = MODELS;
        assembly { s.slot := at }
    }

    function sessions() internal pure returns (SessionStore storage s) {
        bytes32 at = SESSIONS;
        assembly { s.slot := at }
    }

    function stats() internal pure returns (StatsStore storage s) {
        bytes32 at = STATS;
        assembly { s.slot := at }
    }

    function delegation() internal pure returns (DelegationStore storage s) {
        bytes32 at = DELEGATION;
        assembly { s.slot := at }
    }
}
