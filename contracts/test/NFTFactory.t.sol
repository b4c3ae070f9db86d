// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {AccountId, NFTId} from "../src/Ids.sol";
import {INFTFactory} from "../src/interfaces/INFTFactory.sol";
import {NFTFactory} from "../src/NFTFactory.sol";
import {NFTFixture} from "./utils/NFTFixture.sol";

contract NFTFactoryTest is NFTFixture {
    function testFuzz_only_the_rollup_mints(address caller) public {
        if (caller == address(rollup)) return;
        vm.expectRevert(abi.encodeWithSelector(NFTFactory.NotRollup.selector, caller));
        vm.prank(caller);
        defaultFactory.mintNFTFromZelkova(alice, bob, AccountId.wrap(1), 2, 0, NFTId.wrap(1 << 32 | 2));
    }

    function test_a_mint_is_answered_with_the_selector() public {
        eq(bytes32(mint(alice, bob, 1, 2, keccak256("x"))), bytes32(INFTFactory.mintNFTFromZelkova.selector));
        eq(defaultFactory.balanceOf(bob), 1);
        vm.prank(bob);
        defaultFactory.transferFrom(bob, alice, 1 << 32 | 2);
        eq(defaultFactory.ownerOf(1 << 32 | 2), alice);
    }

    function test_a_token_is_minted_once() public {
        mint(alice, bob, 1, 2, keccak256("x"));
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidSender.selector, address(0)));
        vm.prank(address(rollup));
        defaultFactory.mintNFTFromZelkova(alice, bob, AccountId.wrap(1), 2, keccak256("y"), NFTId.wrap(1 << 32 | 2));
        eq(defaultFactory.getContentHash(1 << 32 | 2), keccak256("x"));
    }

    /// @dev The CID of IPFS's empty directory, and that of a digest of zeros.
    function test_the_uri_is_a_cid() public {
        mint(alice, bob, 1, 0, 0x59948439065f29619ef41280cbb932be52c56d99c5966b65e0111239f098bbef);
        mint(alice, bob, 1, 1, 0);
        eq(text(1 << 32), keccak256("ipfs://QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn"));
        eq(text(1 << 32 | 1), keccak256("ipfs://QmNLei78zWmzUdbeRB3CiUfAizWUrbeeZh5K1rhAQKCh51"));
    }

    function testFuzz_the_uri_has_the_length_of_a_cid(bytes32 content) public {
        mint(alice, bob, 1, 0, content);
        eq(bytes(defaultFactory.tokenURI(1 << 32)).length, 7 + 46);
    }

    function testFuzz_views_are_about_existing_tokens(uint256 tokenId) public {
        bytes memory missing = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, tokenId);
        vm.expectRevert(missing);
        defaultFactory.getContentHash(tokenId);
        vm.expectRevert(missing);
        defaultFactory.getCreatorAddress(tokenId);
        vm.expectRevert(missing);
        defaultFactory.getCreatorAccountId(tokenId);
        vm.expectRevert(missing);
        defaultFactory.getSerialId(tokenId);
        vm.expectRevert(missing);
        defaultFactory.tokenURI(tokenId);
    }

    function text(uint256 tokenId) private view returns (bytes32) {
        return keccak256(bytes(defaultFactory.tokenURI(tokenId)));
    }

    function mint(address creator, address to, uint32 account, uint32 serial, bytes32 content)
        private
        returns (bytes4)
    {
        vm.prank(address(rollup));
        NFTId tokenId = NFTId.wrap(uint64(account) << 32 | serial);
        return defaultFactory.mintNFTFromZelkova(creator, to, AccountId.wrap(account), serial, content, tokenId);
    }
}
