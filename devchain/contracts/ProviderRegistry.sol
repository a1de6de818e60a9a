// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FacetBase} from "./FacetBase.sol";
import {Provider, ProviderStore, Stores} from "./Stores.sol";
import {Sets, WordSet} from "./Sets.sol";

contract ProviderRegistry is FacetBase {
    using Sets for WordSet;

    uint128 private constant LIMIT_PERIOD = 365 days;

    event ProviderRegistered(address indexed provider);
    event ProviderDeregistered(address indexed provider);
    event ProviderMinimumStakeUpdated(uint256 providerMinimumStake);

    error ProviderStakeTooLow(uint256 amount, uint256 minAmount);
    error ProviderNotFound();
    error ProviderNotDeregistered();
    error ProviderNoStake();
    error ProviderHasAlreadyDeregistered();
    error ProviderHasActiveBids();

    function __ProviderRegistry_init() external initializer(Stores.PROVIDERS) {}

    function providerSetMinStake(uint256 amount) external onlyOwner {
        Stores.providers().minimumStake = amount;
        emit ProviderMinimumStakeUpdated(amount);
    }

    /// Registers, tops up, renames or brings back; whatever stake is left from before counts.
    function providerRegister(address provider, uint256 amount, string calldata endpoint) external {
        _requireRights(provider, DELEGATION_RULES_PROVIDER);
        if (amount > 0) _pull(provider, amount);
        ProviderStore storage s = Stores.providers();
        Provider storage p = s.providers[provider];
        uint256 stake = p.stake + amount;
        if (stake < s.minimumStake) revert ProviderStakeTooLow(stake, s.minimumStake);
        if (p.createdAt == 0) {
            p.createdAt = uint128(block.timestamp);
            p.limitPeriodEnd = uint128(block.timestamp) + LIMIT_PERIOD;
        }
        p.isDeleted = false;
        p.endpoint = endpoint;
        p.stake = stake;
        s.active.add(Sets.word(provider));
        emit ProviderRegistered(provider);
    }

    /// Pays out the stake less what the running period has earned; that part stays behind.
    function providerDeregister(address provider) external {
        _requireRights(provider, DELEGATION_RULES_PROVIDER);
        ProviderStore storage s = Stores.providers();
        Provider storage p = s.providers[provider];
        if (p.createdAt == 0) revert ProviderNotFound();
        if (p.isDeleted) revert ProviderHasAlreadyDeregistered();
        if (Stores.market().providerActiveBids[provider].values.length > 0) revert ProviderHasActiveBids();
        uint256 amount = _refundable(p);
        p.stake -= amount;
        p.isDeleted = true;
        s.active.remove(Sets.word(provider));
        if (amount > 0) _push(provider, amount);
        emit ProviderDeregistered(provider);
    }

    function getProvider(address provider) external view returns (Provider memory) {
        return Stores.providers().providers[provider];
    }

    function getProviderMinimumStake() external view returns (uint256) {
        return Stores.providers().minimumStake;
    }

    function getActiveProviders(uint256 offset, uint256 limit) external view returns (address[] memory, uint256) {
        (bytes32[] memory words, uint256 total) = Stores.providers().active.page(offset, limit);
        return (Sets.addresses(words), total);
    }

    function getIsProviderActive(address provider) external view returns (bool) {
        Provider storage p = Stores.providers().providers[provider];
        return p.createdAt != 0 && !p.isDeleted;
    }

    function _refundable(Provider storage p) private view returns (uint256) {
        if (block.timestamp > p.limitPeriodEnd) return p.stake;
        return p.stake > p.limitPeriodEarned ? p.stake - p.limitPeriodEarned : 0;
    }
}
