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

    error StakingPoolInsufficient(uint256 available, uint256 needed);

    function _pool(address hot) internal view returns (HotPool storage) {
        return PoolStores.store().pools[hot];
    }

    function _usable(Grant storage g) internal view returns (bool) {
        return g.exists && !g.isRevoked && (g.expiry == 0 || block.timestamp < g.expiry);
    }

    /// Frees matured day buckets, then pays queued withdrawals if that freed anything.
    function _service(address hot, uint256 maxDays) internal {
        if (_mature(hot, maxDays)) _payQueue(hot);
    }

    function _mature(address hot, uint256 maxDays) internal returns (bool freed) {
        HotPool storage p = _pool(hot);
        for (uint256 n = 0; n < maxDays && p.firstDay < p.bucketDays.length; n++) {
            uint128 day = p.bucketDays[p.firstDay];
            if (block.timestamp < day) break;
            _freeBucket(hot, p, p.buckets[day]);
            p.firstDay++;
            freed = true;
        }
    }

    function _payQueue(address hot) internal {
        HotPool storage p = _pool(hot);
        uint256 most = PoolStores.params().maxAutoService;
        for (uint256 n = 0; n < most && p.firstQueued < p.queue.length && p.free > 0; n++) {
            address funder = p.queue[p.firstQueued];
            Grant storage g = p.grants[funder];
            uint256 amount = _min(g.pending, p.free);
            g.pending -= amount;
            p.pendingTotal -= amount;
            p.free -= amount;
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
        if (spendable < amount) revert StakingPoolInsufficient(spendable, amount);
        uint256 left = amount;
        for (uint256 i = 0; i < p.funders.length && left > 0; i++) left -= _debitOne(hot, p.funders[i], left, sessionId);
        if (left > 0) left -= _debitOne(hot, hot, left, sessionId);
        if (left > 0) revert StakingPoolInsufficient(amount - left, amount);
    }

    /// Gives a session's stake back to its funders: what is held goes into a day bucket, shared out in proportion.
    function _recycle(address hot, bytes32 sessionId, uint256 held, uint128 releaseAt) internal {
        Debit[] storage debits = PoolStores.store().funding[sessionId];
        uint256 stake = 0;
        for (uint256 i = 0; i < debits.length; i++) stake += debits[i].amount;
        uint256 heldLeft = held;
        for (uint256 i = 0; i < debits.length; i++) {
            uint256 share = i + 1 == debits.length ? heldLeft : (held * debits[i].amount) / stake;
            heldLeft -= share;
            _giveBack(hot, debits[i], share, releaseAt);
        }
        _payQueue(hot);
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

    function _giveBack(address hot, Debit storage debit, uint256 held, uint128 releaseAt) private {
        HotPool storage p = _pool(hot);
        uint256 freed = debit.amount - held;
        if (freed > 0) _release(hot, p, debit.funder, freed);
        if (held == 0) return;
        DayBucket storage bucket = p.buckets[releaseAt];
        if (bucket.funders.length == 0) p.bucketDays.push(releaseAt);
        if (bucket.amounts[debit.funder] == 0) bucket.funders.push(debit.funder);
        bucket.amounts[debit.funder] += held;
        emit AllowanceHoldCreated(hot, debit.funder, held, releaseAt);
    }

    function _freeBucket(address hot, HotPool storage p, DayBucket storage bucket) private {
        for (uint256 i = 0; i < bucket.funders.length; i++) {
            _release(hot, p, bucket.funders[i], bucket.amounts[bucket.funders[i]]);
        }
    }

    function _release(address hot, HotPool storage p, address funder, uint256 amount) private {
        p.grants[funder].locked -= amount;
        p.locked -= amount;
        p.free += amount;
        _unlistIfEmpty(hot, funder);
        emit AllowanceReleased(hot, funder, amount);
    }
}
