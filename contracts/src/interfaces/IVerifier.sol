// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

/// @title Verifier of block proofs
/// @notice Generated from the verification keys of the block circuits, one for each capacity.
interface IVerifier {
    /// @notice Checks one proof against its public inputs.
    /// @param capacity Slots of the block circuit that made the proof.
    /// @param publicInputs The public inputs of docs/protocol.md section 6, each below the scalar field's order.
    /// @param proof The serialized proof, one field element or coordinate a word.
    /// @return Whether the proof is valid.
    function verify(uint32 capacity, uint256[] calldata publicInputs, uint256[] calldata proof)
        external
        view
        returns (bool);

    /// @notice Identifies circuit size and verification key; reverts for a capacity that has no key.
    /// @param capacity Slots of the block circuit.
    /// @return keccak256 of the serialized verification key and the capacity.
    function keyDigest(uint32 capacity) external view returns (bytes32);
}
