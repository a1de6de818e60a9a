// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Stores} from "./Stores.sol";
import {Owners} from "./Diamond.sol";

interface IDelegateRegistry {
    function checkDelegateForContract(address to, address from, address target, bytes32 rights) external view returns (bool);
}

interface IToken {
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
    function balanceOf(address owner) external view returns (uint256);
}

/// What every facet may ask: who owns the Diamond, who acts for whom, how tokens move.
abstract contract FacetBase {
    bytes32 public constant DELEGATION_RULES_PROVIDER = keccak256("delegation.rules.provider");
    bytes32 public constant DELEGATION_RULES_MODEL = keccak256("delegation.rules.model");
    bytes32 public constant DELEGATION_RULES_MARKETPLACE = keccak256("delegation.rules.marketplace");
    bytes32 public constant DELEGATION_RULES_SESSION = keccak256("delegation.rules.session");

    event Initialized(bytes32 storageSlot);

    error OwnableUnauthorizedAccount(address account);
    error InsufficientRightsForOperation(address delegator, address delegatee);

    modifier onlyOwner() {
        if (msg.sender != Owners.store().owner) revert OwnableUnauthorizedAccount(msg.sender);
        _;
    }

    modifier initializer(bytes32 slot) {
        require(!Owners.store().initialized[slot], "Initializable: contract is already initialized");
        Owners.store().initialized[slot] = true;
        _;
        emit Initialized(slot);
    }

    function _actsFor(address delegatee, address delegator, bytes32 rights) internal view returns (bool) {
        address registry = Stores.delegation().registry;
        if (registry.code.length == 0) return false;
        return IDelegateRegistry(registry).checkDelegateForContract(delegatee, delegator, address(this), rights);
    }

    function _requireRights(address account, bytes32 rights) internal view {
        if (msg.sender == account || _actsFor(msg.sender, account, rights)) return;
        revert InsufficientRightsForOperation(account, msg.sender);
    }

    function _mor() internal view returns (IToken) {
        return IToken(Stores.market().token);
    }

    function _pull(address from, uint256 amount) internal {
        _mor().transferFrom(from, address(this), amount);
    }

    function _push(address to, uint256 amount) internal {
        _mor().transfer(to, amount);
    }

    function _min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }

    function _max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }
}
