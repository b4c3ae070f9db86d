// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccountId, NFTId, SerialId, TokenId} from "./Ids.sol";
import {OperationTable} from "./generated/Operations.sol";
import {IExodus} from "./interfaces/IExodus.sol";
import {IGovernance} from "./interfaces/IGovernance.sol";
import {IVerifier} from "./interfaces/IVerifier.sol";
import {Operations} from "./libraries/Operations.sol";
import {PriorityQueue} from "./libraries/PriorityQueue.sol";
import {Statement} from "./libraries/Statement.sol";
import {RollupStorage} from "./modules/RollupStorage.sol";

/// @title Exodus
/// @notice The part of the Rollup that IExodus describes, with code of its own because of the limit for one contract
/// (EIP-170). The Rollup creates it and runs it by delegatecall, so all state is the Rollup's; its own is empty for good,
/// because there is nothing in it that could expire.
contract Exodus is IExodus, RollupStorage {
    using PriorityQueue for PriorityQueue.Queue;

    /// @dev For calls that only exodus mode allows.
    modifier onlyExodus() {
        if (!exodusMode) revert ExodusModeNotActive();
        _;
    }

    /// @param governance The Rollup's.
    /// @param verifier The Rollup's.
    /// @param priorityExpirationBlocks The Rollup's.
    constructor(IGovernance governance, IVerifier verifier, uint64 priorityExpirationBlocks)
        RollupStorage(governance, verifier, priorityExpirationBlocks)
    {}

    /// @inheritdoc IExodus
    function activateExodusMode() external nonReentrant onlyActive {
        SerialId first = priorityQueue.first;
        uint256 expirationBlock = priorityQueue.open == 0 ? 0 : priorityQueue.requests[first].expirationBlock;
        if (expirationBlock == 0 || block.number < expirationBlock) {
            revert NoExpiredPriorityRequest(first, expirationBlock);
        }
        exodusMode = true;
        emit ExodusMode();
    }

    /// @inheritdoc IExodus
    function cancelOutstandingDepositsForExodusMode(bytes[] calldata requests) external nonReentrant onlyExodus {
        for (uint256 i = 0; i < requests.length; ++i) {
            bytes calldata request = requests[i];
            SerialId serialId = priorityQueue.first;
            priorityQueue.requireServed(serialId, keccak256(request));
            priorityQueue.first = serialId.plus(1);
            --priorityQueue.open;
            if (uint8(request[0]) == OperationTable.DEPOSIT) {
                (TokenId tokenId, uint128 amount, address owner) = Operations.decodeDeposit(request);
                pendingBalances[owner][tokenId] += amount;
                emit WithdrawalPending(tokenId, owner, amount, OperationTable.DEPOSIT);
            }
        }
    }

    /// @inheritdoc IExodus
    function performExodus(StoredBlockInfo calldata lastExecutedBlock, Exit[] calldata exits)
        external
        nonReentrant
        onlyExodus
    {
        uint256 root = _executedRoot(lastExecutedBlock);
        IVerifier.Claim[] memory claims = new IVerifier.Claim[](exits.length);
        uint256 count = 0;
        for (uint256 i = 0; i < exits.length; ++i) {
            Exit calldata exit = exits[i];
            if (exit.amount == 0) revert ZeroAmount();
            if (!_marks(exit.accountId, exit.owner, exit.key)) continue;
            uint256[8] memory inputs = _inputs(root, exit.accountId, exit.owner, exit.key);
            inputs[3] = TokenId.unwrap(exit.tokenId);
            inputs[4] = exit.amount;
            claims[count++] = IVerifier.Claim(Statement.EXIT_CAPACITY, inputs, exit.proof);
            pendingBalances[exit.owner][exit.tokenId] += exit.amount;
            emit WithdrawalPending(exit.tokenId, exit.owner, exit.amount, OperationTable.FULL_EXIT);
        }
        _requireProven(claims, count);
    }

    /// @inheritdoc IExodus
    function performExodusNFT(StoredBlockInfo calldata lastExecutedBlock, NFTExit[] calldata exits)
        external
        nonReentrant
        onlyExodus
    {
        uint256 root = _executedRoot(lastExecutedBlock);
        IVerifier.Claim[] memory claims = new IVerifier.Claim[](exits.length);
        uint256 count = 0;
        for (uint256 i = 0; i < exits.length; ++i) {
            NFTExit calldata exit = exits[i];
            // Without creator an NFT is not pending, and a leaf that is no NFT has the statement of one without creator.
            if (exit.creator == address(0)) revert ZeroAddress();
            if (!_marks(exit.accountId, exit.owner, exit.key)) continue;
            uint256[8] memory inputs = _inputs(root, exit.accountId, exit.owner, exit.key);
            inputs[5] = uint256(NFTId.unwrap(exit.tokenId)) << 128 | uint256(exit.contentHash) >> 128;
            inputs[6] = uint128(uint256(exit.contentHash));
            inputs[7] = uint160(exit.creator);
            claims[count++] = IVerifier.Claim(Statement.EXIT_CAPACITY, inputs, exit.proof);
            // An id is in one leaf only and is not pending while it is, so nothing is overwritten.
            pendingNFTs[exit.tokenId] = PendingNFT(exit.owner, uint64(block.timestamp), exit.creator, exit.contentHash);
            emit WithdrawalNFTPending(exit.tokenId, exit.owner, OperationTable.FULL_EXIT_NFT);
        }
        _requireProven(claims, count);
    }

    /// @dev The root that exits are proven under: the last that L1 has executed, and no other.
    function _executedRoot(StoredBlockInfo calldata info) private view returns (uint256) {
        if (info.number != totalBlocksExecuted) revert UnexpectedBlockNumber(totalBlocksExecuted, info.number);
        _requireStored(info);
        return uint256(info.stateRoot);
    }

    /// @dev Marks a leaf as paid.
    /// @return Whether it was not before.
    function _marks(AccountId accountId, address owner, uint32 key) private returns (bool) {
        // What accounts of pallets hold belongs to no address.
        if (owner == address(0)) revert ZeroAddress();
        if (exited[accountId][key]) return false;
        exited[accountId][key] = true;
        return true;
    }

    /// @dev The public inputs that both kinds of exits have; the others are 0.
    function _inputs(uint256 root, AccountId accountId, address owner, uint32 key)
        private
        pure
        returns (uint256[8] memory inputs)
    {
        inputs[0] = root;
        inputs[1] = uint256(AccountId.unwrap(accountId)) << 160 | uint160(owner);
        inputs[2] = key;
    }

    function _requireProven(IVerifier.Claim[] memory claims, uint256 count) private view {
        if (count == 0) return;
        assembly ("memory-safe") {
            mstore(claims, count)
        }
        if (!verifier.verify(claims)) revert InvalidExitProofs();
    }
}
