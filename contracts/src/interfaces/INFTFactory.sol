// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, NFTId} from "../Ids.sol";

/// @title What the rollup asks of a contract that mints NFTs on L1
/// @notice A creator of NFTs may have a factory of its own: see IGovernance.registerNFTFactoryCreator and docs/nft.md.
interface INFTFactory {
    /// @notice Mints the token `tokenId` to `recipient`. Must be open to the rollup only.
    /// @dev A creator's factory gets 300,000 gas. If it fails, the default factory can mint in its place, so the factory
    /// must not depend on having minted every NFT of its creator.
    /// @param creator L1 address of the account that made the NFT.
    /// @param recipient Who gets the token.
    /// @param creatorAccountId Account that made the NFT.
    /// @param serialId How many NFTs that account had made before.
    /// @param contentHash What the NFT stands for: the SHA-256 digest of an IPFS CIDv0, by convention.
    /// @param tokenId creatorAccountId * 2^32 + serialId.
    /// @return This function's selector. Anything else counts as a failure.
    function mintNFTFromZelkova(
        address creator,
        address recipient,
        AccountId creatorAccountId,
        uint32 serialId,
        bytes32 contentHash,
        NFTId tokenId
    ) external returns (bytes4);
}
