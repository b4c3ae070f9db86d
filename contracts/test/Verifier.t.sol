// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IVerifier} from "../src/interfaces/IVerifier.sol";
import {EveryGateProof1} from "./generated/EveryGateProof1.sol";
import {EveryGateProof2} from "./generated/EveryGateProof2.sol";
import {EveryGateVerifier} from "./generated/EveryGateVerifier.sol";
import {Claims} from "./utils/Claims.sol";

/// @notice The generated verifier against single proofs of circuits that use every gate. The circuits, the contract and the
/// proofs are made by the test of circuits/src/solidity. MergedProofs.t.sol has several proofs in one call.
contract VerifierTest {
    uint256 internal constant P = Claims.P;
    uint256 internal constant Q = Claims.Q;

    /// Positions of the points in a proof; each has two words.
    uint256[9] internal points = [uint256(0), 2, 4, 6, 8, 10, 12, 61, 63];

    IVerifier internal verifier;

    function setUp() public {
        verifier = new EveryGateVerifier();
    }

    function test_a_proof_of_each_capacity_is_accepted() public view {
        require(verifier.verify(Claims.one(EveryGateProof1.claim())), "the proof of capacity 1 is valid");
        require(verifier.verify(Claims.one(EveryGateProof2.claim())), "the proof of capacity 2 is valid");
    }

    function test_the_verifier_fits_into_one_contract() public view {
        require(address(verifier).code.length <= 24_576, "the contract is larger than EIP-170 allows");
    }

    function test_every_changed_word_is_refused() public view {
        IVerifier.Claim memory claim = EveryGateProof1.claim();
        for (uint256 i; i < claim.proof.length; ++i) {
            uint256 word = claim.proof[i];
            uint256[4] memory others = [word ^ 1, word ^ (1 << 200), 0, type(uint256).max];
            for (uint256 j; j < others.length; ++j) {
                claim.proof[i] = others[j];
                // Some value is 0: no row has a term of the main gate that it belongs to.
                if (others[j] != word) refuse(claim);
            }
            claim.proof[i] = word;
        }
    }

    function test_words_above_the_modulus_are_refused() public view {
        IVerifier.Claim memory claim = EveryGateProof1.claim();
        uint256 next;
        for (uint256 i; i < claim.proof.length; ++i) {
            bool coordinate = next < points.length && (i == points[next] || i == points[next] + 1);
            uint256 word = claim.proof[i];
            // the same element, written as a larger integer
            claim.proof[i] += coordinate ? Q : P;
            refuse(claim);
            claim.proof[i] = word;
            if (next < points.length && i == points[next] + 1) ++next;
        }
    }

    function test_other_points_are_refused() public view {
        IVerifier.Claim memory claim = EveryGateProof1.claim();
        for (uint256 i; i < points.length; ++i) {
            (uint256 x, uint256 y) = (claim.proof[points[i]], claim.proof[points[i] + 1]);
            // Not on the curve: (1, 1), and a point with its coordinates exchanged. On it: infinity, the generator, the
            // negative.
            uint256[2][5] memory others = [[uint256(1), 1], [y, x], [uint256(0), 0], [uint256(1), 2], [x, Q - y]];
            for (uint256 j; j < others.length; ++j) {
                (claim.proof[points[i]], claim.proof[points[i] + 1]) = (others[j][0], others[j][1]);
                refuse(claim);
            }
            (claim.proof[points[i]], claim.proof[points[i] + 1]) = (x, y);
        }
    }

    /// @dev All points at infinity, all values zero: what every equation but those of constants and inputs allows.
    function test_the_proof_of_zeros_is_refused() public view {
        IVerifier.Claim memory claim = EveryGateProof1.claim();
        claim.proof = new uint256[](claim.proof.length);
        refuse(claim);
        for (uint256 i; i < 8; ++i) {
            claim.publicInputs[i] = 0;
        }
        refuse(claim);
    }

    function test_every_changed_public_input_is_refused() public view {
        IVerifier.Claim memory claim = EveryGateProof1.claim();
        for (uint256 i; i < 8; ++i) {
            uint256 word = claim.publicInputs[i];
            uint256[4] memory others = [addmod(word, 1, P), word + P, 0, type(uint256).max];
            for (uint256 j; j < others.length; ++j) {
                claim.publicInputs[i] = others[j];
                refuse(claim);
            }
            claim.publicInputs[i] = word;
        }
    }

    function test_other_lengths_are_refused() public view {
        IVerifier.Claim memory claim = EveryGateProof1.claim();
        uint256[] memory proof = claim.proof;
        // 43 words had the proofs of the format before this one.
        uint256[4] memory lengths = [proof.length - 1, proof.length + 1, 0, 43];
        for (uint256 i; i < lengths.length; ++i) {
            claim.proof = Claims.resized(proof, lengths[i]);
            refuse(claim);
        }
    }

    function test_the_proof_of_another_capacity_is_refused() public view {
        IVerifier.Claim memory one = EveryGateProof1.claim();
        IVerifier.Claim memory two = EveryGateProof2.claim();
        refuse(IVerifier.Claim(two.capacity, one.publicInputs, one.proof));
        refuse(IVerifier.Claim(one.capacity, two.publicInputs, two.proof));
        refuse(IVerifier.Claim(one.capacity, two.publicInputs, one.proof));
    }

    function test_an_unknown_capacity_is_refused() public view {
        IVerifier.Claim memory claim = EveryGateProof1.claim();
        uint32 first = claim.capacity;
        uint32 second = EveryGateProof2.claim().capacity;
        for (uint32 unknown; unknown < 10; ++unknown) {
            if (unknown == first || unknown == second) continue;
            bytes memory expected = abi.encodeWithSelector(EveryGateVerifier.UnknownCapacity.selector, unknown);
            claim.capacity = unknown;
            (bool success, bytes memory reason) =
                address(verifier).staticcall(abi.encodeCall(IVerifier.verify, (Claims.one(claim))));
            require(!success && keccak256(reason) == keccak256(expected), "verify knows the capacity");
            (success, reason) = address(verifier).staticcall(abi.encodeCall(IVerifier.keyDigest, (unknown)));
            require(!success && keccak256(reason) == keccak256(expected), "keyDigest knows the capacity");
        }
    }

    function test_keys_have_different_digests() public view {
        bytes32 first = verifier.keyDigest(EveryGateProof1.claim().capacity);
        require(first != 0 && first != verifier.keyDigest(EveryGateProof2.claim().capacity), "digests must differ");
    }

    function testFuzz_arbitrary_changes_are_refused(uint256 index, uint256 word) public view {
        IVerifier.Claim memory claim = EveryGateProof1.claim();
        index %= 8 + claim.proof.length;
        if (index < 8) {
            if (word == claim.publicInputs[index]) return;
            claim.publicInputs[index] = word;
        } else {
            if (word == claim.proof[index - 8]) return;
            claim.proof[index - 8] = word;
        }
        refuse(claim);
    }

    function refuse(IVerifier.Claim memory claim) internal view {
        require(!verifier.verify(Claims.one(claim)), "a forged proof was accepted");
    }
}
