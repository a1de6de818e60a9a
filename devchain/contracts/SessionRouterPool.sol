// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bid, OnHold, Session, Stores} from "./Stores.sol";
import {PoolBook} from "./PoolBook.sol";
import {PoolStores} from "./PoolStores.sol";
import {SessionRouterDayLock} from "./SessionRouterVersions.sol";

/// The third version: stakes may come from a pool, and anyone may settle a session long past its end.
contract SessionRouterPool is SessionRouterDayLock, PoolBook {
    event SessionSettledByExpiry(address indexed user, bytes32 indexed sessionId, address indexed providerId, address caller);

    error SessionNotYetSettleable(uint256 settleableAt);

    function openSessionFromPool(address hot, uint256 amount, bytes calldata approval, bytes calldata signature)
        external returns (bytes32 id)
    {
        _requireRights(hot, DELEGATION_RULES_SESSION);
        id = _open(hot, amount, false, _approved(hot, approval, signature));
        _announce(id);
        _service(hot, PoolStores.params().maxAutoReleaseDays);
        _debit(hot, amount, id);
    }

    /// Pays the user only; the provider keeps its claim.
    function settleExpiredSession(bytes32 sessionId) external {
        Session storage s = Stores.sessions().sessions[sessionId];
        if (s.openedAt == 0) revert SessionNotEndedOrNotExist();
        if (s.closedAt != 0) revert SessionAlreadyClosed();
        uint256 settleableAt = s.endsAt + PoolStores.params().settlementGrace;
        if (block.timestamp < settleableAt) revert SessionNotYetSettleable(settleableAt);
        Bid storage b = Stores.market().bids[s.bidId];
        _markClosed(s);
        _settleUser(sessionId, s, b);
        emit SessionSettledByExpiry(s.user, sessionId, b.provider, msg.sender);
    }

    /// Only the first rows count here, while new ones are appended.
    function _rowsInView(uint256 length, uint8 iterations) internal pure override returns (uint256) {
        return _min(length, iterations);
    }

    /// Examines the last `iterations` rows, released or not.
    function _takeRows(OnHold[] storage rows, uint8 iterations) internal override returns (uint256 amount) {
        uint256 stop = rows.length > iterations ? rows.length - iterations : 0;
        for (uint256 i = rows.length; i > stop; i--) {
            if (block.timestamp < rows[i - 1].releaseAt) continue;
            amount += rows[i - 1].amount;
            _removeRow(rows, i - 1);
        }
    }

    function _settleUser(bytes32 id, Session storage s, Bid storage b) internal override {
        if (PoolStores.store().funding[id].length == 0) return super._settleUser(id, s, b);
        (uint256 held, uint128 releaseAt) = _dayLock(s, b, s.stake);
        _service(s.user, PoolStores.params().maxAutoReleaseDays);
        _recycle(s.user, id, held, releaseAt);
    }
}
