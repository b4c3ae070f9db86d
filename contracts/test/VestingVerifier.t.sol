// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IVerifier} from "../src/interfaces/IVerifier.sol";
import {VestingVerifier} from "./generated/VestingVerifier.sol";
import {VestingProof} from "./generated/VestingProof.sol";
import {Claims} from "./utils/Claims.sol";

/// @notice The verifier that is generated for another set of operations, that of runtime/tests/vesting, against a real proof
/// of a block of that set.
contract VestingVerifierTest {
    VestingVerifier internal verifier;

    function setUp() public {
        verifier = new VestingVerifier();
    }

    function test_the_proof_of_a_block_with_a_lock_is_accepted() public view {
        require(verifier.verify(Claims.one(VestingProof.claim())), "a valid proof");
    }

    function test_another_statement_is_refused() public view {
        for (uint256 i; i < 8; ++i) {
            IVerifier.Claim memory claim = VestingProof.claim();
            claim.publicInputs[i] = addmod(claim.publicInputs[i], 1, Claims.P);
            require(!verifier.verify(Claims.one(claim)), "another statement");
        }
    }
}
