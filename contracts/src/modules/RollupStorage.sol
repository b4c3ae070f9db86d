// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {AccountId, NFTId, SerialId, TokenId} from "../Ids.sol";
import {IGovernance} from "../interfaces/IGovernance.sol";
import {IRollupState} from "../interfaces/IRollupState.sol";
import {IVerifier} from "../interfaces/IVerifier.sol";
import {PriorityQueue} from "../libraries/PriorityQueue.sol";
import {Statement} from "../libraries/Statement.sol";

/// @title State, views and guards that the modules of the rollup share
abstract contract RollupStorage is IRollupState, ReentrancyGuardTransient {
    /// @notice Validators and tokens.
    IGovernance public immutable governance;

    /// @notice Checks block proofs.
    IVerifier public immutable verifier;

    /// @inheritdoc IRollupState
    uint64 public immutable priorityExpirationBlocks;

    /// @inheritdoc IRollupState
    bytes32 public chainTag;

    /// @inheritdoc IRollupState
    uint32 public totalBlocksCommitted;

    /// @inheritdoc IRollupState
    uint32 public totalBlocksProven;

    /// @inheritdoc IRollupState
    uint32 public totalBlocksExecuted;

    /// @inheritdoc IRollupState
    bool public exodusMode;

    /// @inheritdoc IRollupState
    mapping(uint32 number => bytes32) public storedBlockHashes;

    /// @inheritdoc IRollupState
    mapping(address account => mapping(uint32 nonce => mapping(bytes32 keyHash => bool))) public authFacts;

    /// @inheritdoc IRollupState
    mapping(TokenId tokenId => uint128) public totalHeld;

    /// @dev By token id and not by address, so that execution needs no call to another contract. Wider than an amount:
    /// adding to it can never overflow, and so never stop the execution of a block.
    mapping(address owner => mapping(TokenId tokenId => uint256)) internal pendingBalances;

    /// @dev Without creator: not pending.
    mapping(NFTId tokenId => PendingNFT) internal pendingNFTs;

    PriorityQueue.Queue internal priorityQueue;

    /// @inheritdoc IRollupState
    mapping(AccountId accountId => mapping(uint32 key => bool)) public exited;

    /// @dev For calls that exodus mode stops.
    modifier onlyActive() {
        if (exodusMode) revert ExodusModeActive();
        _;
    }

    /// @dev For calls of validators.
    modifier onlyValidator() {
        governance.requireActiveValidator(msg.sender);
        _;
    }

    constructor(IGovernance governance_, IVerifier verifier_, uint64 expirationBlocks) {
        if (address(governance_) == address(0) || address(verifier_) == address(0)) {
            revert ZeroAddress();
        }
        if (expirationBlocks == 0 || expirationBlocks >= 1 << 39) revert InvalidPriorityExpiration(expirationBlocks);

        governance = governance_;
        verifier = verifier_;
        priorityExpirationBlocks = expirationBlocks;
    }

    /// @dev Begins the chain, once, at the address that it settles to. Behind a proxy this has to run in the initialiser,
    /// which the proxy calls by delegatecall: there `address(this)` is the proxy and the storage is the proxy's. In the
    /// constructor of an implementation it would bind the implementation, which an upgrade replaces. The tag is stored and
    /// neither immutable nor computed again, so that no later implementation and no fork of L1 with another chain id changes
    /// what was signed for this chain.
    function _makeGenesis(uint64 l2ChainId, bytes32 genesisRoot, bytes memory genesisState) internal {
        _requireCanonical(genesisRoot);
        // A chain id is below 2^63 (EIP-2294).
        chainTag = Statement.chainTag(uint64(block.chainid), address(this), l2ChainId, genesisRoot);
        storedBlockHashes[0] = _hash(StoredBlockInfo(0, 0, keccak256(""), 0, genesisRoot, 0));
        emit Genesis(l2ChainId, genesisRoot, genesisState);
    }

    /// @inheritdoc IRollupState
    function firstPriorityRequestId() external view returns (SerialId) {
        return priorityQueue.first;
    }

    /// @inheritdoc IRollupState
    function totalOpenPriorityRequests() external view returns (uint64) {
        return priorityQueue.open;
    }

    /// @inheritdoc IRollupState
    function totalCommittedPriorityRequests() external view returns (uint64) {
        return priorityQueue.committed;
    }

    /// @inheritdoc IRollupState
    function priorityRequest(SerialId serialId) external view returns (bytes27 hash, uint40 expirationBlock) {
        SerialId first = priorityQueue.first;
        if (serialId < first || !(serialId < first.plus(priorityQueue.open))) return (0, 0);
        PriorityQueue.Request storage request = priorityQueue.requests[serialId];
        return (request.hash, request.expirationBlock);
    }

    /// @dev Field elements of the statement must be below the order, or two statements would share one proof.
    function _requireCanonical(bytes32 value) internal pure {
        if (uint256(value) >= Statement.FIELD_ORDER) revert NotCanonical(uint256(value));
    }

    function _hash(StoredBlockInfo memory info) internal pure returns (bytes32) {
        return keccak256(abi.encode(info));
    }

    /// @dev Reverts unless `info` is what L1 stored under its own number.
    function _requireStored(StoredBlockInfo memory info) internal view {
        bytes32 expected = storedBlockHashes[info.number];
        bytes32 given = _hash(info);
        if (given != expected) revert StoredBlockMismatch(info.number, expected, given);
    }
}
