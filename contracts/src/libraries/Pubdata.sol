// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {Operations} from "./Operations.sol";
import {Statement} from "./Statement.sol";

/// @title Loops and hashes over pubdata
/// @dev Assembly where a transfer's share of the gas is decided; every function reads calldata only. A read past the end
/// of calldata yields zeros, and callers have checked that the operation lies within the pubdata before they use it.
library Pubdata {
    /// @notice Walks over the operations with which L1 has nothing to do.
    /// @return next Offset of the first operation that concerns L1; the length or more if there is none.
    function skipSilent(bytes calldata pubdata, uint256 offset) internal pure returns (uint256 next) {
        uint256 transfer = Operations.TRANSFER;
        uint256 threeChunks = Operations.SILENT_THREE_CHUNKS;
        assembly ("memory-safe") {
            let end := add(pubdata.offset, pubdata.length)
            let at := add(pubdata.offset, offset)
            for {} lt(at, end) {} {
                let opcode := byte(0, calldataload(at))
                if eq(opcode, transfer) {
                    at := add(at, 18)
                    continue
                }
                if and(shr(opcode, threeChunks), 1) {
                    at := add(at, 54)
                    continue
                }
                break
            }
            next := sub(at, pubdata.offset)
        }
    }

    /// @notice Evaluates the polynomial whose coefficients are the chunks: sum of chunk_i * g^i modulo the field's order.
    /// @dev Horner's rule from the last chunk. A chunk has 144 bits and mulmod's result fewer than 254, so their sum cannot
    /// overflow 256 bits, and mulmod reduces it in the next step: one mulmod and one add a chunk.
    function evaluate(bytes calldata pubdata, uint256 g) internal pure returns (uint256 r) {
        uint256 p = Statement.FIELD_ORDER;
        assembly ("memory-safe") {
            let start := pubdata.offset
            let at := add(start, pubdata.length)
            // Four chunks a round while there are four.
            for {} gt(sub(at, start), 71) {} {
                at := sub(at, 72)
                r := add(mulmod(r, g, p), shr(112, calldataload(add(at, 54))))
                r := add(mulmod(r, g, p), shr(112, calldataload(add(at, 36))))
                r := add(mulmod(r, g, p), shr(112, calldataload(add(at, 18))))
                r := add(mulmod(r, g, p), shr(112, calldataload(at)))
            }
            for {} gt(at, start) {} {
                at := sub(at, 18)
                r := add(mulmod(r, g, p), shr(112, calldataload(at)))
            }
            r := mod(r, p)
        }
    }

    /// @notice Hash of the request that a Deposit at `offset` serves: its 43 bytes with the account (bytes 1 to 4) zero.
    function depositHash(bytes calldata pubdata, uint256 offset) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let at := add(pubdata.offset, offset)
            mstore(0x00, and(calldataload(at), not(shl(216, 0xffffffff))))
            mstore(0x20, calldataload(add(at, 32)))
            hash := keccak256(0x00, 43)
        }
    }

    /// @notice Hash of the request that a FullExit at `offset` serves: its 43 bytes with the amount (the last 16) zero.
    function fullExitHash(bytes calldata pubdata, uint256 offset) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            mstore(0x00, and(calldataload(add(pubdata.offset, offset)), not(0xffffffffff)))
            mstore(0x20, 0)
            hash := keccak256(0x00, 43)
        }
    }

    /// @notice Hash of the request that a FullExitNFT at `offset` serves: its first 27 bytes, as they were requested.
    function fullExitNFTHash(bytes calldata pubdata, uint256 offset) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            mstore(0x00, calldataload(add(pubdata.offset, offset)))
            hash := keccak256(0x00, 27)
        }
    }

    /// @notice Hash of the request that the priority operation at `offset` serves.
    function requestHash(bytes calldata pubdata, uint256 offset, uint8 opcode) internal pure returns (bytes32) {
        if (opcode == Operations.DEPOSIT) return depositHash(pubdata, offset);
        if (opcode == Operations.FULL_EXIT) return fullExitHash(pubdata, offset);
        return fullExitNFTHash(pubdata, offset);
    }

    /// @notice Adds an operation that leaves something on L1 to the hash chain of a block's pending operations.
    function foldExit(bytes32 chain, bytes calldata op) internal pure returns (bytes32) {
        return keccak256(bytes.concat(chain, op));
    }
}
