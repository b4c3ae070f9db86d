// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {VestingVerifier} from "./generated/VestingVerifier.sol";
import {VestingProof} from "./generated/VestingProof.sol";

/// @notice The verifier that is generated for another set of operations, that of runtime/tests/vesting, against a real proof
/// of a block of that set.
contract VestingVerifierTest {
    uint256 internal constant P = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    VestingVerifier internal verifier;

    function setUp() public {
        verifier = new VestingVerifier();
    }

    function test_the_proof_of_a_block_with_a_lock_is_accepted() public view {
        require(
            verifier.verify(VestingProof.CAPACITY, VestingProof.publicInputs(), VestingProof.proof()), "a valid proof"
        );
    }

    function test_another_statement_is_refused() public view {
        for (uint256 i; i < VestingProof.publicInputs().length; ++i) {
            uint256[] memory inputs = VestingProof.publicInputs();
            inputs[i] = addmod(inputs[i], 1, P);
            require(!verifier.verify(VestingProof.CAPACITY, inputs, VestingProof.proof()), "another statement");
        }
    }
}
