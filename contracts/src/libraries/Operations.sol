// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, NFTId, TokenId} from "../Ids.sol";
import {OperationTable} from "../generated/Operations.sol";

/// @title What operations mean to L1, and the fields that it reads of them
/// @dev Opcodes, lengths and layouts are those of the generated table. What an opcode means is written here, beside the
/// functions that read it. So the table cannot give an operation a meaning: one that is loud there and unknown here is
/// refused like one that does not exist. It could take a meaning away by calling an operation silent; a test refuses that.
library Operations {
    /// @dev Operations that serve a request of the priority queue, one bit an opcode.
    uint256 private constant PRIORITY =
        1 << OperationTable.DEPOSIT | 1 << OperationTable.FULL_EXIT | 1 << OperationTable.FULL_EXIT_NFT;

    /// @dev Operations that leave a balance on L1, one bit an opcode.
    uint256 private constant BALANCE_EXITS =
        1 << OperationTable.WITHDRAW | 1 << OperationTable.FULL_EXIT | 1 << OperationTable.FORCED_EXIT;

    /// @dev Operations that leave an NFT on L1, one bit an opcode.
    uint256 private constant NFT_EXITS = 1 << OperationTable.WITHDRAW_NFT | 1 << OperationTable.FULL_EXIT_NFT;

    /// @dev Operations that mean something to L1, one bit an opcode.
    uint256 private constant KNOWN = PRIORITY | BALANCE_EXITS | NFT_EXITS | 1 << OperationTable.CHANGE_PUB_KEY;

    /// @dev The first of the 256 accounts that hold pallets' state; no user's operation may touch them.
    AccountId internal constant RESERVED_ACCOUNTS_START = AccountId.wrap((1 << 28) - 256);

    /// @notice Whether an operation serves a request of the priority queue.
    function isPriority(uint8 opcode) internal pure returns (bool) {
        return PRIORITY >> opcode & 1 == 1;
    }

    /// @notice Whether an operation leaves a balance or an NFT on L1.
    function isExit(uint8 opcode) internal pure returns (bool) {
        return (BALANCE_EXITS | NFT_EXITS) >> opcode & 1 == 1;
    }

    /// @notice Whether an exit leaves an NFT and not a balance.
    function isNFTExit(uint8 opcode) internal pure returns (bool) {
        return NFT_EXITS >> opcode & 1 == 1;
    }

    /// @notice Padded length of an operation; 0 if the table does not have it.
    /// @param table Chunks of each of the 256 opcodes: OperationTable.SILENT_CHUNKS or LOUD_CHUNKS.
    function size(bytes memory table, uint8 opcode) internal pure returns (uint256 length) {
        uint256 chunkBytes = OperationTable.CHUNK_BYTES;
        assembly ("memory-safe") {
            length := mul(chunkBytes, byte(0, mload(add(add(table, 32), and(opcode, 0xff)))))
        }
    }

    /// @notice Padded length of an operation that means something to L1; 0 if the table does not have it, or if it has none.
    /// @param table Chunks of each of the 256 opcodes: OperationTable.LOUD_CHUNKS.
    function loudSize(bytes memory table, uint8 opcode) internal pure returns (uint256) {
        unchecked {
            return (KNOWN >> opcode & 1) * size(table, opcode);
        }
    }

    /// @notice A deposit as it enters the priority queue; the account is unknown on L1 and 0.
    function encodeDeposit(TokenId tokenId, uint128 amount, address owner) internal pure returns (bytes memory) {
        return abi.encodePacked(OperationTable.DEPOSIT, uint32(0), tokenId, amount, owner);
    }

    /// @notice A full exit as it enters the priority queue; the amount is unknown on L1 and 0.
    function encodeFullExit(AccountId accountId, address owner, TokenId tokenId) internal pure returns (bytes memory) {
        return abi.encodePacked(OperationTable.FULL_EXIT, accountId, owner, tokenId, uint128(0));
    }

    /// @notice A full exit of the NFT in a slot as it enters the priority queue, 27 bytes.
    function encodeFullExitNFT(AccountId accountId, address owner, uint16 slot) internal pure returns (bytes memory) {
        return abi.encodePacked(OperationTable.FULL_EXIT_NFT, accountId, owner, slot);
    }

    /// @notice Reads a requested deposit.
    function decodeDeposit(bytes calldata op) internal pure returns (TokenId tokenId, uint128 amount, address owner) {
        tokenId = _tokenId(op, OperationTable.DEPOSIT_TOKEN);
        amount = _uint128(op, OperationTable.DEPOSIT_AMOUNT);
        owner = _address(op, OperationTable.DEPOSIT_OWNER);
    }

    /// @notice Reads the balance that an executed Withdraw, FullExit or ForcedExit leaves on L1.
    function decodeBalanceExit(bytes calldata op, uint8 opcode)
        internal
        pure
        returns (TokenId tokenId, uint128 amount, address recipient)
    {
        if (opcode == OperationTable.WITHDRAW) {
            tokenId = _tokenId(op, OperationTable.WITHDRAW_TOKEN);
            amount = _uint128(op, OperationTable.WITHDRAW_AMOUNT);
            recipient = _address(op, OperationTable.WITHDRAW_TO);
        } else if (opcode == OperationTable.FULL_EXIT) {
            tokenId = _tokenId(op, OperationTable.FULL_EXIT_TOKEN);
            amount = _uint128(op, OperationTable.FULL_EXIT_AMOUNT);
            recipient = _address(op, OperationTable.FULL_EXIT_OWNER);
        } else {
            assert(opcode == OperationTable.FORCED_EXIT);
            tokenId = _tokenId(op, OperationTable.FORCED_EXIT_TOKEN);
            amount = _uint128(op, OperationTable.FORCED_EXIT_AMOUNT);
            recipient = _address(op, OperationTable.FORCED_EXIT_ADDRESS);
        }
    }

    /// @notice Reads the NFT that an executed WithdrawNFT or FullExitNFT leaves on L1. No creator: there is none, because
    /// a full exit was not the owner's or its slot was empty.
    function decodeNFTExit(bytes calldata op, uint8 opcode)
        internal
        pure
        returns (NFTId tokenId, address recipient, address creator, bytes32 contentHash)
    {
        // creator * 2^32 + serial: the fields follow each other.
        if (opcode == OperationTable.WITHDRAW_NFT) {
            tokenId = _nftId(op, OperationTable.WITHDRAW_NFT_CREATOR);
            recipient = _address(op, OperationTable.WITHDRAW_NFT_TO);
            creator = _address(op, OperationTable.WITHDRAW_NFT_CREATOR_ADDRESS);
            contentHash = _word(op, OperationTable.WITHDRAW_NFT_CONTENT);
        } else {
            assert(opcode == OperationTable.FULL_EXIT_NFT);
            tokenId = _nftId(op, OperationTable.FULL_EXIT_NFT_CREATOR);
            recipient = _address(op, OperationTable.FULL_EXIT_NFT_OWNER);
            creator = _address(op, OperationTable.FULL_EXIT_NFT_CREATOR_ADDRESS);
            contentHash = _word(op, OperationTable.FULL_EXIT_NFT_CONTENT);
        }
    }

    /// @notice What a ChangePubKey changes.
    struct ChangePubKey {
        AccountId accountId;
        bytes32 keyHash;
        address owner;
        uint32 nonce;
    }

    /// @notice Reads a ChangePubKey.
    function decodeChangePubKey(bytes calldata op) internal pure returns (ChangePubKey memory change) {
        change.accountId = AccountId.wrap(_uint32(op, OperationTable.CHANGE_PUB_KEY_ACCOUNT));
        change.keyHash = _word(op, OperationTable.CHANGE_PUB_KEY_KEY_HASH);
        change.owner = _address(op, OperationTable.CHANGE_PUB_KEY_ADDRESS);
        change.nonce = _uint32(op, OperationTable.CHANGE_PUB_KEY_NONCE);
    }

    function _tokenId(bytes calldata op, uint256 start) private pure returns (TokenId) {
        return TokenId.wrap(uint16(bytes2(_word(op, start))));
    }

    function _uint32(bytes calldata op, uint256 start) private pure returns (uint32) {
        return uint32(bytes4(_word(op, start)));
    }

    function _nftId(bytes calldata op, uint256 start) private pure returns (NFTId) {
        return NFTId.wrap(uint64(bytes8(_word(op, start))));
    }

    function _uint128(bytes calldata op, uint256 start) private pure returns (uint128) {
        return uint128(bytes16(_word(op, start)));
    }

    function _address(bytes calldata op, uint256 start) private pure returns (address) {
        return address(bytes20(_word(op, start)));
    }

    /// @dev Callers have checked that the operation has its whole length.
    function _word(bytes calldata op, uint256 start) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := calldataload(add(op.offset, start))
        }
    }
}
