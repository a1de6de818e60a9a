// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bid, OnHold, Session, SessionStore, Stores} from "./Stores.sol";
import {SessionBase} from "./SessionBase.sol";
import {Sets, WordSet} from "./Sets.sol";
import {Signatures} from "./Signatures.sol";
import {Stats} from "./Stats.sol";

/// Opening, closing, claiming. What is held back at a close is each version's own rule.
abstract contract SessionRouter is SessionBase, Signatures, Stats {
    using Sets for WordSet;

    uint128 private constant SIGNATURE_LIFE = 10 minutes;
    uint128 private constant MIN_DURATION = 5 minutes;

    struct Approval {
        bytes32 bidId;
        uint256 chainId;
        address user;
        uint128 timestamp;
    }

    struct Receipt {
        bytes32 sessionId;
        uint256 chainId;
        uint128 timestamp;
        uint32 tpsScaled1000;
        uint32 ttftMs;
    }

    error SessionProviderSignatureMismatch();
    error SessionDuplicateApproval();
    error SessionApprovedForAnotherUser();
    error SessionApprovedForAnotherChainId();
    error SessionApproveExpired();
    error SessionReceiptForAnotherChainId();
    error SessionReceiptExpired();
    error SessionTooShort();
    error SessionAlreadyClosed();
    error SessionNotEndedOrNotExist();
    error SessionBidNotFound();
    error SessionStakeTooLow();
    error SessionProviderNothingToClaimInThisPeriod();

    function openSession(address user, uint256 amount, bool direct, bytes calldata approval, bytes calldata signature)
        external returns (bytes32 id)
    {
        _requireRights(user, DELEGATION_RULES_SESSION);
        id = _open(user, amount, direct, _approved(user, approval, signature));
        _pull(user, amount);
        _announce(id);
    }

    function closeSession(bytes calldata encoded, bytes calldata signature) external {
        Receipt memory r = abi.decode(encoded, (Receipt));
        if (r.chainId != block.chainid) revert SessionReceiptForAnotherChainId();
        if (r.timestamp + SIGNATURE_LIFE < block.timestamp) revert SessionReceiptExpired();
        Session storage s = Stores.sessions().sessions[r.sessionId];
        _requireRights(s.user, DELEGATION_RULES_SESSION);
        if (s.closedAt != 0) revert SessionAlreadyClosed();
        Bid storage b = Stores.market().bids[s.bidId];
        bool disputed = !_signedByProvider(b.provider, encoded, signature);
        s.closeoutReceipt = encoded;
        s.closeoutType = disputed ? 1 : 0;
        _markClosed(s);
        _countClose(b.modelId, b.provider, s, r.tpsScaled1000, r.ttftMs, disputed);
        _settleUser(r.sessionId, s, b);
        _payProviderAtClose(s, b, disputed);
        emit SessionClosed(s.user, r.sessionId, b.provider);
    }

    /// Pays the bid's provider what a session still owes it: after its close, or once its end has passed.
    function claimForProvider(bytes32 sessionId) external {
        Session storage s = Stores.sessions().sessions[sessionId];
        Bid storage b = Stores.market().bids[s.bidId];
        _requireRights(b.provider, DELEGATION_RULES_SESSION);
        if (s.openedAt == 0 || (s.closedAt == 0 && block.timestamp < s.endsAt)) revert SessionNotEndedOrNotExist();
        uint256 due = _reward(s, b) - s.providerWithdrawnAmount;
        uint128 day = startOfTheDay(s.closedAt);
        if (s.closedAt != 0 && block.timestamp < day + DAY) {
            due -= (s.closedAt - _lastDayStart(s, day)) * b.pricePerSecond;
        }
        if (_payProvider(s, b, due) == 0) revert SessionProviderNothingToClaimInThisPeriod();
    }

    function withdrawUserStakes(address user, uint8 iterations) external {
        _requireRights(user, DELEGATION_RULES_SESSION);
        uint256 amount = _takeRows(Stores.sessions().userStakesOnHold[user], iterations);
        if (amount == 0) revert SessionUserAmountToWithdrawIsZero();
        _push(user, amount);
        emit UserWithdrawn(user, amount);
    }

    /// Scans from the end and takes up to `iterations` released rows.
    function _takeRows(OnHold[] storage rows, uint8 iterations) internal virtual returns (uint256 amount) {
        uint256 taken = 0;
        for (uint256 i = rows.length; i > 0 && taken < iterations; i--) {
            if (block.timestamp < rows[i - 1].releaseAt) continue;
            amount += rows[i - 1].amount;
            _removeRow(rows, i - 1);
            taken++;
        }
    }

    function _settleUser(bytes32 id, Session storage s, Bid storage b) internal virtual;

    function _approved(address user, bytes calldata approval, bytes calldata signature) internal returns (bytes32) {
        Approval memory a = abi.decode(approval, (Approval));
        if (a.chainId != block.chainid) revert SessionApprovedForAnotherChainId();
        if (a.user != user) revert SessionApprovedForAnotherUser();
        if (a.timestamp + SIGNATURE_LIFE < block.timestamp) revert SessionApproveExpired();
        Bid storage b = Stores.market().bids[a.bidId];
        if (b.createdAt == 0 || b.deletedAt != 0) revert SessionBidNotFound();
        SessionStore storage store = Stores.sessions();
        if (store.approvalUsed[keccak256(approval)]) revert SessionDuplicateApproval();
        if (!_signedByProvider(b.provider, approval, signature)) revert SessionProviderSignatureMismatch();
        store.approvalUsed[keccak256(approval)] = true;
        return a.bidId;
    }

    function _open(address user, uint256 amount, bool direct, bytes32 bidId) internal returns (bytes32 id) {
        SessionStore storage store = Stores.sessions();
        Bid storage b = Stores.market().bids[bidId];
        uint128 openedAt = uint128(block.timestamp);
        uint128 endsAt = getSessionEnd(amount, b.pricePerSecond, openedAt);
        if (endsAt < openedAt + MIN_DURATION) revert SessionTooShort();
        if (direct && (endsAt - openedAt) * b.pricePerSecond > amount) revert SessionStakeTooLow();
        id = getSessionId(user, b.provider, bidId, store.nonce++);
        store.sessions[id] = Session(user, bidId, amount, "", 0, 0, openedAt, endsAt, 0, true, direct);
        store.userSessions[user].add(id);
        store.providerSessions[b.provider].add(id);
        store.modelSessions[b.modelId].add(id);
    }

    function _announce(bytes32 id) internal {
        Session storage s = Stores.sessions().sessions[id];
        emit SessionOpened(s.user, id, Stores.market().bids[s.bidId].provider);
    }

    function _markClosed(Session storage s) internal {
        s.closedAt = uint128(block.timestamp);
        s.isActive = false;
    }

    /// After an early dispute, today's part of the reward waits for the next midnight.
    function _payProviderAtClose(Session storage s, Bid storage b, bool disputed) private {
        uint256 whole = _reward(s, b);
        if (whole <= s.providerWithdrawnAmount) return;
        uint256 due = whole - s.providerWithdrawnAmount;
        if (disputed && s.closedAt < s.endsAt) {
            due -= (s.closedAt - _lastDayStart(s, startOfTheDay(s.closedAt))) * b.pricePerSecond;
        }
        _payProvider(s, b, due);
    }
}
