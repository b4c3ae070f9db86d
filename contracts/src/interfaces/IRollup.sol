// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, NFTId, SerialId, TokenId} from "../Ids.sol";
import {IRollupErrors} from "./IRollupErrors.sol";
import {IRollupEvents} from "./IRollupEvents.sol";

/// @title The rollup: deposits, settlement of blocks, withdrawals
/// @notice Blocks are committed (pubdata published and checked against the priority queue), proven and executed (their
/// withdrawals become pending balances). Amounts are in the smallest unit of a token, times in seconds. ETH is the token
/// with address(0) and id 0. Byte layouts and hashes: docs/protocol.md sections 4 to 6.
interface IRollup is IRollupErrors, IRollupEvents {
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

    /// @notice A block to commit.
    struct CommitBlockInfo {
        uint32 number;
        uint64 timestamp;
        AccountId feeAccount;
        /// Slots of the circuit that proves the block.
        uint32 capacity;
        bytes32 newStateRoot;
        /// Poseidon2 chain over the pubdata chunks, which the circuit computes too.
        bytes32 pubdataCommitment;
        bytes pubdata;
        /// One for each ChangePubKey, in order; the length tells the kind: 0 (authorised by setAuthPubkeyHash), 65
        /// (EIP-191 signature), 66 (EIP-712 signature) or 84 (CREATE2 address).
        bytes[] ethWitnesses;
    }

    /// @notice A block to prove.
    struct ProveBlockInfo {
        StoredBlockInfo storedBlock;
        uint32 capacity;
        /// Account for which the proof was made, 0 for nobody: public input 7. A proof is good for one prover only.
        AccountId prover;
        /// Public inputs 0 to 6, which the block was committed with.
        uint256[7] publicInputs;
        uint256[] proof;
    }

    /// @notice A block to execute.
    struct ExecuteBlockInfo {
        StoredBlockInfo storedBlock;
        /// Padded pubdata of Withdraw, FullExit, ForcedExit, WithdrawNFT and FullExitNFT of the block, in order.
        bytes[] pendingOnchainOperations;
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

    /// @notice Deposits the ETH sent along to the account of `to`.
    /// @param to L1 address of the account; the account is made if there is none.
    function depositETH(address to) external payable;

    /// @notice Deposits up to `amount` of an approved, registered ERC-20 token to the account of `to`.
    /// @dev What counts is what arrives: the difference of this contract's balance.
    /// @param token The token.
    /// @param amount How much is taken from the caller.
    /// @param to L1 address of the account; the account is made if there is none.
    function depositERC20(address token, uint128 amount, address to) external;

    /// @notice Requests the withdrawal of a whole balance without the operator's help. The account must be the caller's,
    /// or the request serves nothing.
    /// @param accountId The account.
    /// @param token The token, or address(0) for ETH.
    function requestFullExit(AccountId accountId, address token) external;

    /// @notice Requests the withdrawal of the NFT in a slot of an account without the operator's help. The account must be
    /// the caller's and the slot full, or the request serves nothing.
    /// @param accountId The account.
    /// @param slot Index in the account's area of NFTs.
    function requestFullExitNFT(AccountId accountId, uint16 slot) external;

    /// @notice Authorises a key hash for the caller's account at the given account nonce.
    /// @dev A fact is never taken back: a sealed block may rest on it. Another key for the same nonce is another fact, and
    /// the account's own signature says which of them is used.
    /// @param keyHash Hash of the key, below the order of the scalar field and not 0.
    /// @param nonce Nonce that the ChangePubKey will have.
    function setAuthPubkeyHash(bytes32 keyHash, uint32 nonce) external;

    /// @notice Commits blocks that follow `lastCommittedBlock`. Validators only.
    /// @param lastCommittedBlock The last committed block, as it was stored.
    /// @param blocks The blocks, in order.
    function commitBlocks(StoredBlockInfo calldata lastCommittedBlock, CommitBlockInfo[] calldata blocks) external;

    /// @notice Proves committed blocks in order; blocks that are proven already are skipped, whatever their proofs. All
    /// other proofs, of any capacities, are checked in one call of the verifier. Anyone may call.
    /// @param blocks The blocks with their proofs, in order.
    function proveBlocks(ProveBlockInfo[] calldata blocks) external;

    /// @notice Executes proven blocks in order: what leaves the chain becomes pending balances and NFTs. Blocks that
    /// are executed already are skipped. Anyone may call.
    /// @param blocks The blocks with their exits, in order.
    function executeBlocks(ExecuteBlockInfo[] calldata blocks) external;

    /// @notice Takes back committed blocks that are not executed, newest first. Validators only.
    /// @param blocks The blocks, as they were stored.
    function revertBlocks(StoredBlockInfo[] calldata blocks) external;

    /// @notice Pays out a pending balance to its owner. Anyone may call.
    /// @param owner Whom the balance belongs to, and who is paid.
    /// @param token The token, or address(0) for ETH.
    /// @param amount How much to pay; the whole balance if that is less.
    function withdrawPendingBalance(address owner, address token, uint128 amount) external;

    /// @notice Mints a pending NFT to its recipient, by the creator's factory or else by the default one. Anyone may call.
    /// @dev If the creator's factory fails, the default one mints if the recipient calls or a week has passed since the NFT
    /// became pending; otherwise the call reverts and the NFT stays pending.
    /// @param tokenId creator account * 2^32 + serial.
    function withdrawPendingNFTBalance(NFTId tokenId) external;

    /// @notice Stops the chain for good if the oldest open priority operation has expired. Anyone may call.
    function activateExodusMode() external;

    /// @notice In exodus mode: turns the oldest open deposits into pending balances.
    /// @param requests Pubdata of the oldest open priority operations as requested, in order; full exits are passed over.
    function cancelOutstandingDepositsForExodusMode(bytes[] calldata requests) external;

    /// @notice What withdrawPendingBalance can pay to an owner.
    /// @param owner Whom the balance belongs to.
    /// @param token The token, or address(0) for ETH.
    /// @return The balance.
    function getPendingBalance(address owner, address token) external view returns (uint128);

    /// @notice The NFT that withdrawPendingNFTBalance can mint.
    /// @param tokenId creator account * 2^32 + serial.
    /// @return The NFT; zeros if there is none.
    function pendingNFT(NFTId tokenId) external view returns (PendingNFT memory);

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

    /// @notice Identifies the chain in every signature and proof.
    /// @return The tag of docs/protocol.md section 2.
    function chainTag() external view returns (bytes32);

    /// @notice How long the operator has to serve a priority operation.
    /// @return Blocks of L1 after which an open priority operation allows exodus mode.
    function priorityExpirationBlocks() external view returns (uint64);
}
