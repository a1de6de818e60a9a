// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

enum CutAction { Add, Replace, Remove }

struct FacetCut {
    address facetAddress;
    CutAction action;
    bytes4[] functionSelectors;
}

struct FacetView {
    address facetAddress;
    bytes4[] functionSelectors;
}

struct OwnerStore {
    address owner;
    mapping(bytes32 => bool) initialized;
}

library Owners {
    bytes32 internal constant PLACE = keccak256("diamond.standard.diamond.ownable.storage");

    function store() internal pure returns (OwnerStore storage s) {
        bytes32 at = PLACE;
        assembly { s.slot := at }
    }
}

/// A proxy whose functions live in facets (EIP-2535); its owner may cut facets out and in at any time.
contract Diamond {
    struct Route {
        address facet;
        uint96 place;
    }

    mapping(bytes4 => Route) private routes;
    mapping(address => bytes4[]) private selectorsOf;
    address[] private facetList;

    event DiamondCut(FacetCut[] facets, address initFacet, bytes initData);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    event Initialized(bytes32 storageSlot);

    error OwnableUnauthorizedAccount(address account);

    constructor() {
        Owners.store().owner = msg.sender;
        emit OwnershipTransferred(address(0), msg.sender);
        emit Initialized(Owners.PLACE);
    }

    modifier onlyOwner() {
        if (msg.sender != Owners.store().owner) revert OwnableUnauthorizedAccount(msg.sender);
        _;
    }

    function owner() external view returns (address) {
        return Owners.store().owner;
    }

    function transferOwnership(address next) external onlyOwner {
        emit OwnershipTransferred(Owners.store().owner, next);
        Owners.store().owner = next;
    }

    function diamondCut(FacetCut[] calldata cuts) external onlyOwner {
        _cut(cuts);
        emit DiamondCut(cuts, address(0), "");
    }

    function diamondCut(FacetCut[] calldata cuts, address initFacet, bytes calldata initData) external onlyOwner {
        _cut(cuts);
        emit DiamondCut(cuts, initFacet, initData);
        if (initFacet == address(0)) return;
        (bool ok, bytes memory why) = initFacet.delegatecall(initData);
        if (!ok) assembly { revert(add(why, 32), mload(why)) }
    }

    function facetAddress(bytes4 selector) external view returns (address) {
        return routes[selector].facet;
    }

    function facetAddresses() external view returns (address[] memory) {
        return facetList;
    }

    function facetFunctionSelectors(address facet) external view returns (bytes4[] memory) {
        return selectorsOf[facet];
    }

    function facets() external view returns (FacetView[] memory out) {
        out = new FacetView[](facetList.length);
        for (uint256 i = 0; i < out.length; i++) out[i] = FacetView(facetList[i], selectorsOf[facetList[i]]);
    }

    function _cut(FacetCut[] calldata cuts) private {
        for (uint256 i = 0; i < cuts.length; i++) {
            for (uint256 j = 0; j < cuts[i].functionSelectors.length; j++) {
                bytes4 selector = cuts[i].functionSelectors[j];
                if (cuts[i].action != CutAction.Add) _remove(selector);
                if (cuts[i].action != CutAction.Remove) _add(cuts[i].facetAddress, selector);
            }
        }
    }

    function _add(address facet, bytes4 selector) private {
        require(routes[selector].facet == address(0), "Diamond: selector is already registered");
        require(facet.code.length > 0, "Diamond: facet is not a contract");
        bytes4[] storage list = selectorsOf[facet];
        if (list.length == 0) facetList.push(facet);
        routes[selector] = Route(facet, uint96(list.length));
        list.push(selector);
    }

    function _remove(bytes4 selector) private {
        Route memory gone = routes[selector];
        require(gone.facet != address(0), "Diamond: selector is not registered");
        bytes4[] storage list = selectorsOf[gone.facet];
        bytes4 last = list[list.length - 1];
        list[gone.place] = last;
        routes[last].place = gone.place;
        list.pop();
        delete routes[selector];
        if (list.length == 0) _forget(gone.facet);
    }

    function _forget(address facet) private {
        for (uint256 i = 0; i < facetList.length; i++) {
            if (facetList[i] != facet) continue;
            facetList[i] = facetList[facetList.length - 1];
            facetList.pop();
            return;
        }
    }

    fallback() external payable {
        address facet = routes[msg.sig].facet;
        require(facet != address(0), "Diamond: selector is not registered");
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), facet, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok
            case 0 { revert(0, returndatasize()) }
            default { return(0, returndatasize()) }
        }
    }
}
