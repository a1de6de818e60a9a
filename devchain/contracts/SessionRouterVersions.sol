// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bid, OnHold, Session, Stores} from "./Stores.sol";
import {SessionRouter} from "./SessionRouter.sol";

/// The first rule: only an early close is held, counted on the day of the close; a row of amount 0 is possible.
contract SessionRouterClassic is SessionRouter {
    function _rowsInView(uint256 length, uint8) internal pure override returns (uint256) {
        return length;
    }

    function _settleUser(bytes32, Session storage s, Bid storage b) internal override {
        uint256 mine = _userStake(s, b);
        uint256 locked = 0;
        if (s.closedAt < s.endsAt) {
            uint128 day = startOfTheDay(s.closedAt);
            uint256 cost = (_sessionEnd(s) - _lastDayStart(s, day)) * b.pricePerSecond;
            locked = _min(mine, stipendToStake(cost, day));
            Stores.sessions().userStakesOnHold[s.user].push(OnHold(locked, day + DAY));
        }
        _push(s.user, mine - locked);
    }
}

/// The second rule: whatever ran on the session's last day is held until that day is over.
contract SessionRouterDayLock is SessionRouter {
    function _rowsInView(uint256 length, uint8) internal view virtual override returns (uint256) {
        return length;
    }

    function _settleUser(bytes32, Session storage s, Bid storage b) internal virtual override {
        uint256 mine = _userStake(s, b);
        (uint256 locked, uint128 releaseAt) = _dayLock(s, b, mine);
        if (locked > 0) Stores.sessions().userStakesOnHold[s.user].push(OnHold(locked, releaseAt));
        _push(s.user, mine - locked);
    }

    function _dayLock(Session storage s, Bid storage b, uint256 mine) internal view returns (uint256 locked, uint128 releaseAt) {
        uint256 end = _sessionEnd(s);
        uint128 day = startOfTheDay(uint128(end));
        releaseAt = day + DAY;
        if (block.timestamp >= releaseAt) return (0, releaseAt);
        locked = _min(mine, stipendToStake((end - _lastDayStart(s, day)) * b.pricePerSecond, day));
    }
}
