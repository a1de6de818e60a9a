// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FacetBase} from "./FacetBase.sol";

interface IOwned {
    function owner() external view returns (address);
}

/// Recovers the signer of a 65-byte personal_sign signature, refusing malformed ones as the protocol does.
abstract contract Signatures is FacetBase {
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    function _signedByProvider(address provider, bytes memory message, bytes memory signature) internal view returns (bool) {
        address signer = _recover(keccak256(message), signature);
        if (signer == provider || _actsFor(signer, provider, DELEGATION_RULES_PROVIDER)) return true;
        if (provider.code.length == 0) return false;
        (bool ok, bytes memory out) = provider.staticcall(abi.encodeCall(IOwned.owner, ()));
        return ok && out.length == 32 && abi.decode(out, (uint256)) == uint160(signer);
    }

    function _recover(bytes32 digest, bytes memory signature) private pure returns (address signer) {
        require(signature.length == 65, "ECDSA: invalid signature length");
        bytes32 r;
        bytes32 s;
        uint8 v;
        assembly {
            r := mload(add(signature, 32))
            s := mload(add(signature, 64))
            v := byte(0, mload(add(signature, 96)))
        }
        require(uint256(s) <= HALF_ORDER, "ECDSA: invalid signature 's' value");
        signer = ecrecover(keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", digest)), v, r, s);
        require(signer != address(0), "ECDSA: invalid signature");
    }
}
