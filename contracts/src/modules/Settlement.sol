// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {NFTId, TokenId} from "../Ids.sol";
import {OperationTable} from "../generated/Operations.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {IVerifier} from "../interfaces/IVerifier.sol";
import {Operations} from "../libraries/Operations.sol";
import {PriorityQueue} from "../libraries/PriorityQueue.sol";
import {Pubdata} from "../libraries/Pubdata.sol";
import {Statement} from "../libraries/Statement.sol";
import {RollupStorage} from "./RollupStorage.sol";

/// @title What follows a commitment: proof, execution, or taking it back
abstract contract Settlement is IRollup, RollupStorage {
    using PriorityQueue for PriorityQueue.Queue;

    /// @inheritdoc IRollup
    /// @dev Anyone may prove, so a call can meet blocks that somebody else has just proven: that is no failure.
    function proveBlocks(ProveBlockInfo[] calldata blocks) external nonReentrant onlyActive {
        uint32 first = totalBlocksProven + 1;
        uint256 skipped = 0;
        while (skipped < blocks.length && blocks[skipped].storedBlock.number < first) ++skipped;
        if (skipped == blocks.length) return;

        IVerifier.Claim[] memory claims = new IVerifier.Claim[](blocks.length - skipped);
        uint32 next = first;
        for (uint256 i = skipped; i < blocks.length; ++i) {
            ProveBlockInfo calldata info = blocks[i];
            if (info.storedBlock.number != next) revert UnexpectedBlockNumber(next, info.storedBlock.number);
            claims[i - skipped] = _claim(info);
            emit BlockProof(next, info.prover);
            ++next;
        }
        if (!verifier.verify(claims)) revert InvalidProofs(first, next - 1);
        totalBlocksProven = next - 1;
    }

    /// @inheritdoc IRollup
    /// @dev Anyone may execute what is proven, as with proofs: what people have waited for does not hang on the validators.
    function executeBlocks(ExecuteBlockInfo[] calldata blocks) external nonReentrant onlyActive {
        uint32 executed = totalBlocksExecuted;
        uint64 priorityOperations = 0;
        uint256 skipped = 0;
        while (skipped < blocks.length && blocks[skipped].storedBlock.number <= executed) ++skipped;
        for (uint256 i = skipped; i < blocks.length; ++i) {
            uint32 number = blocks[i].storedBlock.number;
            if (number != executed + 1) revert UnexpectedBlockNumber(executed + 1, number);
            if (number > totalBlocksProven) revert BlockNotProven(number);
            _executeBlock(blocks[i]);
            priorityOperations += blocks[i].storedBlock.priorityOperations;
            executed = number;
            emit BlockVerification(number);
        }
        totalBlocksExecuted = executed;
        priorityQueue.popExecuted(priorityOperations);
    }

    /// @inheritdoc IRollup
    function revertBlocks(StoredBlockInfo[] calldata blocks) external nonReentrant onlyActive onlyValidator {
        uint32 committed = totalBlocksCommitted;
        uint64 priorityOperations = 0;
        for (uint256 i = 0; i < blocks.length; ++i) {
            StoredBlockInfo memory info = blocks[i];
            if (info.number != committed) revert UnexpectedBlockNumber(committed, info.number);
            if (committed == totalBlocksExecuted) revert BlockExecuted(committed);
            _requireStored(info);
            delete storedBlockHashes[committed];
            priorityOperations += info.priorityOperations;
            --committed;
        }
        totalBlocksCommitted = committed;
        if (totalBlocksProven > committed) totalBlocksProven = committed;
        priorityQueue.committed -= priorityOperations;
        emit BlocksRevert(totalBlocksExecuted, committed);
    }

    /// @dev What has to be proven so that the block counts as proven.
    function _claim(ProveBlockInfo calldata info) private view returns (IVerifier.Claim memory) {
        uint32 number = info.storedBlock.number;
        _requireStored(info.storedBlock);
        bytes32 given = Statement.commitment(info.publicInputs, info.capacity);
        if (given != info.storedBlock.commitment) {
            revert CommitmentMismatch(number, info.storedBlock.commitment, given);
        }
        if (!Statement.isProver(info.prover)) revert InvalidProver(number, info.prover);
        // The commitment was computed from canonical values; the verifier refuses others once more.
        uint256[8] memory inputs = Statement.publicInputs(info.publicInputs, info.prover);
        return IVerifier.Claim(info.capacity, inputs, info.proof);
    }

    /// @dev Nothing here depends on a recipient or a factory: balances and NFTs are written down, not paid.
    function _executeBlock(ExecuteBlockInfo calldata info) private {
        StoredBlockInfo memory stored = info.storedBlock;
        _requireStored(stored);
        bytes memory loud = OperationTable.LOUD_CHUNKS;
        bytes32 exits = keccak256("");
        for (uint256 i = 0; i < info.pendingOnchainOperations.length; ++i) {
            bytes calldata op = info.pendingOnchainOperations[i];
            uint8 opcode = op.length == 0 ? 0 : uint8(op[0]);
            if (!Operations.isExit(opcode) || op.length != Operations.size(loud, opcode)) {
                revert InvalidPendingOperation(stored.number, i);
            }
            exits = Pubdata.foldExit(exits, op);
            if (Operations.isNFTExit(opcode)) _recordNFT(op, opcode);
            else _creditBalance(op, opcode);
        }
        if (exits != stored.pendingOnchainOperationsHash) {
            revert PendingOperationsMismatch(stored.number, stored.pendingOnchainOperationsHash, exits);
        }
    }

    function _creditBalance(bytes calldata op, uint8 opcode) private {
        (TokenId tokenId, uint128 amount, address recipient) = Operations.decodeBalanceExit(op, opcode);
        // A full exit of somebody else's account, or of an empty one, is executed with amount 0.
        if (amount == 0) return;
        pendingBalances[recipient][tokenId] += amount;
        emit WithdrawalPending(tokenId, recipient, amount, opcode);
    }

    /// @dev An id leaves the chain once, so nothing is overwritten here.
    function _recordNFT(bytes calldata op, uint8 opcode) private {
        (NFTId tokenId, address recipient, address creator, bytes32 contentHash) = Operations.decodeNFTExit(op, opcode);
        if (creator == address(0)) return;
        pendingNFTs[tokenId] = PendingNFT(recipient, uint64(block.timestamp), creator, contentHash);
        emit WithdrawalNFTPending(tokenId, recipient, opcode);
    }
}
