// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IVerifier} from "../src/interfaces/IVerifier.sol";
import {Verifier} from "../src/generated/Verifier.sol";
import {Checks} from "./utils/Checks.sol";
import {Claims} from "./utils/Claims.sol";

/// @notice The committed verifier against proofs of twenty random blocks, which runtime/tests/model makes.
contract RandomBlocksTest is Checks {
    uint256 internal constant BLOCKS = 20;
    uint256 internal constant PROOF_WORDS = 65;

    function test_the_proofs_of_random_blocks_are_accepted_in_one_call() public {
        Verifier verifier = new Verifier();
        IVerifier.Claim[] memory claims = readClaims();
        require(verifier.verify(claims), "all are valid");
        claims[13].publicInputs[1] = addmod(claims[13].publicInputs[1], 1, Claims.P);
        require(!verifier.verify(claims), "another root");
    }

    /// @dev A word each: capacity, public inputs, proof.
    function readClaims() internal view returns (IVerifier.Claim[] memory claims) {
        bytes memory file = vm.readFileBinary("test/generated/random-blocks.bin");
        require(file.length == 32 * BLOCKS * (9 + PROOF_WORDS), "the file holds so many proofs");
        claims = new IVerifier.Claim[](BLOCKS);
        uint256 next = 0;
        for (uint256 i; i < BLOCKS; ++i) {
            claims[i].capacity = uint32(word(file, next++));
            for (uint256 j; j < 8; ++j) {
                claims[i].publicInputs[j] = word(file, next++);
            }
            claims[i].proof = new uint256[](PROOF_WORDS);
            for (uint256 j; j < PROOF_WORDS; ++j) {
                claims[i].proof[j] = word(file, next++);
            }
        }
    }

    function word(bytes memory file, uint256 index) internal pure returns (uint256 value) {
        assembly {
            value := mload(add(add(file, 0x20), mul(0x20, index)))
        }
    }
}
