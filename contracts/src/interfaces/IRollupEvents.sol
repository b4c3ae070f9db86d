// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, NFTId, SerialId, TokenId} from "../Ids.sol";

/// @title Events of the rollup
interface IRollupEvents {
    /// @notice The chain began. Whoever rebuilds its state begins with `state`, the accounts of block 0 in the encoding of
    /// docs/protocol.md section 10, whose root is `genesisRoot`.
    event Genesis(uint64 l2ChainId, bytes32 genesisRoot, bytes state);

    /// @notice A deposit or full exit entered the priority queue; `pubData` is its layout: 43 bytes, 27 for an NFT.
    event NewPriorityRequest(address sender, SerialId serialId, uint8 opType, bytes pubData, uint256 expirationBlock);

    /// @notice Tokens came in.
    event Deposit(TokenId indexed tokenId, uint128 amount);

    /// @notice A pending balance was paid out.
    event Withdrawal(address indexed owner, TokenId indexed tokenId, uint128 amount);

    /// @notice An executed operation added to a pending balance.
    event WithdrawalPending(TokenId indexed tokenId, address indexed recipient, uint128 amount, uint8 opType);

    /// @notice An executed operation left an NFT to be minted.
    event WithdrawalNFTPending(NFTId indexed tokenId, address indexed recipient, uint8 opType);

    /// @notice A pending NFT was minted by `factory`.
    event WithdrawalNFT(NFTId indexed tokenId, address indexed recipient, address indexed factory);

    /// @notice A key hash was authorised for the sender's account at a nonce.
    event FactAuth(address indexed sender, uint32 nonce, bytes32 fact);

    /// @notice A block was committed.
    event BlockCommit(uint32 indexed blockNumber);

    /// @notice A block was proven, by `prover`: an account of the chain, 0 for nobody.
    event BlockProof(uint32 indexed blockNumber, AccountId indexed prover);

    /// @notice A block was executed.
    event BlockVerification(uint32 indexed blockNumber);

    /// @notice Blocks above `totalBlocksCommitted` were taken back.
    event BlocksRevert(uint32 totalBlocksExecuted, uint32 totalBlocksCommitted);

    /// @notice Exodus mode was activated.
    event ExodusMode();
}
