// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {AccountId, NFTId} from "../Ids.sol";
import {INFTFactory} from "../interfaces/INFTFactory.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {RollupStorage} from "./RollupStorage.sol";

/// @title Minting of the NFTs that executed blocks left to their owners
/// @dev docs/nft.md. Apart from execution, as payment is: a factory that fails harms only its creator's NFTs, and those
/// only for a while.
abstract contract PendingNFTs is IRollup, RollupStorage {
    /// @dev What a creator's factory may use. Always the same, so that nobody can make a good factory fail by sending
    /// little gas along.
    uint256 private constant NFT_FACTORY_GAS = 300_000;

    /// @dev A call passes on at most 63/64 of the gas, after it has paid for itself.
    uint256 private constant NFT_FACTORY_GAS_WITH_CALL = NFT_FACTORY_GAS * 64 / 63 + 10_000;

    /// @dev How long only the recipient can give up on the creator's factory.
    uint256 private constant NFT_FALLBACK_DELAY = 7 days;

    /// @inheritdoc IRollup
    function withdrawPendingNFTBalance(NFTId tokenId) external nonReentrant {
        PendingNFT memory nft = pendingNFTs[tokenId];
        if (nft.creator == address(0)) revert NFTNotPending(tokenId);
        // Forgotten before anybody else's code runs; a revert brings it back.
        delete pendingNFTs[tokenId];

        AccountId creatorAccountId = AccountId.wrap(uint32(NFTId.unwrap(tokenId) >> 32));
        bytes memory data = abi.encodeCall(
            INFTFactory.mintNFTFromZelkova,
            (nft.creator, nft.recipient, creatorAccountId, uint32(NFTId.unwrap(tokenId)), nft.contentHash, tokenId)
        );
        address factory = governance.getNFTFactory(creatorAccountId, nft.creator);
        address defaultFactory = governance.defaultNFTFactory();
        if (factory != defaultFactory && !_mintByCreator(factory, data)) {
            uint256 fallbackFrom = nft.since + NFT_FALLBACK_DELAY;
            if (msg.sender != nft.recipient && block.timestamp < fallbackFrom) {
                revert NFTFactoryFailed(factory, fallbackFrom);
            }
            factory = defaultFactory;
        }
        if (
            factory == defaultFactory && !(_mint(factory, gasleft(), data) && _isOwner(factory, tokenId, nft.recipient))
        ) {
            revert NFTMintFailed(factory);
        }
        emit WithdrawalNFT(tokenId, nft.recipient, factory);
    }

    /// @inheritdoc IRollup
    function pendingNFT(NFTId tokenId) external view returns (PendingNFT memory) {
        return pendingNFTs[tokenId];
    }

    /// @dev The default factory mints for everybody, so its word is not enough. A creator's factory can fail its own NFTs in
    /// more ways than could be checked.
    function _isOwner(address factory, NFTId tokenId, address owner) private view returns (bool isOwner) {
        bytes memory data = abi.encodeCall(IERC721.ownerOf, (NFTId.unwrap(tokenId)));
        uint256 expected = uint160(owner);
        assembly ("memory-safe") {
            let success := staticcall(gas(), factory, add(data, 32), mload(data), 0, 32)
            isOwner := and(success, and(gt(returndatasize(), 31), eq(mload(0), expected)))
        }
    }

    function _mintByCreator(address factory, bytes memory data) private returns (bool) {
        if (gasleft() < NFT_FACTORY_GAS_WITH_CALL) revert InsufficientGas(NFT_FACTORY_GAS_WITH_CALL);
        return _mint(factory, NFT_FACTORY_GAS, data);
    }

    /// @dev Success is the selector as answer, which code that does not know the call cannot give by chance. No more of the
    /// answer than that word is copied, however long it is.
    function _mint(address factory, uint256 gasLimit, bytes memory data) private returns (bool minted) {
        bytes32 expected = INFTFactory.mintNFTFromZelkova.selector;
        assembly ("memory-safe") {
            let success := call(gasLimit, factory, 0, add(data, 32), mload(data), 0, 32)
            minted := and(success, and(gt(returndatasize(), 31), eq(mload(0), expected)))
        }
    }
}
