// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId} from "../Ids.sol";

/// @title The statement of a block's proof
/// @dev docs/protocol.md section 6.
library Statement {
    /// @dev Order of the scalar field of BN254, called p in docs/protocol.md.
    uint256 internal constant FIELD_ORDER =
        21888242871839275222246405745257275088548364400416034343698204186575808495617;

    /// @dev The hash of the state tree and of everything that is signed: Poseidon2 with t = 4 (1 was t = 2).
    uint32 internal constant HASH_ID = 2;

    /// @dev Names the circuit of exits among the keys of the verifier; a block has at least one slot.
    uint32 internal constant EXIT_CAPACITY = 0;

    /// @dev Account ids have 28 bits.
    uint32 private constant ACCOUNTS = 1 << 28;

    /// @notice Identifies the chain in every signature and proof.
    /// @param l1ChainId Chain id of the L1.
    /// @param rollup The Rollup's address on it; where a proxy stands before the Rollup, the proxy's.
    /// @param l2ChainId Chain id of the rollup.
    /// @param genesisRoot State root of block 0.
    function chainTag(uint64 l1ChainId, address rollup, uint64 l2ChainId, bytes32 genesisRoot)
        internal
        pure
        returns (bytes32)
    {
        bytes memory named = abi.encodePacked("zelkova/chain", HASH_ID, l1ChainId, rollup, l2ChainId, genesisRoot);
        return bytes32(uint256(keccak256(named)) % FIELD_ORDER);
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

    /// @notice Whether a number can be public input 7: an account id, 0 for nobody.
    function isProver(AccountId prover) internal pure returns (bool) {
        return AccountId.unwrap(prover) < ACCOUNTS;
    }

    /// @notice All public inputs: those that the block was committed with, then who proved it.
    function publicInputs(uint256[7] memory inputs, AccountId prover) internal pure returns (uint256[8] memory all) {
        for (uint256 i = 0; i < 7; ++i) {
            all[i] = inputs[i];
        }
        all[7] = AccountId.unwrap(prover);
    }

    /// @notice What L1 stores of the public inputs and the capacity: inputs 0 to 6, because the prover is not known when
    /// the block is committed.
    function commitment(uint256[7] memory inputs, uint32 capacity) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mcopy(free, inputs, 224)
            mstore(add(free, 224), shl(224, capacity))
            hash := keccak256(free, 228)
        }
    }
}
