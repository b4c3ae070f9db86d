// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, SerialId, TokenId} from "../Ids.sol";
import {IRollupErrors} from "./IRollupErrors.sol";
import {IRollupEvents} from "./IRollupEvents.sol";

/// @title What the rollup remembers
interface IRollupState is IRollupErrors, IRollupEvents {
    /// @notice What L1 remembers of a committed block, as a hash of this struct.
    struct StoredBlockInfo {
        uint32 number;
        /// Priority operations in the block.
        uint64 priorityOperations;
        /// Chain of hashes over the operations of the block that leave a balance or an NFT on L1.
        bytes32 pendingOnchainOperationsHash;
        uint64 timestamp;
        bytes32 stateRoot;
        /// Binds the public inputs of the block's proof and the capacity of its circuit.
        bytes32 commitment;
    }

    /// @notice An NFT that left the chain and is not minted on L1 yet; zeros if there is none.
    struct PendingNFT {
        address recipient;
        /// When its block was executed.
        uint64 since;
        /// L1 address of the account that made it, never zero.
        address creator;
        bytes32 contentHash;
    }

    /// @notice The tokens this contract accounts for: deposited and not paid out.
    /// @param tokenId The token.
    /// @return The amount, below 2^128 by refusing deposits.
    function totalHeld(TokenId tokenId) external view returns (uint128);

    /// @notice An open priority operation.
    /// @param serialId Serial id of the request.
    /// @return hash First 27 bytes of keccak256 of its pubdata as requested; 0 if none is open under this id.
    /// @return expirationBlock Block of L1 from which on it allows exodus mode; 0 if none is open under this id.
    function priorityRequest(SerialId serialId) external view returns (bytes27 hash, uint40 expirationBlock);

    /// @notice What L1 remembers of a committed block.
    /// @param number Number of the block.
    /// @return Hash of its StoredBlockInfo; 0 if there is none.
    function storedBlockHashes(uint32 number) external view returns (bytes32);

    /// @notice Whether setAuthPubkeyHash authorised a key hash.
    /// @param account L1 address of the account.
    /// @param nonce Nonce of the account.
    /// @param keyHash Hash of the key.
    /// @return Whether it did.
    function authFacts(address account, uint32 nonce, bytes32 keyHash) external view returns (bool);

    /// @notice How far blocks are committed.
    /// @return Number of the last committed block.
    function totalBlocksCommitted() external view returns (uint32);

    /// @notice How far blocks are proven.
    /// @return Number of the last proven block.
    function totalBlocksProven() external view returns (uint32);

    /// @notice How far blocks are executed.
    /// @return Number of the last executed block.
    function totalBlocksExecuted() external view returns (uint32);

    /// @notice Where the priority queue begins.
    /// @return Serial id of the oldest open priority operation, or of the next one if none is open.
    function firstPriorityRequestId() external view returns (SerialId);

    /// @notice Priority operations that are requested and not executed.
    /// @return Their number.
    function totalOpenPriorityRequests() external view returns (uint64);

    /// @notice Open priority operations that are in committed blocks.
    /// @return Their number.
    function totalCommittedPriorityRequests() external view returns (uint64);

    /// @notice Whether exodus mode is active.
    /// @return True from activateExodusMode on.
    function exodusMode() external view returns (bool);

    /// @notice Whether a leaf of the last executed state was paid out in exodus mode.
    /// @param accountId The account.
    /// @param key The leaf: area * 2^16 + index.
    /// @return Whether it was.
    function exited(AccountId accountId, uint32 key) external view returns (bool);

    /// @notice Identifies the chain in every signature and proof.
    /// @return The tag of docs/protocol.md section 2.
    function chainTag() external view returns (bytes32);

    /// @notice How long the operator has to serve a priority operation.
    /// @return Blocks of L1 after which an open priority operation allows exodus mode.
    function priorityExpirationBlocks() external view returns (uint64);
}
