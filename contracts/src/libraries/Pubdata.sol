// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {OperationTable} from "../generated/Operations.sol";
import {Operations} from "./Operations.sol";
import {Statement} from "./Statement.sol";

/// @title Loops and hashes over pubdata
/// @dev Assembly where an operation's share of the gas is decided. A read past the end of calldata yields zeros, and callers
/// have checked that an operation lies within the pubdata, with its whole length, before they have it hashed.
library Pubdata {
    /// @notice Walks over silent operations, of which L1 needs the length alone.
    /// @param silent Chunks of each of the 256 opcodes if it is silent, one a byte; 0 if it is not.
    /// @return next Offset of the first operation that is not silent; the length if there is none, and more if the last
    /// one is longer than what is left of the pubdata.
    function skipSilent(bytes calldata pubdata, uint256 offset, bytes memory silent)
        internal
        pure
        returns (uint256 next)
    {
        assembly ("memory-safe") {
            let table := add(silent, 32)
            let end := add(pubdata.offset, pubdata.length)
            next := add(pubdata.offset, offset)
            // Two steps a round. Where an operation is not silent, or the pubdata ends, a step has no chunks and stays.
            for { let chunks := 1 } chunks {} {
                next := add(next, mul(18, mul(lt(next, end), byte(0, mload(add(table, byte(0, calldataload(next))))))))
                chunks := mul(lt(next, end), byte(0, mload(add(table, byte(0, calldataload(next))))))
                next := add(next, mul(18, chunks))
            }
            next := sub(next, pubdata.offset)
        }
    }

    /// @notice Where the last operation begins if all from `offset` on are silent.
    function lastSilent(bytes calldata pubdata, uint256 offset, bytes memory silent)
        internal
        pure
        returns (uint256 last)
    {
        for (last = offset; offset < pubdata.length;) {
            last = offset;
            offset += Operations.size(silent, uint8(pubdata[offset]));
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
            // Eight chunks a round while there are eight.
            for {} gt(sub(at, start), 143) {} {
                at := sub(at, 144)
                r := add(mulmod(r, g, p), shr(112, calldataload(add(at, 126))))
                r := add(mulmod(r, g, p), shr(112, calldataload(add(at, 108))))
                r := add(mulmod(r, g, p), shr(112, calldataload(add(at, 90))))
                r := add(mulmod(r, g, p), shr(112, calldataload(add(at, 72))))
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

    /// @notice Hash of the request that a priority operation serves.
    function requestHash(bytes calldata op, uint8 opcode) internal pure returns (bytes32) {
        if (opcode == OperationTable.DEPOSIT) return depositHash(op);
        if (opcode == OperationTable.FULL_EXIT) return fullExitHash(op);
        assert(opcode == OperationTable.FULL_EXIT_NFT);
        return fullExitNFTHash(op);
    }

    /// @notice Hash of the request that a Deposit serves: the operation without padding, the account zero.
    function depositHash(bytes calldata op) internal pure returns (bytes32 hash) {
        uint256 account = OperationTable.DEPOSIT_ACCOUNT;
        uint256 owner = OperationTable.DEPOSIT_OWNER;
        assembly ("memory-safe") {
            let accountBits := shl(sub(224, mul(8, account)), 0xffffffff)
            mstore(0x00, and(calldataload(op.offset), not(accountBits)))
            mstore(0x20, calldataload(add(op.offset, 32)))
            hash := keccak256(0x00, add(owner, 20))
        }
    }

    /// @notice Hash of the request that a FullExit serves: the operation without padding, the amount at its end zero.
    function fullExitHash(bytes calldata op) internal pure returns (bytes32 hash) {
        uint256 amount = OperationTable.FULL_EXIT_AMOUNT;
        assembly ("memory-safe") {
            mstore(0x00, and(calldataload(op.offset), not(shr(mul(8, amount), not(0)))))
            mstore(0x20, 0)
            hash := keccak256(0x00, add(amount, 16))
        }
    }

    /// @notice Hash of the request that a FullExitNFT serves: the operation up to its slot, as it was requested.
    function fullExitNFTHash(bytes calldata op) internal pure returns (bytes32 hash) {
        uint256 slot = OperationTable.FULL_EXIT_NFT_SLOT;
        assembly ("memory-safe") {
            mstore(0x00, calldataload(op.offset))
            hash := keccak256(0x00, add(slot, 2))
        }
    }

    /// @notice Adds an operation that leaves something on L1 to the hash chain of a block's pending operations.
    function foldExit(bytes32 chain, bytes calldata op) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, chain)
            calldatacopy(add(free, 32), op.offset, op.length)
            hash := keccak256(free, add(op.length, 32))
        }
    }
}
