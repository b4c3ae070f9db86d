// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Base58} from "@openzeppelin/contracts/utils/Base58.sol";
import {AccountId, NFTId} from "./Ids.sol";
import {INFTFactory} from "./interfaces/INFTFactory.sol";

/// @title The default factory
/// @notice Mints the NFTs of creators that have no factory of their own, or whose factory fails. The views revert for
/// tokens that do not exist.
contract NFTFactory is INFTFactory, ERC721("Zelkova NFT", "ZNFT") {
    struct Item {
        address creator;
        bytes32 contentHash;
    }

    /// @notice Only the rollup may mint.
    error NotRollup(address caller);

    /// @notice The rollup whose NFTs are minted here.
    address public immutable rollup;

    mapping(uint256 tokenId => Item) private items;

    /// @param rollup_ The rollup.
    constructor(address rollup_) {
        rollup = rollup_;
    }

    /// @inheritdoc INFTFactory
    /// @dev The recipient is not called, so it cannot refuse its NFT.
    function mintNFTFromZelkova(
        address creator,
        address recipient,
        AccountId,
        uint32,
        bytes32 contentHash,
        NFTId tokenId
    ) external returns (bytes4) {
        if (msg.sender != rollup) revert NotRollup(msg.sender);
        uint256 id = NFTId.unwrap(tokenId);
        items[id] = Item(creator, contentHash);
        _mint(recipient, id);
        return INFTFactory.mintNFTFromZelkova.selector;
    }

    /// @notice What a token stands for.
    function getContentHash(uint256 tokenId) external view returns (bytes32) {
        _requireOwned(tokenId);
        return items[tokenId].contentHash;
    }

    /// @notice L1 address of the account that made a token.
    function getCreatorAddress(uint256 tokenId) external view returns (address) {
        _requireOwned(tokenId);
        return items[tokenId].creator;
    }

    /// @notice Account that made a token.
    function getCreatorAccountId(uint256 tokenId) external view returns (AccountId) {
        _requireOwned(tokenId);
        return AccountId.wrap(uint32(tokenId >> 32));
    }

    /// @notice How many tokens the account had made before this one.
    function getSerialId(uint256 tokenId) external view returns (uint32) {
        _requireOwned(tokenId);
        return uint32(tokenId);
    }

    /// @inheritdoc ERC721
    /// @dev The content hash as an IPFS CIDv0: base58 of a SHA-256 multihash.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        return string.concat("ipfs://", Base58.encode(bytes.concat(hex"1220", items[tokenId].contentHash)));
    }
}
