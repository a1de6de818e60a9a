// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// An ordered list of distinct words; removing one moves the last into its place.
struct WordSet {
    bytes32[] values;
    mapping(bytes32 => uint256) place;
}

library Sets {
    function has(WordSet storage set, bytes32 value) internal view returns (bool) {
        return set.place[value] != 0;
    }

    function add(WordSet storage set, bytes32 value) internal {
        if (has(set, value)) return;
        set.values.push(value);
        set.place[value] = set.values.length;
    }

    function remove(WordSet storage set, bytes32 value) internal {
        uint256 at = set.place[value];
        if (at == 0) return;
        bytes32 last = set.values[set.values.length - 1];
        set.values[at - 1] = last;
        set.place[last] = at;
        set.values.pop();
        delete set.place[value];
    }

    /// At most `limit` values from `offset` on, and how many there are in all.
    function page(WordSet storage set, uint256 offset, uint256 limit) internal view returns (bytes32[] memory, uint256) {
        return (slice(set.values, offset, limit), set.values.length);
    }

    function slice(bytes32[] storage values, uint256 offset, uint256 limit) internal view returns (bytes32[] memory out) {
        uint256 size = values.length;
        if (offset >= size) return out;
        uint256 count = limit < size - offset ? limit : size - offset;
        out = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) out[i] = values[offset + i];
    }

    function word(address a) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(a)));
    }

    function addresses(bytes32[] memory words) internal pure returns (address[] memory out) {
        assembly {
            out := words
        }
    }
}
