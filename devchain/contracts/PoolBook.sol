// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FacetBase} from "./FacetBase.sol";
import {DayBucket, Debit, Grant, HotPool, PoolParams, PoolStores} from "./PoolStores.sol";

/// The books of a staking pool: debits in the order of listing, day buckets for holds, a queue for withdrawals.
abstract contract PoolBook is FacetBase {
    event AllowanceDebited(address indexed hot, address indexed funder, uint256 amount, bytes32 indexed sessionId);
    event AllowanceReleased(address indexed hot, address indexed funder, uint256 amount);
    event AllowanceHoldCreated(address indexed hot, address indexed funder, uint256 amount, uint128 releaseAt);
    event PendingWithdrawalPaid(address indexed funder, address indexed hot, uint256 amount);

    error DelegateStakingInsufficientLiquidBalance(uint256 available, uint256 requested);
    error DelegateStakingInsufficientAuthorizedCapacity(uint256 available, uint256 requested);

    function _pool(address hot) internal view returns (HotPool storage) {
        return PoolStores.store().pools[hot];
    }

    function _usable(Grant storage g) internal view returns (bool) {
        return g.exists && !g.isRevoked && (g.expiry == 0 || block.timestamp <= g.expiry);
    }

    /// Frees day buckets that are over, at most so many, and pays the queue of that.
    function _service(address hot, uint256 maxDays) internal returns (uint256 freed) {
        HotPool storage p = _pool(hot);
        for (uint256 n = 0; n < maxDays && p.firstDay < p.bucketDays.length; n++) {
            uint128 day = p.bucketDays[p.firstDay];
            if (block.timestamp < day) break;
            freed += _freeBucket(hot, p, p.buckets[day]);
            p.firstDay++;
        }
        _credit(hot, p, freed);
    }

    /// What is freed goes to queued withdrawals first, and into the pool as far as they leave it.
    function _credit(address hot, HotPool storage p, uint256 amount) internal {
        if (amount > 0) p.free += amount - _payQueue(hot, amount, PoolStores.params().maxAutoService);
    }

    /// In its order, at most so much, to at most so many.
    function _payQueue(address hot, uint256 budget, uint256 most) internal returns (uint256 paid) {
        HotPool storage p = _pool(hot);
        for (uint256 n = 0; n < most && p.firstQueued < p.queue.length && paid < budget; n++) {
            address funder = p.queue[p.firstQueued];
            Grant storage g = p.grants[funder];
            uint256 amount = _min(g.pending, budget - paid);
            g.pending -= amount;
            p.pendingTotal -= amount;
            paid += amount;
            if (g.pending == 0) p.firstQueued++;
            _unlistIfEmpty(hot, funder);
            _push(funder, amount);
            emit PendingWithdrawalPaid(funder, hot, amount);
        }
    }

    /// Takes a stake from the funders in their order, from the hot wallet's own escrow last.
    function _debit(address hot, uint256 amount, bytes32 sessionId) internal {
        HotPool storage p = _pool(hot);
        uint256 spendable = _spendable(p);
        if (spendable < amount) revert DelegateStakingInsufficientLiquidBalance(spendable, amount);
        uint256 left = amount;
        for (uint256 i = 0; i < p.funders.length && left > 0; i++) left -= _debitOne(hot, p.funders[i], left, sessionId);
        if (left > 0) left -= _debitOne(hot, hot, left, sessionId);
        if (left > 0) revert DelegateStakingInsufficientAuthorizedCapacity(amount - left, amount);
    }

    /// Gives a session's stake back to its funders: what is held goes into a day bucket, shared out in proportion.
    function _recycle(address hot, bytes32 sessionId, uint256 held, uint128 releaseAt) internal {
        Debit[] storage debits = PoolStores.store().funding[sessionId];
        uint256 stake = 0;
        for (uint256 i = 0; i < debits.length; i++) stake += debits[i].amount;
        uint256 heldLeft = held;
        uint256 freed = 0;
        for (uint256 i = 0; i < debits.length; i++) {
            uint256 share = i + 1 == debits.length ? heldLeft : (held * debits[i].amount) / stake;
            heldLeft -= share;
            freed += _giveBack(hot, debits[i], share, releaseAt);
        }
        _credit(hot, _pool(hot), freed);
    }

    function _spendable(HotPool storage p) internal view returns (uint256) {
        return p.free > p.pendingTotal ? p.free - p.pendingTotal : 0;
    }

    function _unlistIfEmpty(address hot, address funder) internal {
        Grant storage g = _pool(hot).grants[funder];
        if (g.principal == 0 && g.locked == 0 && g.pending == 0) _unlist(hot, funder);
    }

    function _unlist(address hot, address funder) internal {
        HotPool storage p = _pool(hot);
        if (!p.grants[funder].isListed) return;
        p.grants[funder].isListed = false;
        uint256 at = 0;
        while (p.funders[at] != funder) at++;
        for (; at + 1 < p.funders.length; at++) p.funders[at] = p.funders[at + 1];
        p.funders.pop();
    }

    function _debitOne(address hot, address funder, uint256 most, bytes32 sessionId) private returns (uint256 amount) {
        HotPool storage p = _pool(hot);
        Grant storage g = p.grants[funder];
        if (!_usable(g) || g.principal <= g.locked) return 0;
        amount = _min(most, g.principal - g.locked);
        g.locked += amount;
        p.locked += amount;
        p.free -= amount;
        PoolStores.store().funding[sessionId].push(Debit(funder, amount));
        emit AllowanceDebited(hot, funder, amount, sessionId);
    }

    function _giveBack(address hot, Debit storage debit, uint256 held, uint128 releaseAt) private returns (uint256 freed) {
        HotPool storage p = _pool(hot);
        freed = debit.amount - held;
        if (freed > 0) _release(hot, p, debit.funder, freed);
        if (held == 0) return freed;
        DayBucket storage bucket = p.buckets[releaseAt];
        if (bucket.funders.length == 0) p.bucketDays.push(releaseAt);
        if (bucket.amounts[debit.funder] == 0) bucket.funders.push(debit.funder);
        bucket.amounts[debit.funder] += held;
        emit AllowanceHoldCreated(hot, debit.funder, held, releaseAt);
    }

    function _freeBucket(address hot, HotPool storage p, DayBucket storage bucket) private returns (uint256 freed) {
        for (uint256 i = 0; i < bucket.funders.length; i++) {
            uint256 amount = bucket.amounts[bucket.funders[i]];
            _release(hot, p, bucket.funders[i], amount);
            freed += amount;
        }
    }

    function _release(address hot, HotPool storage p, address funder, uint256 amount) private {
        p.grants[funder].locked -= amount;
        p.locked -= amount;
        _unlistIfEmpty(hot, funder);
        emit AllowanceReleased(hot, funder, amount);
    }
}
