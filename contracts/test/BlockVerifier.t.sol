// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {Verifier} from "../src/generated/Verifier.sol";
import {BlockProof} from "./generated/BlockProof.sol";

/// @notice The committed verifier against a real proof of a block with a deposit and a transfer. Everything that does not
/// depend on the circuit is tested in Verifier.t.sol.
contract BlockVerifierTest {
    uint256 internal constant P = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    Verifier internal verifier;

    function setUp() public {
        verifier = new Verifier();
    }

    function test_the_proof_of_a_block_is_accepted() public view {
        require(verifier.verify(BlockProof.CAPACITY, BlockProof.publicInputs(), BlockProof.proof()), "valid proof");
    }

    function test_another_statement_is_refused() public view {
        uint256[] memory proof = BlockProof.proof();
        for (uint256 i; i < BlockProof.publicInputs().length; ++i) {
            uint256[] memory inputs = BlockProof.publicInputs();
            inputs[i] = addmod(inputs[i], 1, P);
            require(!verifier.verify(BlockProof.CAPACITY, inputs, proof), "another statement");
            inputs[i] = BlockProof.publicInputs()[i] + P;
            require(!verifier.verify(BlockProof.CAPACITY, inputs, proof), "the same element above the modulus");
        }
    }

    function test_every_changed_word_is_refused() public view {
        uint256[] memory inputs = BlockProof.publicInputs();
        for (uint256 i; i < BlockProof.proof().length; ++i) {
            uint256[] memory proof = BlockProof.proof();
            proof[i] ^= 1;
            require(!verifier.verify(BlockProof.CAPACITY, inputs, proof), "a changed proof");
        }
    }

    function test_all_capacities_are_known() public view {
        bytes32 two = verifier.keyDigest(2);
        bytes32 five = verifier.keyDigest(5);
        bytes32 twentyTwo = verifier.keyDigest(22);
        require(two != five && five != twentyTwo && two != twentyTwo, "each capacity has its key");
        require(!verifier.verify(5, BlockProof.publicInputs(), BlockProof.proof()), "another capacity");
        require(!verifier.verify(22, BlockProof.publicInputs(), BlockProof.proof()), "another capacity");
    }

    function test_the_verifier_fits_into_one_contract() public view {
        require(address(verifier).code.length <= 24_576, "the contract is larger than EIP-170 allows");
    }
}
