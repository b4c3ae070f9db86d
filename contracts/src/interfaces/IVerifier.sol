// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

/// @title Verifier of block proofs
/// @notice Generated from the verification keys of the block circuits, one for each capacity.
interface IVerifier {
    /// @notice A proof and what it is said to prove.
    struct Claim {
        /// Slots of the block circuit that made the proof.
        uint32 capacity;
        /// The public inputs of docs/protocol.md section 6, each below the scalar field's order.
        uint256[8] publicInputs;
        /// The serialized proof, one field element or coordinate a word.
        uint256[] proof;
    }

    /// @notice Checks proofs against their public inputs, all of them with one pairing.
    /// @param claims The proofs, of any capacities.
    /// @return Whether there are any and all are valid. For a capacity without key, or words that are no proof, the call
    /// may revert instead.
    function verify(Claim[] calldata claims) external view returns (bool);

    /// @notice Identifies circuit size and verification key; reverts for a capacity that has no key.
    /// @param capacity Slots of the block circuit.
    /// @return keccak256 of the serialized verification key and the capacity.
    function keyDigest(uint32 capacity) external view returns (bytes32);
}
