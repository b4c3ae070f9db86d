// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IVerifier} from "../../src/interfaces/IVerifier.sol";

/// @title A verifier for tests of the rollup's own rules only
/// @dev Accepts the one-word proof keccak256(capacity, public inputs), so that a test sees what the rollup passes on.
contract VerifierDouble is IVerifier {
    error UnknownCapacity(uint32 capacity);

    function verify(Claim[] calldata claims) external pure returns (bool) {
        for (uint256 i = 0; i < claims.length; ++i) {
            Claim calldata claim = claims[i];
            uint256 expected = uint256(keccak256(abi.encode(claim.capacity, claim.publicInputs)));
            if (claim.proof.length != 1 || claim.proof[0] != expected) return false;
        }
        return claims.length != 0;
    }

    function keyDigest(uint32 capacity) external pure returns (bytes32) {
        if (capacity != 3 && capacity != 123) revert UnknownCapacity(capacity);
        return keccak256(abi.encode("test key", capacity));
    }
}
