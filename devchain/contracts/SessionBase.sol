// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bid, OnHold, Pool, Provider, Session, SessionStore, Stores} from "./Stores.sol";
import {Emission} from "./Emission.sol";
import {Sets, WordSet} from "./Sets.sol";

/// What a session router answers, and the money rules that all its versions share.
abstract contract SessionBase is Emission {
    using Sets for WordSet;

    uint128 internal constant PROVIDER_PERIOD = 365 days;

    event SessionOpened(address indexed user, bytes32 indexed sessionId, address indexed providerId);
    event SessionClosed(address indexed user, bytes32 indexed sessionId, address indexed providerId);
    event UserWithdrawn(address indexed user, uint256 amount);

    error SessionMaxDurationTooShort();
    error SessionUserAmountToWithdrawIsZero();

    function __SessionRouter_init(address funding, uint128 maxDuration, Pool[] calldata pools) external initializer(Stores.SESSIONS) {
        SessionStore storage s = Stores.sessions();
        s.fundingAccount = funding;
        s.maxSessionDuration = maxDuration;
        for (uint256 i = 0; i < pools.length; i++) s.pools.push(pools[i]);
    }

    /// No event of its own.
    function setMaxSessionDuration(uint128 duration) external onlyOwner {
        if (duration < 5 minutes) revert SessionMaxDurationTooShort();
        Stores.sessions().maxSessionDuration = duration;
    }

    function getMaxSessionDuration() external view returns (uint128) {
        return Stores.sessions().maxSessionDuration;
    }

    function getFundingAccount() external view returns (address) {
        return Stores.sessions().fundingAccount;
    }

    function getSession(bytes32 sessionId) external view returns (Session memory) {
        return Stores.sessions().sessions[sessionId];
    }

    function getSessionId(address user, address provider, bytes32 bidId, uint256 nonce) public pure returns (bytes32) {
        return keccak256(abi.encodePacked(user, provider, bidId, nonce));
    }

    function getUserSessions(address user, uint256 offset, uint256 limit) external view returns (bytes32[] memory, uint256) {
        return Stores.sessions().userSessions[user].page(offset, limit);
    }

    function getProviderSessions(address p, uint256 offset, uint256 limit) external view returns (bytes32[] memory, uint256) {
        return Stores.sessions().providerSessions[p].page(offset, limit);
    }

    function getModelSessions(bytes32 id, uint256 offset, uint256 limit) external view returns (bytes32[] memory, uint256) {
        return Stores.sessions().modelSessions[id].page(offset, limit);
    }

    function getTotalSessions(address provider) external view returns (uint256) {
        return Stores.sessions().providerSessions[provider].values.length;
    }

    function getIsProviderApprovalUsed(bytes calldata approval) external view returns (bool) {
        return Stores.sessions().approvalUsed[keccak256(approval)];
    }

    function getSessionEnd(uint256 amount, uint256 price, uint128 openedAt) public view returns (uint128) {
        uint256 seconds_ = stakeToStipend(amount, openedAt) / price;
        return openedAt + uint128(_min(seconds_, Stores.sessions().maxSessionDuration));
    }

    /// How many of a user's hold rows the view looks at.
    function _rowsInView(uint256 length, uint8 iterations) internal view virtual returns (uint256);

    function getUserStakesOnHold(address user, uint8 iterations) external view returns (uint256 available, uint256 hold) {
        OnHold[] storage rows = Stores.sessions().userStakesOnHold[user];
        uint256 count = _rowsInView(rows.length, iterations);
        for (uint256 i = 0; i < count; i++) {
            if (block.timestamp < rows[i].releaseAt) hold += rows[i].amount;
            else available += rows[i].amount;
        }
    }

    function _sessionEnd(Session storage s) internal view returns (uint256) {
        return _min(s.closedAt, s.endsAt);
    }

    function _lastDayStart(Session storage s, uint128 day) internal view returns (uint256) {
        return _max(s.openedAt, day);
    }

    /// The provider's whole reward, had by the end of the session or by its close.
    function _reward(Session storage s, Bid storage b) internal view returns (uint256) {
        uint256 end = s.closedAt == 0 ? s.endsAt : _sessionEnd(s);
        return (end - s.openedAt) * b.pricePerSecond;
    }

    function _userStake(Session storage s, Bid storage b) internal view returns (uint256) {
        return s.isDirectPaymentFromUser ? s.stake - _reward(s, b) : s.stake;
    }

    /// Pays a provider what its stake allows in its period of 365 days; the rest waits.
    function _payProvider(Session storage s, Bid storage b, uint256 amount) internal returns (uint256) {
        Provider storage p = Stores.providers().providers[b.provider];
        if (block.timestamp > p.limitPeriodEnd) {
            p.limitPeriodEnd = uint128(block.timestamp) + PROVIDER_PERIOD;
            p.limitPeriodEarned = 0;
        }
        uint256 room = p.stake > p.limitPeriodEarned ? p.stake - p.limitPeriodEarned : 0;
        amount = _min(amount, room);
        if (amount == 0) return 0;
        s.providerWithdrawnAmount += amount;
        p.limitPeriodEarned += amount;
        Stores.sessions().providersTotalClaimed += amount;
        if (s.isDirectPaymentFromUser) _push(b.provider, amount);
        else _mor().transferFrom(Stores.sessions().fundingAccount, b.provider, amount);
        return amount;
    }

    function _removeRow(OnHold[] storage rows, uint256 at) internal {
        rows[at] = rows[rows.length - 1];
        rows.pop();
    }
}
