// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IVerifier} from "../src/interfaces/IVerifier.sol";
import {Verifier} from "../src/generated/Verifier.sol";
import {BlockProof} from "./generated/BlockProof.sol";
import {Claims} from "./utils/Claims.sol";

/// @notice The committed verifier against a real proof of a block with a deposit and a transfer. Everything that does not
/// depend on the circuit is tested in Verifier.t.sol.
contract BlockVerifierTest {
    uint32[5] internal capacities = [uint32(3), 7, 30, 61, 123];

    Verifier internal verifier;

    function setUp() public {
        verifier = new Verifier();
    }

    function test_the_proof_of_a_block_is_accepted() public view {
        require(verifier.verify(Claims.one(BlockProof.claim())), "valid proof");
    }

    function test_another_statement_is_refused() public view {
        for (uint256 i; i < 8; ++i) {
            IVerifier.Claim memory claim = BlockProof.claim();
            claim.publicInputs[i] = addmod(claim.publicInputs[i], 1, Claims.P);
            require(!verifier.verify(Claims.one(claim)), "another statement");
            claim.publicInputs[i] = BlockProof.claim().publicInputs[i] + Claims.P;
            require(!verifier.verify(Claims.one(claim)), "the same element above the modulus");
        }
    }

    function test_every_changed_word_is_refused() public view {
        for (uint256 i; i < BlockProof.claim().proof.length; ++i) {
            IVerifier.Claim memory claim = BlockProof.claim();
            claim.proof[i] ^= 1;
            require(!verifier.verify(Claims.one(claim)), "a changed proof");
        }
    }

    function test_all_capacities_are_known() public view {
        IVerifier.Claim memory claim = BlockProof.claim();
        for (uint256 i; i < capacities.length; ++i) {
            for (uint256 j; j < i; ++j) {
                bool equal = verifier.keyDigest(capacities[i]) == verifier.keyDigest(capacities[j]);
                require(!equal, "each capacity has its key");
            }
            claim.capacity = capacities[i];
            require(verifier.verify(Claims.one(claim)) == (i == 0), "the proof is of the smallest capacity");
        }
    }

    function test_the_verifier_fits_into_one_contract() public view {
        require(address(verifier).code.length <= 24_576, "the contract is larger than EIP-170 allows");
    }
}
