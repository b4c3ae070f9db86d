// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

/// @title Operations and the fields that L1 reads of them
/// @dev Layouts: docs/protocol.md section 5.
library Operations {
    uint256 internal constant CHUNK_BYTES = 18;

    uint8 internal constant DEPOSIT = 1;
    uint8 internal constant TRANSFER_TO_NEW = 2;
    uint8 internal constant WITHDRAW = 3;
    uint8 internal constant TRANSFER = 5;
    uint8 internal constant FULL_EXIT = 6;
    uint8 internal constant CHANGE_PUB_KEY = 7;

    /// @dev Deposit and FullExit as requested on L1, without padding.
    uint256 internal constant PRIORITY_BYTES = 43;

    /// @dev Withdraw and FullExit as in pubdata, padded to three chunks.
    uint256 internal constant PADDED_EXIT_BYTES = 54;

    /// @dev The first of the 256 accounts that hold pallets' state; no user's operation may touch them.
    uint32 internal constant RESERVED_ACCOUNTS_START = (1 << 28) - 256;

    /// @notice Padded length of an operation in pubdata; 0 if there is no such operation.
    function size(uint8 opcode) internal pure returns (uint256) {
        if (opcode == TRANSFER) return CHUNK_BYTES;
        if (opcode == DEPOSIT || opcode == TRANSFER_TO_NEW || opcode == WITHDRAW || opcode == FULL_EXIT) {
            return 3 * CHUNK_BYTES;
        }
        if (opcode == CHANGE_PUB_KEY) return 4 * CHUNK_BYTES;
        return 0;
    }

    /// @notice A deposit as it enters the priority queue; the account is unknown on L1 and 0.
    function encodeDeposit(uint16 tokenId, uint128 amount, address owner) internal pure returns (bytes memory) {
        return abi.encodePacked(DEPOSIT, uint32(0), tokenId, amount, owner);
    }

    /// @notice A full exit as it enters the priority queue; the amount is unknown on L1 and 0.
    function encodeFullExit(uint32 accountId, address owner, uint16 tokenId) internal pure returns (bytes memory) {
        return abi.encodePacked(FULL_EXIT, accountId, owner, tokenId, uint128(0));
    }

    /// @notice Reads a requested deposit: op:1 account:4 token:2 amount:16 owner:20.
    function decodeDeposit(bytes calldata op) internal pure returns (uint16 tokenId, uint128 amount, address owner) {
        tokenId = uint16(bytes2(op[5:7]));
        amount = uint128(bytes16(op[7:23]));
        owner = address(bytes20(op[23:43]));
    }

    /// @notice Reads what an executed Withdraw or FullExit pays.
    /// @dev Withdraw: op:1 account:4 token:2 amount:16 fee:2 to:20; FullExit: op:1 account:4 owner:20 token:2 amount:16.
    function decodeExit(bytes calldata op) internal pure returns (uint16 tokenId, uint128 amount, address recipient) {
        if (uint8(op[0]) == WITHDRAW) {
            tokenId = uint16(bytes2(op[5:7]));
            amount = uint128(bytes16(op[7:23]));
            recipient = address(bytes20(op[25:45]));
        } else {
            recipient = address(bytes20(op[5:25]));
            tokenId = uint16(bytes2(op[25:27]));
            amount = uint128(bytes16(op[27:43]));
        }
    }

    /// @notice Reads a ChangePubKey at `offset`: op:1 account:4 key_hash:32 address:20 nonce:4 fee_token:2 fee:2.
    function decodeChangePubKey(bytes calldata pubdata, uint256 offset)
        internal
        pure
        returns (uint32 accountId, bytes32 keyHash, address owner, uint32 nonce)
    {
        bytes calldata op = pubdata[offset:offset + 4 * CHUNK_BYTES];
        accountId = uint32(bytes4(op[1:5]));
        keyHash = bytes32(op[5:37]);
        owner = address(bytes20(op[37:57]));
        nonce = uint32(bytes4(op[57:61]));
    }
}
