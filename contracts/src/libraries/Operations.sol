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
    uint8 internal constant FORCED_EXIT = 8;
    uint8 internal constant MINT_NFT = 9;
    uint8 internal constant WITHDRAW_NFT = 10;
    uint8 internal constant SWAP = 11;
    uint8 internal constant FULL_EXIT_NFT = 12;
    uint8 internal constant TRANSFER_NFT = 13;

    /// @dev Chunks of each opcode, one a byte; 0 if there is no such operation.
    bytes32 private constant CHUNKS = hex"0003030300010304030306030603";

    /// @dev Operations of three chunks with which L1 has nothing to do, one bit an opcode.
    uint256 internal constant SILENT_THREE_CHUNKS = 1 << TRANSFER_TO_NEW | 1 << MINT_NFT | 1 << SWAP | 1
        << TRANSFER_NFT;

    /// @dev Operations that serve a request of the priority queue, one bit an opcode.
    uint256 private constant PRIORITY = 1 << DEPOSIT | 1 << FULL_EXIT | 1 << FULL_EXIT_NFT;

    /// @dev Operations that leave a balance or an NFT on L1, one bit an opcode.
    uint256 private constant EXITS =
        1 << WITHDRAW | 1 << FULL_EXIT | 1 << FORCED_EXIT | 1 << WITHDRAW_NFT | 1 << FULL_EXIT_NFT;

    /// @dev The first of the 256 accounts that hold pallets' state; no user's operation may touch them.
    uint32 internal constant RESERVED_ACCOUNTS_START = (1 << 28) - 256;

    /// @notice Padded length of an operation in pubdata; 0 if there is no such operation.
    function size(uint8 opcode) internal pure returns (uint256) {
        return opcode < 32 ? uint8(CHUNKS[opcode]) * CHUNK_BYTES : 0;
    }

    /// @notice Whether an operation serves a request of the priority queue.
    function isPriority(uint8 opcode) internal pure returns (bool) {
        return PRIORITY >> opcode & 1 == 1;
    }

    /// @notice Whether an operation leaves a balance or an NFT on L1.
    function isExit(uint8 opcode) internal pure returns (bool) {
        return EXITS >> opcode & 1 == 1;
    }

    /// @notice Whether an exit leaves an NFT and not a balance.
    function isNFTExit(uint8 opcode) internal pure returns (bool) {
        return opcode == WITHDRAW_NFT || opcode == FULL_EXIT_NFT;
    }

    /// @notice A deposit as it enters the priority queue; the account is unknown on L1 and 0.
    function encodeDeposit(uint16 tokenId, uint128 amount, address owner) internal pure returns (bytes memory) {
        return abi.encodePacked(DEPOSIT, uint32(0), tokenId, amount, owner);
    }

    /// @notice A full exit as it enters the priority queue; the amount is unknown on L1 and 0.
    function encodeFullExit(uint32 accountId, address owner, uint16 tokenId) internal pure returns (bytes memory) {
        return abi.encodePacked(FULL_EXIT, accountId, owner, tokenId, uint128(0));
    }

    /// @notice A full exit of the NFT in a slot as it enters the priority queue, 27 bytes.
    function encodeFullExitNFT(uint32 accountId, address owner, uint16 slot) internal pure returns (bytes memory) {
        return abi.encodePacked(FULL_EXIT_NFT, accountId, owner, slot);
    }

    /// @notice Reads a requested deposit: op:1 account:4 token:2 amount:16 owner:20.
    function decodeDeposit(bytes calldata op) internal pure returns (uint16 tokenId, uint128 amount, address owner) {
        tokenId = uint16(bytes2(op[5:7]));
        amount = uint128(bytes16(op[7:23]));
        owner = address(bytes20(op[23:43]));
    }

    /// @notice Reads what an executed Withdraw, FullExit or ForcedExit pays.
    /// @dev Withdraw: op:1 account:4 token:2 amount:16 fee:2 to:20; FullExit: op:1 account:4 owner:20 token:2 amount:16;
    /// ForcedExit: op:1 initiator:4 target:4 token:2 address:20 zero:5 amount:16 fee:2.
    function decodeExit(bytes calldata op) internal pure returns (uint16 tokenId, uint128 amount, address recipient) {
        if (uint8(op[0]) == WITHDRAW) {
            tokenId = uint16(bytes2(op[5:7]));
            amount = uint128(bytes16(op[7:23]));
            recipient = address(bytes20(op[25:45]));
        } else if (uint8(op[0]) == FORCED_EXIT) {
            tokenId = uint16(bytes2(op[9:11]));
            recipient = address(bytes20(op[11:31]));
            amount = uint128(bytes16(op[36:52]));
        } else {
            recipient = address(bytes20(op[5:25]));
            tokenId = uint16(bytes2(op[25:27]));
            amount = uint128(bytes16(op[27:43]));
        }
    }

    /// @notice Reads the NFT that an executed WithdrawNFT or FullExitNFT leaves on L1. No creator: there is none, because
    /// a full exit was not the owner's or its slot was empty.
    /// @dev WithdrawNFT starts with op:1 account:4 slot:2 fee_token:2 fee:2 to:20, FullExitNFT with op:1 account:4 owner:20
    /// slot:2; from the third chunk on both have creator:4 serial:4 content:32 creator_address:20.
    function decodeNFTExit(bytes calldata op)
        internal
        pure
        returns (uint64 tokenId, address recipient, address creator, bytes32 contentHash)
    {
        recipient = address(bytes20(uint8(op[0]) == WITHDRAW_NFT ? op[11:31] : op[5:25]));
        // creator * 2^32 + serial
        tokenId = uint64(bytes8(op[36:44]));
        contentHash = bytes32(op[44:76]);
        creator = address(bytes20(op[76:96]));
    }

    /// @notice What a ChangePubKey changes.
    struct ChangePubKey {
        uint32 accountId;
        bytes32 keyHash;
        address owner;
        uint32 nonce;
    }

    /// @notice Reads a ChangePubKey at `offset`: op:1 account:4 key_hash:32 address:20 nonce:4 fee_token:2 fee:2.
    function decodeChangePubKey(bytes calldata pubdata, uint256 offset)
        internal
        pure
        returns (ChangePubKey memory change)
    {
        bytes calldata op = pubdata[offset:offset + 4 * CHUNK_BYTES];
        change.accountId = uint32(bytes4(op[1:5]));
        change.keyHash = bytes32(op[5:37]);
        change.owner = address(bytes20(op[37:57]));
        change.nonce = uint32(bytes4(op[57:61]));
    }
}
