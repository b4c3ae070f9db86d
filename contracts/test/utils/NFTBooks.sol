// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {NFTId} from "../../src/Ids.sol";
import {MintingFactory} from "./Factories.sol";
import {NFTFixture} from "./NFTFixture.sol";
import {Ops} from "./Ops.sol";

/// @title The chain's own books of NFTs, all of one creator whose factory works at times
/// @dev Sets of NFTs are bits by serial. A serial is never used again, even if the block that made it is taken back.
abstract contract NFTBooks is NFTFixture {
    uint32 internal constant MOST_NFTS = 250;

    struct Books {
        /// NFTs that were ever made.
        uint256 made;
        /// Those that are on the chain.
        uint256 held;
    }

    Books internal books;
    uint32 internal nextSerial;
    mapping(uint32 serial => address) internal leftTo;
    MintingFactory internal creatorsFactory;

    function setUp() public virtual override {
        super.setUp();
        creatorsFactory = new MintingFactory();
        register(creatorsFactory);
    }

    function made() internal returns (bytes memory) {
        books.made |= 1 << nextSerial;
        books.held |= 1 << nextSerial;
        Ops.NFT memory item = nft(nextSerial);
        return Ops.mintNFT(item.creator, 1, uint16(nextSerial++), item.content, 0, 0);
    }

    /// @dev Some NFT of the chain from `serial` on leaves to `to`; nothing if there is none.
    function withdrawn(uint32 serial, address to) internal returns (bytes memory) {
        for (uint32 i = 0; i < nextSerial; ++i) {
            uint32 candidate = (serial + i) % nextSerial;
            if (books.held >> candidate & 1 == 1) {
                out(candidate, to);
                return Ops.withdrawNFT(1, uint16(candidate), to, nft(candidate));
            }
        }
        return "";
    }

    /// @dev The answer to a request: the NFT, if there is one in the slot and it is the asker's.
    function exited(uint32 account, address asker, uint16 slot, address owner) internal returns (bytes memory) {
        if (books.held >> slot & 1 == 0 || asker != owner) {
            return Ops.fullExitNFT(account, asker, slot, Ops.NFT(0, 0, 0, address(0)));
        }
        out(slot, asker);
        return Ops.fullExitNFT(account, asker, slot, nft(slot));
    }

    function turnFactory(bool off) public {
        creatorsFactory.turn(off);
    }

    /// @dev Claims for the recipient, or as anybody; the latter fails if the factory does and it is not a week yet.
    function claimNFT(uint32 serial, bool asRecipient) public {
        if (nextSerial == 0) return;
        NFTId tokenId = Ops.tokenId(nft(serial % nextSerial));
        if (rollup.pendingNFT(tokenId).creator == address(0)) return;
        address recipient = rollup.pendingNFT(tokenId).recipient;
        bool off = creatorsFactory.off();
        bool served = !off || asRecipient || block.timestamp >= rollup.pendingNFT(tokenId).since + 7 days;
        if (asRecipient) vm.prank(recipient);
        try rollup.withdrawPendingNFTBalance(tokenId) {
            isTrue(served, "claimed although the factory fails");
            eq(ownerIn(off ? IERC721(defaultFactory) : IERC721(creatorsFactory), tokenId), recipient);
        } catch {
            isTrue(!served, "not claimed although it could be");
        }
    }

    /// @dev NFTs that leave with these operations, as a set.
    function leaving(bytes[] storage ops) internal view returns (uint256 set) {
        for (uint256 i = 0; i < ops.length; ++i) {
            bytes memory op = ops[i];
            uint8 opcode = uint8(op[0]);
            if ((opcode == 10 || opcode == 12) && read(op, 76, 20) != 0) set |= 1 << read(op, 40, 4);
        }
    }

    /// @dev Each NFT is in one place: on the chain, on its way out, pending, or minted by one factory.
    function checkPlaces(uint256 onTheWay) internal view {
        for (uint32 serial = 0; serial < nextSerial; ++serial) {
            NFTId tokenId = Ops.tokenId(nft(serial));
            address pending = rollup.pendingNFT(tokenId).recipient;
            address standard = ownerIn(defaultFactory, tokenId);
            address own = ownerIn(creatorsFactory, tokenId);
            uint256 places = (books.held >> serial & 1) + (onTheWay >> serial & 1) + (pending == address(0) ? 0 : 1)
                + (standard == address(0) ? 0 : 1) + (own == address(0) ? 0 : 1);
            eq(places, books.made >> serial & 1);
            address there = address(uint160(pending) | uint160(standard) | uint160(own));
            isTrue(there == address(0) || there == leftTo[serial], "it is its recipient's");
        }
    }

    function ownerIn(IERC721 factory, NFTId tokenId) internal view returns (address) {
        try factory.ownerOf(NFTId.unwrap(tokenId)) returns (address owner) {
            return owner;
        } catch {
            return address(0);
        }
    }

    function read(bytes memory op, uint256 offset, uint256 length) internal pure returns (uint256 value) {
        for (uint256 i = 0; i < length; ++i) {
            value = value * 256 + uint8(op[offset + i]);
        }
    }

    function out(uint32 serial, address to) private {
        books.held &= ~(1 << uint256(serial));
        leftTo[serial] = to;
    }
}
