// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FacetBase} from "./FacetBase.sol";
import {Model, ModelStore, Stores} from "./Stores.sol";
import {Sets, WordSet} from "./Sets.sol";

contract ModelRegistry is FacetBase {
    using Sets for WordSet;

    event ModelRegisteredUpdated(address indexed owner, bytes32 indexed modelId);
    event ModelDeregistered(address indexed owner, bytes32 indexed modelId);
    event ModelMinimumStakeUpdated(uint256 modelMinimumStake);

    error ModelStakeTooLow(uint256 amount, uint256 minAmount);
    error ModelNotFound();
    error ModelHasAlreadyDeregistered();
    error ModelHasActiveBids();

    struct Registration {
        address owner;
        bytes32 id;
        bytes32 ipfsCID;
        uint256 fee;
        uint256 amount;
    }

    function __ModelRegistry_init() external initializer(Stores.MODELS) {}

    function modelSetMinStake(uint256 amount) external onlyOwner {
        Stores.models().minimumStake = amount;
        emit ModelMinimumStakeUpdated(amount);
    }

    function modelRegister(
        address owner, bytes32 baseModelId, bytes32 ipfsCID, uint256 fee, uint256 amount,
        string calldata name, string[] calldata tags
    ) external {
        _requireRights(owner, DELEGATION_RULES_MODEL);
        _register(Registration(owner, getModelId(owner, baseModelId), ipfsCID, fee, amount), name, tags);
    }

    function modelDeregister(bytes32 modelId) external {
        Model storage m = Stores.models().models[modelId];
        if (m.createdAt == 0) revert ModelNotFound();
        _requireRights(m.owner, DELEGATION_RULES_MODEL);
        if (m.isDeleted) revert ModelHasAlreadyDeregistered();
        if (Stores.market().modelActiveBids[modelId].values.length > 0) revert ModelHasActiveBids();
        uint256 amount = m.stake;
        m.stake = 0;
        m.isDeleted = true;
        Stores.models().active.remove(modelId);
        _push(m.owner, amount);
        emit ModelDeregistered(m.owner, modelId);
    }

    function getModelId(address owner, bytes32 baseModelId) public pure returns (bytes32) {
        return keccak256(abi.encodePacked(owner, baseModelId));
    }

    function getModel(bytes32 modelId) external view returns (Model memory) {
        return Stores.models().models[modelId];
    }

    function getModelIds(uint256 offset, uint256 limit) external view returns (bytes32[] memory, uint256) {
        return Stores.models().ids.page(offset, limit);
    }

    function getActiveModelIds(uint256 offset, uint256 limit) external view returns (bytes32[] memory, uint256) {
        return Stores.models().active.page(offset, limit);
    }

    function getModelMinimumStake() external view returns (uint256) {
        return Stores.models().minimumStake;
    }

    function getIsModelActive(bytes32 modelId) external view returns (bool) {
        Model storage m = Stores.models().models[modelId];
        return m.createdAt != 0 && !m.isDeleted;
    }

    function _register(Registration memory r, string calldata name, string[] calldata tags) private {
        if (r.amount > 0) _pull(r.owner, r.amount);
        ModelStore storage s = Stores.models();
        Model storage m = s.models[r.id];
        uint256 stake = m.stake + r.amount;
        if (stake < s.minimumStake) revert ModelStakeTooLow(stake, s.minimumStake);
        if (m.createdAt == 0) m.createdAt = uint128(block.timestamp);
        m.owner = r.owner;
        m.stake = stake;
        m.ipfsCID = r.ipfsCID;
        m.fee = r.fee;
        m.name = name;
        delete m.tags;
        for (uint256 i = 0; i < tags.length; i++) m.tags.push(tags[i]);
        m.isDeleted = false;
        s.ids.add(r.id);
        s.active.add(r.id);
        emit ModelRegisteredUpdated(r.owner, r.id);
    }
}
