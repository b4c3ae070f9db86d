// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, NFTId} from "../../src/Ids.sol";
import {CreatorFactory} from "./Factories.sol";
import {Ops} from "./Ops.sol";
import {RollupFixture} from "./RollupFixture.sol";

/// @title A creator of NFTs with a key, and NFTs that left the chain
abstract contract NFTFixture is RollupFixture {
    uint256 internal constant CREATOR_KEY = 0xC4EA704;
    AccountId internal constant CREATOR_ID = AccountId.wrap(9);

    function creatorAddress() internal pure returns (address) {
        return vm.addr(CREATOR_KEY);
    }

    function nft(uint32 serial) internal pure returns (Ops.NFT memory) {
        return Ops.NFT(AccountId.unwrap(CREATOR_ID), serial, keccak256(abi.encode("content", serial)), creatorAddress());
    }

    /// @dev An NFT of the creator becomes pending.
    function departed(uint32 serial, address to) internal returns (NFTId tokenId) {
        settle(Ops.one(Ops.withdrawNFT(1, 0, to, nft(serial))));
        return Ops.tokenId(nft(serial));
    }

    /// @dev The factory becomes the creator's.
    function register(CreatorFactory factory) internal {
        bytes memory signature = signRegistration(CREATOR_KEY, CREATOR_ID, creatorAddress(), address(factory));
        factory.register(governance, CREATOR_ID, creatorAddress(), signature);
    }

    function signRegistration(uint256 key, AccountId account, address creator, address factory)
        internal
        view
        returns (bytes memory)
    {
        return signText(key, governance.nftFactoryMessage(account, creator, factory));
    }

    function signText(uint256 key, string memory text) internal pure returns (bytes memory) {
        bytes memory length = decimal(bytes(text).length);
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(bytes.concat("\x19Ethereum Signed Message:\n", length, bytes(text))));
        return abi.encodePacked(r, s, v);
    }

    function decimal(uint256 number) private pure returns (bytes memory digits) {
        for (; number > 0; number /= 10) {
            digits = bytes.concat(bytes1(uint8(48 + number % 10)), digits);
        }
    }
}
