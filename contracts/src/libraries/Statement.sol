// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId} from "../Ids.sol";

/// @title The statement of a block's proof
/// @dev docs/protocol.md section 6.
library Statement {
    /// @dev Order of the scalar field of BN254, called p in docs/protocol.md.
    uint256 internal constant FIELD_ORDER =
        21888242871839275222246405745257275088548364400416034343698204186575808495617;

    /// @notice Identifies the chain in every signature and proof.
    function chainTag(uint64 l2ChainId, bytes32 genesisRoot) internal pure returns (bytes32) {
        return bytes32(uint256(keccak256(abi.encodePacked("zelkova/chain", l2ChainId, genesisRoot))) % FIELD_ORDER);
    }

    /// @notice Public input 2.
    function header(uint32 number, uint64 timestamp, AccountId feeAccount, uint32 chunkCount)
        internal
        pure
        returns (uint256)
    {
        return uint256(number) << 128 | uint256(timestamp) << 64 | uint256(AccountId.unwrap(feeAccount)) << 32
            | chunkCount;
    }

    /// @notice Public input 5, where the polynomial of the chunks is evaluated. It depends on everything that a prover
    /// could choose, so it is known only after the choice.
    /// @param inputs The public inputs, of which the first five are set.
    function challenge(uint256[7] memory inputs, bytes32 keyDigest, bytes32 pubdataHash)
        internal
        pure
        returns (uint256)
    {
        bytes32 hash = keccak256(
            abi.encodePacked(inputs[3], keyDigest, inputs[0], inputs[1], inputs[2], inputs[4], pubdataHash)
        );
        return uint256(hash) % FIELD_ORDER;
    }

    /// @notice What L1 stores of the public inputs and the capacity.
    function commitment(uint256[7] memory inputs, uint32 capacity) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mcopy(free, inputs, 224)
            mstore(add(free, 224), shl(224, capacity))
            hash := keccak256(free, 228)
        }
    }
}
