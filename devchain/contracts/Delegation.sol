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

/// Stands in for delegate.xyz: a delegation holds for one right, or for all with the empty right.
contract DelegateRegistryStub {
    mapping(address => mapping(address => mapping(bytes32 => bool))) public delegated;
    mapping(address => mapping(bytes32 => bool)) public everyonesDelegate;
    address public immutable keeper = msg.sender;

    event DelegateAll(address indexed from, address indexed to, bytes32 rights, bool enable);

    function delegateAll(address to, bytes32 rights, bool enable) external payable returns (bytes32 hash) {
        hash = keccak256(abi.encodePacked(rights, msg.sender, to));
        delegated[msg.sender][to][rights] = enable;
        emit DelegateAll(msg.sender, to, rights, enable);
    }

    /// Development only: `to` then counts as a delegate of every address, so that one key can sign for all providers.
    function delegateEveryone(address to, bytes32 rights, bool enable) external {
        require(msg.sender == keeper, "not the keeper");
        everyonesDelegate[to][rights] = enable;
    }

    function checkDelegateForContract(address to, address from, address, bytes32 rights) external view returns (bool) {
        if (everyonesDelegate[to][rights]) return true;
        return delegated[from][to][rights] || delegated[from][to][bytes32(0)];
    }
}
