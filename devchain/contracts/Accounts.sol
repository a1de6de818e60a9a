// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// An account of several calls in one transaction, as smart accounts are. It is the protocol's user itself.
contract SmartAccount {
    struct Call {
        address to;
        bytes data;
        bool mayFail;
    }

    address public immutable owner;

    event CallFailed(uint256 index, bytes why);

    constructor(address owner_) {
        owner = owner_;
    }

    function execute(Call[] calldata calls) external {
        require(msg.sender == owner, "not the owner");
        for (uint256 i = 0; i < calls.length; i++) {
            (bool ok, bytes memory why) = calls[i].to.call(calls[i].data);
            if (ok) continue;
            if (!calls[i].mayFail) assembly { revert(add(why, 32), mload(why)) }
            emit CallFailed(i, why);
        }
    }
}

/// Several reads in one call, with the interface of the Multicall3 that real networks carry.
contract Multicall3 {
    struct Call3 {
        address target;
        bool allowFailure;
        bytes callData;
    }

    struct Result {
        bool success;
        bytes returnData;
    }

    function aggregate3(Call3[] calldata calls) external payable returns (Result[] memory results) {
        results = new Result[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            (results[i].success, results[i].returnData) = calls[i].target.call(calls[i].callData);
            require(calls[i].allowFailure || results[i].success, "Multicall3: call failed");
        }
    }

    function getBlockNumber() external view returns (uint256) {
        return block.number;
    }

    function getBlockHash(uint256 number) external view returns (bytes32) {
        return blockhash(number);
    }

    function getCurrentBlockTimestamp() external view returns (uint256) {
        return block.timestamp;
    }

    function getChainId() external view returns (uint256) {
        return block.chainid;
    }

    function getEthBalance(address account) external view returns (uint256) {
        return account.balance;
    }
}
