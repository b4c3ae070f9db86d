// SPDX-License-Identifier: MIT OR Apache-2.0
// Generated from the runtime's table of operations. Do not edit: change the operation and generate the file again.
pragma solidity ^0.8.28;

// forgefmt: disable-start

/// @title The chain's operations, as far as L1 must know them
/// @dev Layouts: docs/protocol.md section 5. L1 passes over a silent operation and has to look at a loud one: what it does
/// then is written in libraries/Operations.sol. An opcode that is in neither table does not exist.
library OperationTable {
    /// @dev Pubdata of every slot is padded to whole chunks.
    uint256 internal constant CHUNK_BYTES = 18;

    // ---- opcodes

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

    // ---- chunks, one byte an opcode from 0 to 255; 0 for every other opcode

    bytes internal constant SILENT_CHUNKS =
        hex"0000030000010000000300030003000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000";

    bytes internal constant LOUD_CHUNKS =
        hex"0003000300000304030006000600000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000"
        hex"0000000000000000000000000000000000000000000000000000000000000000";

    // ---- where the fields of loud operations begin

    // Deposit: op:1 account:4 token:2 amount:16 owner:20
    uint256 internal constant DEPOSIT_ACCOUNT = 1;
    uint256 internal constant DEPOSIT_TOKEN = 5;
    uint256 internal constant DEPOSIT_AMOUNT = 7;
    uint256 internal constant DEPOSIT_OWNER = 23;

    // Withdraw: op:1 account:4 token:2 amount:16 fee:2 to:20
    uint256 internal constant WITHDRAW_ACCOUNT = 1;
    uint256 internal constant WITHDRAW_TOKEN = 5;
    uint256 internal constant WITHDRAW_AMOUNT = 7;
    uint256 internal constant WITHDRAW_FEE = 23;
    uint256 internal constant WITHDRAW_TO = 25;

    // FullExit: op:1 account:4 owner:20 token:2 amount:16
    uint256 internal constant FULL_EXIT_ACCOUNT = 1;
    uint256 internal constant FULL_EXIT_OWNER = 5;
    uint256 internal constant FULL_EXIT_TOKEN = 25;
    uint256 internal constant FULL_EXIT_AMOUNT = 27;

    // ChangePubKey: op:1 account:4 key_hash:32 address:20 nonce:4 fee_token:2 fee:2
    uint256 internal constant CHANGE_PUB_KEY_ACCOUNT = 1;
    uint256 internal constant CHANGE_PUB_KEY_KEY_HASH = 5;
    uint256 internal constant CHANGE_PUB_KEY_ADDRESS = 37;
    uint256 internal constant CHANGE_PUB_KEY_NONCE = 57;
    uint256 internal constant CHANGE_PUB_KEY_FEE_TOKEN = 61;
    uint256 internal constant CHANGE_PUB_KEY_FEE = 63;

    // ForcedExit: op:1 initiator:4 target:4 token:2 address:20 zero:5 amount:16 fee:2
    uint256 internal constant FORCED_EXIT_INITIATOR = 1;
    uint256 internal constant FORCED_EXIT_TARGET = 5;
    uint256 internal constant FORCED_EXIT_TOKEN = 9;
    uint256 internal constant FORCED_EXIT_ADDRESS = 11;
    uint256 internal constant FORCED_EXIT_AMOUNT = 36;
    uint256 internal constant FORCED_EXIT_FEE = 52;

    // WithdrawNft: [op:1 account:4 slot:2 fee_token:2 fee:2 to:20] [creator:4 serial:4 content:32 creator_address:20]
    uint256 internal constant WITHDRAW_NFT_ACCOUNT = 1;
    uint256 internal constant WITHDRAW_NFT_SLOT = 5;
    uint256 internal constant WITHDRAW_NFT_FEE_TOKEN = 7;
    uint256 internal constant WITHDRAW_NFT_FEE = 9;
    uint256 internal constant WITHDRAW_NFT_TO = 11;
    uint256 internal constant WITHDRAW_NFT_CREATOR = 36;
    uint256 internal constant WITHDRAW_NFT_SERIAL = 40;
    uint256 internal constant WITHDRAW_NFT_CONTENT = 44;
    uint256 internal constant WITHDRAW_NFT_CREATOR_ADDRESS = 76;

    // FullExitNft: [op:1 account:4 owner:20 slot:2] [creator:4 serial:4 content:32 creator_address:20]
    uint256 internal constant FULL_EXIT_NFT_ACCOUNT = 1;
    uint256 internal constant FULL_EXIT_NFT_OWNER = 5;
    uint256 internal constant FULL_EXIT_NFT_SLOT = 25;
    uint256 internal constant FULL_EXIT_NFT_CREATOR = 36;
    uint256 internal constant FULL_EXIT_NFT_SERIAL = 40;
    uint256 internal constant FULL_EXIT_NFT_CONTENT = 44;
    uint256 internal constant FULL_EXIT_NFT_CREATOR_ADDRESS = 76;
}
