// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IVerifier} from "../src/interfaces/IVerifier.sol";
import {EveryGateProof1} from "./generated/EveryGateProof1.sol";
import {EveryGateProof2} from "./generated/EveryGateProof2.sol";
import {EveryGateVerifier} from "./generated/EveryGateVerifier.sol";
import {Checks} from "./utils/Checks.sol";
import {Claims} from "./utils/Claims.sol";

/// @notice Several real proofs of two circuits in one call of the generated verifier: one pairing for all.
contract MergedProofsTest is Checks {
    uint256 internal constant P = Claims.P;
    uint256 internal constant Q = Claims.Q;
    uint256 internal constant CLAIMS = 8;
    /// @dev Where the words of W' begin in a proof.
    uint256 internal constant EVALUATION = 63;

    IVerifier internal verifier;

    function setUp() public {
        verifier = new EveryGateVerifier();
    }

    function test_proofs_of_several_capacities_are_accepted_together() public view {
        for (uint256 length = 1; length <= CLAIMS; ++length) {
            require(verifier.verify(claims(length)), "all are valid");
        }
    }

    function test_no_proof_is_no_proof() public view {
        require(!verifier.verify(new IVerifier.Claim[](0)), "nothing was shown");
    }

    /// @dev A value, a point of the witness, W and W' changed: each is noticed at each place.
    function test_one_bad_proof_is_refused_wherever_it_stands() public view {
        IVerifier.Claim[] memory list = claims(CLAIMS);
        uint256[4] memory words = [uint256(20), 0, 61, EVALUATION];
        for (uint256 place; place < CLAIMS; ++place) {
            uint256[] memory proof = list[place].proof;
            for (uint256 i; i < words.length; ++i) {
                (uint256 x, uint256 y) = (proof[words[i]], proof[words[i] + 1]);
                if (words[i] == 20) proof[words[i]] = addmod(x, 1, P);
                else (proof[words[i]], proof[words[i] + 1]) = (x, Q - y);
                refuse(list);
                (proof[words[i]], proof[words[i] + 1]) = (x, y);
            }
            list[place].publicInputs[7] = addmod(list[place].publicInputs[7], 1, P);
            refuse(list);
            list[place].publicInputs[7] = addmod(list[place].publicInputs[7], P - 1, P);
        }
        require(verifier.verify(list), "all are as they were");
    }

    /// @dev The identities of both proofs hold, the openings of neither: what one has too much the other has too little.
    function test_errors_that_cancel_without_weights_are_refused() public view {
        IVerifier.Claim[] memory list = new IVerifier.Claim[](2);
        (list[0], list[1]) = (EveryGateProof1.claim(), EveryGateProof1.claim());
        // W + G and W - G
        for (uint256 i; i < 2; ++i) {
            uint256[2] memory sum = added(list[i].proof[61], list[i].proof[62], i == 0 ? 2 : Q - 2);
            (list[i].proof[61], list[i].proof[62]) = (sum[0], sum[1]);
        }
        refuse(list);
        // The same for W', which no later challenge of its own proof depends on.
        (list[0], list[1]) = (EveryGateProof1.claim(), EveryGateProof1.claim());
        for (uint256 i; i < 2; ++i) {
            uint256[2] memory sum = added(list[i].proof[EVALUATION], list[i].proof[EVALUATION + 1], i == 0 ? 2 : Q - 2);
            (list[i].proof[EVALUATION], list[i].proof[EVALUATION + 1]) = (sum[0], sum[1]);
        }
        refuse(list);
    }

    function test_proofs_that_are_swapped_are_refused() public view {
        IVerifier.Claim[] memory list = claims(CLAIMS);
        (list[2].proof, list[5].proof) = (list[5].proof, list[2].proof);
        refuse(list);
    }

    function test_a_proof_may_be_given_twice() public view {
        IVerifier.Claim[] memory list = new IVerifier.Claim[](2);
        (list[0], list[1]) = (EveryGateProof2.claim(), EveryGateProof2.claim());
        require(verifier.verify(list), "the order does not matter, nor does it help");
    }

    function test_gas() public {
        verifier.keyDigest(1);
        string memory group = "Verifier";
        for (uint256 length = 1; length <= 4; length += 3) {
            IVerifier.Claim[] memory list = new IVerifier.Claim[](length);
            for (uint256 i; i < length; ++i) {
                list[i] = EveryGateProof1.claim();
            }
            require(verifier.verify(list), "all are valid");
            vm.snapshotGasLastCall(group, length == 1 ? "one proof" : "four proofs of one key");
        }
        IVerifier.Claim[] memory both = new IVerifier.Claim[](2);
        (both[0], both[1]) = (EveryGateProof1.claim(), EveryGateProof2.claim());
        require(verifier.verify(both), "both are valid");
        vm.snapshotGasLastCall(group, "two proofs of two keys");
    }

    /// @dev Proofs of capacity 1 and 2 in turn.
    function claims(uint256 length) internal pure returns (IVerifier.Claim[] memory list) {
        list = new IVerifier.Claim[](length);
        for (uint256 i; i < length; ++i) {
            list[i] = i % 2 == 0 ? EveryGateProof1.claim() : EveryGateProof2.claim();
        }
    }

    function refuse(IVerifier.Claim[] memory list) internal view {
        require(!verifier.verify(list), "a forged proof was accepted");
    }

    /// @dev The point plus (1, y): the generator or its negative.
    function added(uint256 x, uint256 y, uint256 other) internal view returns (uint256[2] memory sum) {
        (bool success, bytes memory result) = address(6).staticcall(abi.encode(x, y, 1, other));
        require(success, "both are on the curve");
        sum = abi.decode(result, (uint256[2]));
    }
}
