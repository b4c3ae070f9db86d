// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {SerialId} from "../Ids.sol";
import {OperationTable} from "../generated/Operations.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {KeyAuthorization} from "../libraries/KeyAuthorization.sol";
import {Operations} from "../libraries/Operations.sol";
import {PriorityQueue} from "../libraries/PriorityQueue.sol";
import {Pubdata} from "../libraries/Pubdata.sol";
import {Statement} from "../libraries/Statement.sol";
import {RollupStorage} from "./RollupStorage.sol";

/// @title Publication of blocks
/// @dev The contract walks over the pubdata operation by operation itself. Nothing that the operator says tells it where
/// operations begin, so none that concerns L1 can hide.
abstract contract Commitments is IRollup, RollupStorage {
    using PriorityQueue for PriorityQueue.Queue;

    uint256 private constant TIMESTAMP_NOT_OLDER = 24 hours;
    uint256 private constant TIMESTAMP_MAX_AHEAD = 15 minutes;

    /// @inheritdoc IRollup
    function commitBlocks(StoredBlockInfo calldata lastCommittedBlock, CommitBlockInfo[] calldata blocks)
        external
        nonReentrant
        onlyActive
        onlyValidator
    {
        // Under EIP-7702 an origin can have code, which could call once more.
        if (msg.sender != tx.origin || msg.sender.code.length != 0) revert NotDirectCall(msg.sender);
        if (lastCommittedBlock.number != totalBlocksCommitted) {
            revert UnexpectedBlockNumber(totalBlocksCommitted, lastCommittedBlock.number);
        }
        StoredBlockInfo memory last = lastCommittedBlock;
        _requireStored(last);
        for (uint256 i = 0; i < blocks.length; ++i) {
            last = _commitBlock(last, blocks[i]);
            storedBlockHashes[last.number] = _hash(last);
            emit BlockCommit(last.number);
        }
        totalBlocksCommitted = last.number;
    }

    function _commitBlock(StoredBlockInfo memory previous, CommitBlockInfo calldata info)
        private
        returns (StoredBlockInfo memory stored)
    {
        if (info.number != previous.number + 1) revert UnexpectedBlockNumber(previous.number + 1, info.number);
        // Its proofs say something else of the same number of public inputs.
        if (info.capacity == Statement.EXIT_CAPACITY) revert InvalidCapacity(info.capacity);
        _checkTimestamp(previous.timestamp, info.timestamp);
        _requireCanonical(info.newStateRoot);
        _requireCanonical(info.pubdataCommitment);

        stored.number = info.number;
        stored.timestamp = info.timestamp;
        stored.stateRoot = info.newStateRoot;
        (stored.priorityOperations, stored.pendingOnchainOperationsHash) = _walk(info.pubdata, info.ethWitnesses);
        stored.commitment = _commitment(previous.stateRoot, info);
        priorityQueue.committed += stored.priorityOperations;
    }

    function _checkTimestamp(uint64 previous, uint64 given) private view {
        if (given < previous) revert TimestampBeforePrevious(previous, given);
        if (given + TIMESTAMP_NOT_OLDER < block.timestamp) revert TimestampTooOld(given, block.timestamp);
        if (given > block.timestamp + TIMESTAMP_MAX_AHEAD) revert TimestampTooFarAhead(given, block.timestamp);
    }

    /// @dev The public inputs of the block's proof, as far as L1 determines them.
    function _commitment(bytes32 oldRoot, CommitBlockInfo calldata info) private view returns (bytes32) {
        bytes calldata pubdata = info.pubdata;
        uint256[7] memory inputs;
        inputs[0] = uint256(oldRoot);
        inputs[1] = uint256(info.newStateRoot);
        inputs[2] = Statement.header(
            info.number, info.timestamp, info.feeAccount, uint32(pubdata.length / OperationTable.CHUNK_BYTES)
        );
        inputs[3] = uint256(chainTag);
        inputs[4] = uint256(info.pubdataCommitment);
        inputs[5] = Statement.challenge(inputs, verifier.keyDigest(info.capacity), keccak256(pubdata));
        inputs[6] = Pubdata.evaluate(pubdata, inputs[5]);
        return Statement.commitment(inputs, info.capacity);
    }

    /// @dev Checks every operation that L1 has a say in.
    /// @return priorityOperations How many requests of the priority queue the block serves.
    /// @return exits Hash chain over the operations that leave something on L1.
    function _walk(bytes calldata pubdata, bytes[] calldata witnesses)
        private
        view
        returns (uint64 priorityOperations, bytes32 exits)
    {
        if (pubdata.length % OperationTable.CHUNK_BYTES != 0) revert PubdataNotChunked(pubdata.length);
        SerialId nextSerialId = priorityQueue.first.plus(priorityQueue.committed);
        bytes memory silent = OperationTable.SILENT_CHUNKS;
        bytes memory loud;
        uint256 usedWitnesses = 0;
        uint256 offset = 0;
        exits = keccak256("");
        while (offset < pubdata.length) {
            uint8 opcode = uint8(pubdata[offset]);
            if (Operations.size(silent, opcode) != 0) {
                uint256 reached = Pubdata.skipSilent(pubdata, offset, silent);
                if (reached > pubdata.length) {
                    offset = Pubdata.lastSilent(pubdata, offset, silent);
                    revert PubdataTruncated(offset, uint8(pubdata[offset]));
                }
                offset = reached;
                continue;
            }
            if (loud.length == 0) loud = OperationTable.LOUD_CHUNKS;
            uint256 next = offset + Operations.loudSize(loud, opcode);
            if (next == offset) revert UnknownOperation(offset, opcode);
            if (next > pubdata.length) revert PubdataTruncated(offset, opcode);

            bytes calldata op = pubdata[offset:next];
            if (Operations.isPriority(opcode)) {
                priorityQueue.requireServed(nextSerialId.plus(priorityOperations), Pubdata.requestHash(op, opcode));
                ++priorityOperations;
            }
            if (Operations.isExit(opcode)) exits = Pubdata.foldExit(exits, op);
            if (opcode == OperationTable.CHANGE_PUB_KEY) {
                if (usedWitnesses == witnesses.length) revert WitnessCountMismatch(witnesses.length);
                _requireAuthorized(Operations.decodeChangePubKey(op), witnesses[usedWitnesses]);
                ++usedWitnesses;
            }
            offset = next;
        }
        if (usedWitnesses != witnesses.length) revert WitnessCountMismatch(witnesses.length);
    }

    /// @dev The owner of an L1 address authorises a ChangePubKey beforehand (empty witness) or by the witness itself.
    function _requireAuthorized(Operations.ChangePubKey memory change, bytes calldata witness) private view {
        bool authorized = witness.length == 0
            ? authFacts[change.owner][change.nonce][change.keyHash]
            : KeyAuthorization.proves(witness, change, chainTag);
        // Key hash 0 means "no key", which is also what an absent fact reads as.
        if (!authorized || change.keyHash == 0) {
            revert ChangePubKeyNotAuthorized(change.owner, change.accountId, change.nonce);
        }
    }
}
