// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FacetBase} from "./FacetBase.sol";
import {Bid, MarketStore, Model, Provider, Stores} from "./Stores.sol";
import {Sets, WordSet} from "./Sets.sol";

contract Marketplace is FacetBase {
    using Sets for WordSet;

    event MarketplaceBidPosted(address indexed provider, bytes32 indexed modelId, uint256 nonce);
    event MarketplaceBidDeleted(address indexed provider, bytes32 indexed modelId, uint256 nonce);
    event MaretplaceFeeUpdated(uint256 bidFee);
    event MarketplaceBidMinMaxPriceUpdated(uint256 bidMinPricePerSecond, uint256 bidMaxPricePerSecond);

    error MarketplaceProviderNotFound();
    error MarketplaceModelNotFound();
    error MarketplaceActiveBidNotFound();
    error MarketplaceBidPricePerSecondInvalid();
    error MarketplaceBidMinPricePerSecondIsZero();
    error MarketplaceBidMinPricePerSecondIsInvalid();
    error MarketplaceFeeAmountIsZero();

    function __Marketplace_init(address token, uint256 minPrice, uint256 maxPrice) external initializer(Stores.MARKET) {
        Stores.market().token = token;
        _setPrices(minPrice, maxPrice);
    }

    function setMarketplaceBidFee(uint256 fee) external onlyOwner {
        Stores.market().fee = fee;
        emit MaretplaceFeeUpdated(fee);
    }

    function setMinMaxBidPricePerSecond(uint256 minPrice, uint256 maxPrice) external onlyOwner {
        _setPrices(minPrice, maxPrice);
    }

    /// Posts a bid; the provider's bid for the same model, if it has one, makes room.
    function postModelBid(address provider, bytes32 modelId, uint256 price) external returns (bytes32 bidId) {
        _requireRights(provider, DELEGATION_RULES_MARKETPLACE);
        MarketStore storage s = Stores.market();
        _requireBoth(provider, modelId);
        if (price < s.minPrice || price > s.maxPrice) revert MarketplaceBidPricePerSecondInvalid();
        _pull(provider, s.fee);
        s.feeBalance += s.fee;
        bytes32 pair = getProviderModelId(provider, modelId);
        uint256 nonce = s.nonces[pair]++;
        if (nonce > 0) _deleteIfActive(getBidId(provider, modelId, nonce - 1));
        bidId = getBidId(provider, modelId, nonce);
        s.bids[bidId] = Bid(provider, modelId, price, nonce, uint128(block.timestamp), 0);
        s.modelBids[modelId].add(bidId);
        s.modelActiveBids[modelId].add(bidId);
        s.providerBids[provider].add(bidId);
        s.providerActiveBids[provider].add(bidId);
        emit MarketplaceBidPosted(provider, modelId, nonce);
    }

    function deleteModelBid(bytes32 bidId) external {
        _requireRights(Stores.market().bids[bidId].provider, DELEGATION_RULES_MARKETPLACE);
        if (!isBidActive(bidId)) revert MarketplaceActiveBidNotFound();
        _delete(bidId);
    }

    /// No event of its own: only the transfer shows.
    function withdrawFee(address recipient, uint256 amount) external onlyOwner {
        MarketStore storage s = Stores.market();
        amount = _min(amount, s.feeBalance);
        if (amount == 0) revert MarketplaceFeeAmountIsZero();
        s.feeBalance -= amount;
        _push(recipient, amount);
    }

    function getBidId(address provider, bytes32 modelId, uint256 nonce) public pure returns (bytes32) {
        return keccak256(abi.encodePacked(provider, modelId, nonce));
    }

    function getProviderModelId(address provider, bytes32 modelId) public pure returns (bytes32) {
        return keccak256(abi.encodePacked(provider, modelId));
    }

    function getBidFee() external view returns (uint256) {
        return Stores.market().fee;
    }

    function getFeeBalance() external view returns (uint256) {
        return Stores.market().feeBalance;
    }

    function getMinMaxBidPricePerSecond() external view returns (uint256, uint256) {
        return (Stores.market().minPrice, Stores.market().maxPrice);
    }

    function getToken() external view returns (address) {
        return Stores.market().token;
    }

    function getBid(bytes32 bidId) external view returns (Bid memory) {
        return Stores.market().bids[bidId];
    }

    function isBidActive(bytes32 bidId) public view returns (bool) {
        Bid storage b = Stores.market().bids[bidId];
        return b.createdAt != 0 && b.deletedAt == 0;
    }

    function getModelBids(bytes32 id, uint256 offset, uint256 limit) external view returns (bytes32[] memory, uint256) {
        return Stores.market().modelBids[id].page(offset, limit);
    }

    function getModelActiveBids(bytes32 id, uint256 offset, uint256 limit) external view returns (bytes32[] memory, uint256) {
        return Stores.market().modelActiveBids[id].page(offset, limit);
    }

    function getProviderBids(address provider, uint256 offset, uint256 limit) external view returns (bytes32[] memory, uint256) {
        return Stores.market().providerBids[provider].page(offset, limit);
    }

    function getProviderActiveBids(address p, uint256 offset, uint256 limit) external view returns (bytes32[] memory, uint256) {
        return Stores.market().providerActiveBids[p].page(offset, limit);
    }

    function _requireBoth(address provider, bytes32 modelId) private view {
        Provider storage p = Stores.providers().providers[provider];
        if (p.createdAt == 0 || p.isDeleted) revert MarketplaceProviderNotFound();
        Model storage m = Stores.models().models[modelId];
        if (m.createdAt == 0 || m.isDeleted) revert MarketplaceModelNotFound();
    }

    function _deleteIfActive(bytes32 bidId) private {
        if (isBidActive(bidId)) _delete(bidId);
    }

    function _delete(bytes32 bidId) private {
        MarketStore storage s = Stores.market();
        Bid storage b = s.bids[bidId];
        b.deletedAt = uint128(block.timestamp);
        s.modelActiveBids[b.modelId].remove(bidId);
        s.providerActiveBids[b.provider].remove(bidId);
        emit MarketplaceBidDeleted(b.provider, b.modelId, b.nonce);
    }

    function _setPrices(uint256 minPrice, uint256 maxPrice) private {
        if (minPrice == 0) revert MarketplaceBidMinPricePerSecondIsZero();
        if (minPrice > maxPrice) revert MarketplaceBidMinPricePerSecondIsInvalid();
        Stores.market().minPrice = minPrice;
        Stores.market().maxPrice = maxPrice;
        emit MarketplaceBidMinMaxPriceUpdated(minPrice, maxPrice);
    }
}
