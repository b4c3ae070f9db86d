// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IVerifier} from "../../src/interfaces/IVerifier.sol";

/// @title Lists of proofs, and copies of proofs to be changed
library Claims {
    /// @dev Order of the scalar field of BN254.
    uint256 internal constant P = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// @dev Order of its base field.
    uint256 internal constant Q = 21888242871839275222246405745257275088696311157297823662689037894645226208583;

    function one(IVerifier.Claim memory claim) internal pure returns (IVerifier.Claim[] memory list) {
        list = new IVerifier.Claim[](1);
        list[0] = claim;
    }

    function copy(IVerifier.Claim memory claim) internal pure returns (IVerifier.Claim memory) {
        return abi.decode(abi.encode(claim), (IVerifier.Claim));
    }

    /// @dev The words, cut off or filled up with zeros.
    function resized(uint256[] memory words, uint256 length) internal pure returns (uint256[] memory result) {
        result = new uint256[](length);
        for (uint256 i; i < length && i < words.length; ++i) {
            result[i] = words[i];
        }
    }
}
