// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DayBucket, Debit, Grant, HotPool, PoolParams, PoolStores} from "./PoolStores.sol";
import {PoolBook} from "./PoolBook.sol";

/// Delegated staking: funders put MOR behind a hot wallet, which stakes it and can never take it out.
contract DelegateStaking is PoolBook {
    event StakingAllowanceGranted(address indexed funder, address indexed hot, uint256 cap, uint128 expiry);
    event StakingAllowanceFunded(address indexed funder, address indexed hot, uint256 amount);
    event StakingAllowanceRevoked(address indexed funder, address indexed hot);
    event AllowanceWithdrawn(address indexed funder, address indexed hot, uint256 amount);
    event AllowanceWithdrawQueued(address indexed funder, address indexed hot, uint256 amount);
    event DelegateStakingParamsUpdated(
        uint256 minPrincipal, uint256 maxActiveFunders, uint256 maxAutoService, uint256 maxAutoReleaseDays, uint256 settlementGrace
    );

    error DelegateStakingZeroAddressProvided();
    error DelegateStakingZeroAmountProvided();
    error DelegateStakingInvalidExpiry();
    error DelegateStakingMaxAmountTooLow();
    error DelegateStakingGrantNotFound();
    error DelegateStakingGrantRevoked();
    error DelegateStakingGrantExpired();
    error DelegateStakingFundingExceedsMaxAmount();
    error DelegateStakingFundingBelowMinimum();
    error DelegateStakingWithdrawalLeavesDust();
    error DelegateStakingNothingToWithdraw();
    error DelegateStakingNothingToClaim();
    error DelegateStakingNothingToRelease();
    error DelegateStakingTooManyFunders(uint256 maxActiveFunders);

    struct DelegateStakingParams {
        uint256 minPrincipal;
        uint256 maxActiveFunders;
        uint256 maxAutoService;
        uint256 maxAutoReleaseDays;
        uint256 settlementGrace;
    }

    function setDelegateStakingParams(DelegateStakingParams calldata p) external onlyOwner {
        PoolStores.store().params =
            PoolParams(p.minPrincipal, p.maxActiveFunders, p.maxAutoService, p.maxAutoReleaseDays, p.settlementGrace, true);
        emit DelegateStakingParamsUpdated(
            p.minPrincipal, p.maxActiveFunders, p.maxAutoService, p.maxAutoReleaseDays, p.settlementGrace
        );
    }

    function grantStakingAllowance(address hot, uint256 cap, uint128 expiry) external {
        if (hot == address(0)) revert DelegateStakingZeroAddressProvided();
        if (expiry != 0 && expiry <= block.timestamp) revert DelegateStakingInvalidExpiry();
        Grant storage g = _pool(hot).grants[msg.sender];
        if (cap == 0 || cap < g.lifetimeFunded) revert DelegateStakingMaxAmountTooLow();
        g.cap = cap;
        g.expiry = expiry;
        g.isRevoked = false;
        g.exists = true;
        if (g.principal > 0) _list(hot, msg.sender);
        emit StakingAllowanceGranted(msg.sender, hot, cap, expiry);
    }

    function fundStakingAllowance(address hot, uint256 amount) external {
        if (amount == 0) revert DelegateStakingZeroAmountProvided();
        HotPool storage p = _pool(hot);
        Grant storage g = p.grants[msg.sender];
        if (!g.exists) revert DelegateStakingGrantNotFound();
        if (g.isRevoked) revert DelegateStakingGrantRevoked();
        if (!_usable(g)) revert DelegateStakingGrantExpired();
        if (g.lifetimeFunded + amount > g.cap) revert DelegateStakingFundingExceedsMaxAmount();
        _pull(msg.sender, amount);
        g.lifetimeFunded += amount;
        g.principal += amount;
        p.free += amount;
        if (g.principal < PoolStores.params().minPrincipal) revert DelegateStakingFundingBelowMinimum();
        _list(hot, msg.sender);
        emit StakingAllowanceFunded(msg.sender, hot, amount);
    }

    function revokeStakingAllowance(address hot) external {
        Grant storage g = _pool(hot).grants[msg.sender];
        if (!g.exists) revert DelegateStakingGrantNotFound();
        g.isRevoked = true;
        _unlist(hot, msg.sender);
        emit StakingAllowanceRevoked(msg.sender, hot);
    }

    /// Pays at once what the pool has free; the rest leaves the principal and waits in the queue.
    function withdrawStakingAllowance(address hot, uint256 amount) external {
        HotPool storage p = _pool(hot);
        Grant storage g = p.grants[msg.sender];
        _service(hot, PoolStores.params().maxAutoReleaseDays);
        amount = _min(amount, g.principal);
        if (amount == 0) revert DelegateStakingNothingToWithdraw();
        g.principal -= amount;
        if (g.principal != 0 && g.principal < PoolStores.params().minPrincipal) revert DelegateStakingWithdrawalLeavesDust();
        uint256 paid = _min(amount, _spendable(p));
        p.free -= paid;
        if (paid > 0) _push(msg.sender, paid);
        if (paid > 0) emit AllowanceWithdrawn(msg.sender, hot, paid);
        if (paid < amount) _enqueue(hot, p, g, amount - paid);
        _unlistIfEmpty(hot, msg.sender);
    }

    /// Frees at most so many days that are over; what is freed pays the queue first.
    function releasePoolHolds(address hot, uint8 iterations) external {
        if (_service(hot, iterations) == 0) revert DelegateStakingNothingToRelease();
    }

    /// Frees days that are over, then pays at most so many waiting funders of what the pool has free.
    function claimPendingWithdrawals(address hot, uint8 iterations) external {
        HotPool storage p = _pool(hot);
        uint256 before = p.pendingTotal;
        _service(hot, PoolStores.params().maxAutoReleaseDays);
        p.free -= _payQueue(hot, p.free, iterations);
        if (p.pendingTotal == before) revert DelegateStakingNothingToClaim();
    }

    function getStakingPool(address hot) external view
        returns (uint256 free, uint256 locked, uint256 pendingTotal, uint256 funderCount, uint256 holdCount)
    {
        HotPool storage p = _pool(hot);
        return (p.free, p.locked, p.pendingTotal, _activeFunders(p).length, p.bucketDays.length - p.firstDay);
    }

    function getPoolStakesOnHold(address hot) public view returns (uint256 releasable, uint256 held) {
        HotPool storage p = _pool(hot);
        for (uint256 i = p.firstDay; i < p.bucketDays.length; i++) {
            uint256 sum = _bucketSum(p.buckets[p.bucketDays[i]]);
            if (block.timestamp < p.bucketDays[i]) held += sum;
            else releasable += sum;
        }
    }

    function getStakingAllowance(address funder, address hot) external view returns (
        uint256 cumulativeFundingCap, uint256 lifetimeFunded, uint256 currentPrincipal, uint256 locked,
        uint256 pendingOwed, uint128 expiry, bool isRevoked, bool isListed
    ) {
        Grant storage g = _pool(hot).grants[funder];
        return (g.cap, g.lifetimeFunded, g.principal, g.locked, g.pending, g.expiry, g.isRevoked, g.isListed);
    }

    /// What the next stake could take, with matured holds counted as free.
    function getAvailableToStake(address hot) external view returns (uint256) {
        HotPool storage p = _pool(hot);
        uint256 sum = _headroom(p, hot);
        for (uint256 i = 0; i < p.funders.length; i++) sum += _headroom(p, p.funders[i]);
        (uint256 releasable,) = getPoolStakesOnHold(hot);
        uint256 free = p.free + releasable;
        return _min(sum, free > p.pendingTotal ? free - p.pendingTotal : 0);
    }

    function getSessionFunding(bytes32 sessionId) external view returns (Debit[] memory) {
        return PoolStores.store().funding[sessionId];
    }

    function getPendingWithdrawal(address funder, address hot) external view returns (uint256) {
        return _pool(hot).grants[funder].pending;
    }

    function listFundersOf(address hot, uint256 offset, uint256 limit) external view returns (address[] memory out, uint256 total) {
        address[] memory all = _activeFunders(_pool(hot));
        total = all.length;
        uint256 count = offset >= total ? 0 : _min(limit, total - offset);
        out = new address[](count);
        for (uint256 i = 0; i < count; i++) out[i] = all[offset + i];
    }

    function getDelegateStakingParams() external view returns (uint256, uint256, uint256, uint256, uint256) {
        PoolParams memory p = PoolStores.params();
        return (p.minPrincipal, p.maxActiveFunders, p.maxAutoService, p.maxAutoReleaseDays, p.settlementGrace);
    }

    function _list(address hot, address funder) private {
        HotPool storage p = _pool(hot);
        if (funder == hot || p.grants[funder].isListed) return;
        uint256 most = PoolStores.params().maxActiveFunders;
        if (p.funders.length >= most) revert DelegateStakingTooManyFunders(most);
        p.grants[funder].isListed = true;
        p.funders.push(funder);
    }

    function _enqueue(address hot, HotPool storage p, Grant storage g, uint256 amount) private {
        if (g.pending == 0) p.queue.push(msg.sender);
        g.pending += amount;
        p.pendingTotal += amount;
        emit AllowanceWithdrawQueued(msg.sender, hot, amount);
    }

    function _headroom(HotPool storage p, address funder) private view returns (uint256) {
        Grant storage g = p.grants[funder];
        if (!_usable(g)) return 0;
        uint256 locked = g.locked - _matured(p, funder);
        return g.principal > locked ? g.principal - locked : 0;
    }

    function _matured(HotPool storage p, address funder) private view returns (uint256 sum) {
        for (uint256 i = p.firstDay; i < p.bucketDays.length && p.bucketDays[i] <= block.timestamp; i++) {
            sum += p.buckets[p.bucketDays[i]].amounts[funder];
        }
    }

    function _bucketSum(DayBucket storage bucket) private view returns (uint256 sum) {
        for (uint256 i = 0; i < bucket.funders.length; i++) sum += bucket.amounts[bucket.funders[i]];
    }

    function _activeFunders(HotPool storage p) private view returns (address[] memory out) {
        uint256 count = 0;
        out = new address[](p.funders.length);
        for (uint256 i = 0; i < out.length; i++) {
            if (_usable(p.grants[p.funders[i]])) out[count++] = p.funders[i];
        }
        assembly { mstore(out, count) }
    }
}
