// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FacetBase} from "./FacetBase.sol";
import {Stores} from "./Stores.sol";

contract Delegation is FacetBase {
    event DelegationRegistryUpdated(address registry);

    function __Delegation_init(address registry) external initializer(Stores.DELEGATION) {
        _set(registry);
    }

    function setRegistry(address registry) external onlyOwner {
        _set(registry);
    }

    function getRegistry() external view returns (address) {
        return Stores.delegation().registry;
    }

    function isRightsDelegated(address delegatee, address delegator, bytes32 rights) external view returns (bool) {
        return _actsFor(delegatee, delegator, rights);
    }

    function _set(address registry) private {
        Stores.delegation().registry = registry;
        emit DelegationRegistryUpdated(registry);
    }
}

/// Delegations as delegate.xyz v2 keeps and checks them, of the two kinds that a contract's rights rest on: to everything,
/// or to one contract. Each holds for one right, or for all with the empty right.
contract DelegateRegistryStub {
    uint256 private constant ALL = 1;
    uint256 private constant CONTRACT = 2;

    mapping(bytes32 => bool) private delegated;
    mapping(address => mapping(bytes32 => bool)) public everyonesDelegate;
    address public immutable keeper = msg.sender;

    event DelegateAll(address indexed from, address indexed to, bytes32 rights, bool enable);
    event DelegateContract(address indexed from, address indexed to, address indexed contract_, bytes32 rights, bool enable);

    function delegateAll(address to, bytes32 rights, bool enable) external payable returns (bytes32 hash) {
        hash = _toAll(msg.sender, rights, to);
        delegated[hash] = enable;
        emit DelegateAll(msg.sender, to, rights, enable);
    }

    function delegateContract(address to, address contract_, bytes32 rights, bool enable) external payable returns (bytes32 hash) {
        hash = _toContract(msg.sender, rights, to, contract_);
        delegated[hash] = enable;
        emit DelegateContract(msg.sender, to, contract_, rights, enable);
    }

    /// Development only: `to` then counts as a delegate of every address, so that one key can sign for all providers.
    function delegateEveryone(address to, bytes32 rights, bool enable) external {
        require(msg.sender == keeper, "not the keeper");
        everyonesDelegate[to][rights] = enable;
    }

    function checkDelegateForAll(address to, address from, bytes32 rights) external view returns (bool) {
        return delegated[_toAll(from, bytes32(0), to)] || delegated[_toAll(from, rights, to)];
    }

    function checkDelegateForContract(address to, address from, address contract_, bytes32 rights) external view returns (bool) {
        if (everyonesDelegate[to][rights]) return true;
        return _holds(to, from, contract_, bytes32(0)) || _holds(to, from, contract_, rights);
    }

    function _holds(address to, address from, address contract_, bytes32 rights) private view returns (bool) {
        return delegated[_toAll(from, rights, to)] || delegated[_toContract(from, rights, to, contract_)];
    }

    function _toAll(address from, bytes32 rights, address to) private pure returns (bytes32) {
        return _hash(keccak256(abi.encodePacked(rights, from, to)), ALL);
    }

    function _toContract(address from, bytes32 rights, address to, address contract_) private pure returns (bytes32) {
        return _hash(keccak256(abi.encodePacked(rights, from, to, contract_)), CONTRACT);
    }

    /// The last byte names the kind.
    function _hash(bytes32 packed, uint256 kind) private pure returns (bytes32) {
        return bytes32((uint256(packed) << 8) | kind);
    }
}
