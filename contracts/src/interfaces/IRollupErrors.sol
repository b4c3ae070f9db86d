// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, NFTId, SerialId, TokenId} from "../Ids.sol";

/// @title Errors of the rollup
interface IRollupErrors {
    /// @notice An address that must not be zero is zero.
    error ZeroAddress();

    /// @notice An amount that must not be zero is zero.
    error ZeroAmount();

    /// @notice Key hash 0 means that an account has no key; it cannot be authorised.
    error ZeroKeyHash();

    /// @notice The priority expiration must be at least one block and fit 39 bits.
    error InvalidPriorityExpiration(uint64 blocks);

    /// @notice A field element is not below the order of the scalar field.
    error NotCanonical(uint256 value);

    /// @notice The chain is in exodus mode: only balances leave.
    error ExodusModeActive();

    /// @notice The call is for exodus mode only.
    error ExodusModeNotActive();

    /// @notice No open priority operation has expired at this block.
    error NoExpiredPriorityRequest(SerialId firstSerialId, uint256 expirationBlock);

    /// @notice Deposits of the token are stopped.
    error TokenPaused(TokenId tokenId);

    /// @notice The amount exceeds 2^128 - 1, alone or with what the contract holds of the token.
    error AmountTooLarge(TokenId tokenId, uint256 amount);

    /// @notice Account ids end at 2^28 - 257; those above are reserved or do not exist.
    error InvalidAccountId(AccountId accountId);

    /// @notice The token charges more than it pays out; only the owner may withdraw such a balance.
    error OnlyOwnerBearsFees(address owner, address token);

    /// @notice The pending balance is smaller than the amount.
    error InsufficientPendingBalance(address owner, address token, uint256 balance, uint256 amount);

    /// @notice No NFT with this id waits to be minted.
    error NFTNotPending(NFTId tokenId);

    /// @notice The creator's factory does not mint. The recipient may call at once, everybody from `fallbackFrom` on: then
    /// the default factory mints.
    error NFTFactoryFailed(address factory, uint256 fallbackFrom);

    /// @notice The default factory does not mint.
    error NFTMintFailed(address factory);

    /// @notice The call needs more gas, so that a factory can use what it is entitled to.
    error InsufficientGas(uint256 needed);

    /// @notice The recipient refused the ETH.
    error EthTransferFailed(address recipient, uint256 amount);

    /// @notice The token reported success but took nothing.
    error NothingTransferred(address token);

    /// @notice The given block is not the one that L1 stored under its number.
    error StoredBlockMismatch(uint32 blockNumber, bytes32 expected, bytes32 given);

    /// @notice The block does not follow the one before it.
    error UnexpectedBlockNumber(uint32 expected, uint32 given);

    /// @notice The block is older than the one before it.
    error TimestampBeforePrevious(uint64 previous, uint64 given);

    /// @notice The block is more than 24 hours old.
    error TimestampTooOld(uint64 given, uint256 now_);

    /// @notice The block is more than 15 minutes ahead.
    error TimestampTooFarAhead(uint64 given, uint256 now_);

    /// @notice Blocks are committed by a transaction of an account without code to this contract.
    error NotDirectCall(address caller);

    /// @notice Proofs of this capacity are not proofs of blocks.
    error InvalidCapacity(uint32 capacity);

    /// @notice The pubdata is not a whole number of 18-byte chunks.
    error PubdataNotChunked(uint256 length);

    /// @notice The pubdata ends within an operation.
    error PubdataTruncated(uint256 offset, uint8 opcode);

    /// @notice The pubdata holds an operation that does not exist.
    error UnknownOperation(uint256 offset, uint8 opcode);

    /// @notice The block holds a priority operation that nobody requested.
    error PriorityRequestMissing(SerialId serialId);

    /// @notice The block skips or reorders priority operations: in the place of one request it has a later one.
    error PriorityRequestOutOfOrder(SerialId expectedSerialId, SerialId foundSerialId);

    /// @notice The priority operation in the block differs from the request.
    error PriorityRequestMismatch(SerialId serialId);

    /// @notice There must be as many witnesses as ChangePubKey operations.
    error WitnessCountMismatch(uint256 given);

    /// @notice A witness has 0, 65, 66 or 84 bytes.
    error InvalidWitnessLength(uint256 length);

    /// @notice The owner of the address has not authorised the key.
    error ChangePubKeyNotAuthorized(address owner, AccountId accountId, uint32 nonce);

    /// @notice The public inputs are not those that the block was committed with.
    error CommitmentMismatch(uint32 blockNumber, bytes32 expected, bytes32 given);

    /// @notice Who proved a block is an account id below 2^28, or 0 for nobody.
    error InvalidProver(uint32 blockNumber, AccountId prover);

    /// @notice Among the proofs of the blocks `first` to `last` is one that is not valid for its block and its prover. They
    /// are checked together, so which one it is has to be found out before they are sent.
    error InvalidProofs(uint32 first, uint32 last);

    /// @notice The block is not proven yet.
    error BlockNotProven(uint32 blockNumber);

    /// @notice The given operations are not those of the block that leave something on L1.
    error PendingOperationsMismatch(uint32 blockNumber, bytes32 expected, bytes32 given);

    /// @notice An operation to execute leaves nothing on L1 or does not have its padded length.
    error InvalidPendingOperation(uint32 blockNumber, uint256 index);

    /// @notice An executed block cannot be taken back.
    error BlockExecuted(uint32 blockNumber);

    /// @notice Among the proofs of the exits is one that is not valid.
    error InvalidExitProofs();
}
