// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IVerifier} from "../src/interfaces/IVerifier.sol";
import {EveryGateProof1} from "./generated/EveryGateProof1.sol";
import {EveryGateProof2} from "./generated/EveryGateProof2.sol";
import {EveryGateVerifier} from "./generated/EveryGateVerifier.sol";

/// @notice The generated verifier against proofs of circuits that use every gate. The circuits, the contract and the
/// proofs are made by the test of circuits/src/solidity.
contract VerifierTest {
    uint256 internal constant P = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 internal constant Q = 21888242871839275222246405745257275088696311157297823662689037894645226208583;

    /// Positions of the points in a proof; each has two words.
    uint256[11] internal points = [uint256(0), 2, 4, 6, 8, 10, 12, 14, 16, 0, 0];

    IVerifier internal verifier;
    uint32 internal capacity;
    uint256[] internal inputs;
    uint256[] internal proof;

    function setUp() public {
        verifier = new EveryGateVerifier();
        capacity = EveryGateProof1.CAPACITY;
        inputs = EveryGateProof1.publicInputs();
        proof = EveryGateProof1.proof();
        points[9] = proof.length - 4;
        points[10] = proof.length - 2;
    }

    function test_a_proof_of_each_capacity_is_accepted() public view {
        require(verifier.verify(capacity, inputs, proof), "the proof of capacity 1 is valid");
        require(
            verifier.verify(EveryGateProof2.CAPACITY, EveryGateProof2.publicInputs(), EveryGateProof2.proof()),
            "the proof of capacity 2 is valid"
        );
    }

    function test_verification_costs_at_most_400000_gas() public view {
        // Without what the caller pays to encode the call and to touch the contract first.
        bytes memory call = abi.encodeCall(IVerifier.verify, (capacity, inputs, proof));
        verifier.keyDigest(capacity);
        uint256 before = gasleft();
        (bool success, bytes memory result) = address(verifier).staticcall(call);
        uint256 used = before - gasleft();
        require(success && abi.decode(result, (bool)), "the proof is valid");
        require(used <= 400_000, string.concat("verification costs ", decimal(used)));
    }

    function test_the_verifier_fits_into_one_contract() public view {
        require(address(verifier).code.length <= 24_576, "the contract is larger than EIP-170 allows");
    }

    function test_every_changed_word_is_refused() public view {
        for (uint256 i; i < proof.length; ++i) {
            uint256[] memory forged = proof;
            forged[i] ^= 1;
            refuse(inputs, forged);
            forged[i] = proof[i] ^ (1 << 200);
            refuse(inputs, forged);
            forged[i] = 0;
            refuse(inputs, forged);
            forged[i] = type(uint256).max;
            refuse(inputs, forged);
        }
    }

    function test_words_above_the_modulus_are_refused() public view {
        uint256 next;
        for (uint256 i; i < proof.length; ++i) {
            bool coordinate = next < points.length && (i == points[next] || i == points[next] + 1);
            uint256[] memory forged = proof;
            // the same element, written as a larger integer
            forged[i] += coordinate ? Q : P;
            refuse(inputs, forged);
            if (next < points.length && i == points[next] + 1) ++next;
        }
    }

    function test_points_that_are_not_on_the_curve_are_refused() public view {
        for (uint256 i; i < points.length; ++i) {
            uint256[] memory forged = proof;
            // a root of no x^3 + 3: (1, 1) is not on the curve, nor is a point with its coordinates exchanged
            (forged[points[i]], forged[points[i] + 1]) = (1, 1);
            refuse(inputs, forged);
            (forged[points[i]], forged[points[i] + 1]) = (proof[points[i] + 1], proof[points[i]]);
            refuse(inputs, forged);
        }
    }

    function test_the_point_at_infinity_and_other_points_are_refused() public view {
        for (uint256 i; i < points.length; ++i) {
            uint256[] memory forged = proof;
            (forged[points[i]], forged[points[i] + 1]) = (0, 0);
            refuse(inputs, forged);
            // the generator
            (forged[points[i]], forged[points[i] + 1]) = (1, 2);
            refuse(inputs, forged);
            // the negative
            (forged[points[i]], forged[points[i] + 1]) = (proof[points[i]], Q - proof[points[i] + 1]);
            refuse(inputs, forged);
        }
    }

    /// With the point at infinity for every commitment and zero for every value all equations of a verifier that allows
    /// it would hold.
    function test_the_proof_of_zeros_is_refused() public view {
        refuse(inputs, new uint256[](proof.length));
        refuse(new uint256[](inputs.length), new uint256[](proof.length));
    }

    function test_every_changed_public_input_is_refused() public view {
        for (uint256 i; i < inputs.length; ++i) {
            uint256[] memory forged = inputs;
            forged[i] = addmod(inputs[i], 1, P);
            refuse(forged, proof);
            forged[i] = inputs[i] + P;
            refuse(forged, proof);
            forged[i] = 0;
            refuse(forged, proof);
            forged[i] = type(uint256).max;
            refuse(forged, proof);
        }
    }

    function test_other_lengths_are_refused() public view {
        refuse(resized(inputs, inputs.length - 1), proof);
        refuse(resized(inputs, inputs.length + 1), proof);
        refuse(new uint256[](0), proof);
        refuse(inputs, resized(proof, proof.length - 1));
        refuse(inputs, resized(proof, proof.length + 1));
        refuse(inputs, new uint256[](0));
    }

    function test_the_proof_of_another_capacity_is_refused() public view {
        require(!verifier.verify(EveryGateProof2.CAPACITY, inputs, proof), "another key");
        require(
            !verifier.verify(capacity, EveryGateProof2.publicInputs(), EveryGateProof2.proof()),
            "a proof for another key"
        );
        require(!verifier.verify(capacity, EveryGateProof2.publicInputs(), proof), "another statement");
    }

    function test_an_unknown_capacity_is_refused() public view {
        for (uint32 unknown; unknown < 10; ++unknown) {
            if (unknown == capacity || unknown == EveryGateProof2.CAPACITY) continue;
            bytes memory expected = abi.encodeWithSelector(EveryGateVerifier.UnknownCapacity.selector, unknown);
            (bool success, bytes memory reason) =
                address(verifier).staticcall(abi.encodeCall(IVerifier.verify, (unknown, inputs, proof)));
            require(!success && keccak256(reason) == keccak256(expected), "verify knows the capacity");
            (success, reason) = address(verifier).staticcall(abi.encodeCall(IVerifier.keyDigest, (unknown)));
            require(!success && keccak256(reason) == keccak256(expected), "keyDigest knows the capacity");
        }
    }

    function test_keys_have_different_digests() public view {
        bytes32 first = verifier.keyDigest(capacity);
        require(first != 0 && first != verifier.keyDigest(EveryGateProof2.CAPACITY), "digests must differ");
    }

    function testFuzz_arbitrary_changes_are_refused(uint256 index, uint256 word) public view {
        index %= inputs.length + proof.length;
        (uint256[] memory forgedInputs, uint256[] memory forged) = (inputs, proof);
        if (index < inputs.length) {
            if (word == inputs[index]) return;
            forgedInputs[index] = word;
        } else {
            if (word == proof[index - inputs.length]) return;
            forged[index - inputs.length] = word;
        }
        refuse(forgedInputs, forged);
    }

    function decimal(uint256 x) internal pure returns (string memory) {
        return x < 10
            ? string(abi.encodePacked(uint8(48 + x)))
            : string.concat(decimal(x / 10), string(abi.encodePacked(uint8(48 + x % 10))));
    }

    function refuse(uint256[] memory inputs_, uint256[] memory proof_) internal view {
        require(!verifier.verify(capacity, inputs_, proof_), "a forged proof was accepted");
    }

    function resized(uint256[] memory words, uint256 length) internal pure returns (uint256[] memory result) {
        result = new uint256[](length);
        for (uint256 i; i < length && i < words.length; ++i) {
            result[i] = words[i];
        }
    }
}
