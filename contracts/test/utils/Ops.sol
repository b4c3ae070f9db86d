// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {NFTId} from "../../src/Ids.sol";

/// @title Padded pubdata of every operation, written from docs/protocol.md and apart from the code under test
library Ops {
    function deposit(uint32 account, uint16 token, uint128 amount, address owner) internal pure returns (bytes memory) {
        return bytes.concat(abi.encodePacked(uint8(1), account, token, amount, owner), new bytes(11));
    }

    function transferToNew(uint32 from, uint16 token, uint40 amount, address owner, uint32 to, uint16 fee)
        internal
        pure
        returns (bytes memory)
    {
        return bytes.concat(abi.encodePacked(uint8(2), from, token, amount, owner, to, fee), new bytes(16));
    }

    function withdraw(uint32 account, uint16 token, uint128 amount, uint16 fee, address to)
        internal
        pure
        returns (bytes memory)
    {
        return bytes.concat(abi.encodePacked(uint8(3), account, token, amount, fee, to), new bytes(9));
    }

    function transfer(uint32 from, uint32 to, uint16 token, uint40 amount, uint16 fee)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(uint8(5), from, to, token, amount, fee);
    }

    function fullExit(uint32 account, address owner, uint16 token, uint128 amount)
        internal
        pure
        returns (bytes memory)
    {
        return bytes.concat(abi.encodePacked(uint8(6), account, owner, token, amount), new bytes(11));
    }

    function changePubKey(uint32 account, bytes32 keyHash, address owner, uint32 nonce)
        internal
        pure
        returns (bytes memory)
    {
        return bytes.concat(
            abi.encodePacked(uint8(7), account, keyHash, owner, nonce, uint16(0), uint16(0)), new bytes(7)
        );
    }

    function forcedExit(uint32 initiator, uint32 target, uint16 token, address owner, uint128 amount, uint16 fee)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(uint8(8), initiator, target, token, owner, bytes5(0), amount, fee);
    }

    function mintNFT(uint32 creator, uint32 recipient, uint16 slot, bytes32 content, uint16 feeToken, uint16 fee)
        internal
        pure
        returns (bytes memory)
    {
        return bytes.concat(abi.encodePacked(uint8(9), creator, recipient, slot, content, feeToken, fee), new bytes(7));
    }

    /// @dev An NFT as the second bracket of an exit has it.
    struct NFT {
        uint32 creator;
        uint32 serial;
        bytes32 content;
        address creatorAddress;
    }

    function tokenId(NFT memory nft) internal pure returns (NFTId) {
        return NFTId.wrap(uint64(nft.creator) * 2 ** 32 + nft.serial);
    }

    function withdrawNFT(uint32 account, uint16 slot, address to, NFT memory nft) internal pure returns (bytes memory) {
        return
            bytes.concat(
                abi.encodePacked(uint8(10), account, slot, uint16(0), uint16(0), to), new bytes(5), bracket(nft)
            );
    }

    function fullExitNFT(uint32 account, address owner, uint16 slot, NFT memory nft)
        internal
        pure
        returns (bytes memory)
    {
        return bytes.concat(abi.encodePacked(uint8(12), account, owner, slot), new bytes(9), bracket(nft));
    }

    function bracket(NFT memory nft) private pure returns (bytes memory) {
        return bytes.concat(abi.encodePacked(nft.creator, nft.serial, nft.content, nft.creatorAddress), new bytes(12));
    }

    /// @dev Every field is `seed` repeated.
    function swap(bytes1 seed) internal pure returns (bytes memory) {
        return
            bytes.concat(
                hex"0b", repeat(seed, 16), hex"00", repeat(seed, 16), hex"0000", repeat(seed, 8), new bytes(10)
            );
    }

    function transferNFT(uint32 from, uint16 slot, uint16 fee, address owner, uint32 to, uint16 toSlot)
        internal
        pure
        returns (bytes memory)
    {
        return bytes.concat(
            abi.encodePacked(uint8(13), from, slot, uint16(1), fee, owner, bytes5(0)),
            abi.encodePacked(to, toSlot),
            new bytes(12)
        );
    }

    /// @dev One of the operations with which L1 has nothing to do; any five in a row are all of them.
    function silent(uint256 which, uint256 random) internal pure returns (bytes memory) {
        uint32 from = uint32(random);
        uint32 to = uint32(random >> 32);
        uint16 slot = uint16(random >> 64);
        address owner = address(uint160(random >> 80));
        if (which % 5 == 0) return transfer(from, to, slot, uint40(random >> 80), 3);
        if (which % 5 == 1) return transferToNew(from, slot, uint40(random >> 120), owner, to, 3);
        if (which % 5 == 2) return mintNFT(from, to, slot, keccak256(abi.encode(random)), 1, 3);
        if (which % 5 == 3) return swap(bytes1(uint8(random)));
        return transferNFT(from, slot, 3, owner, to, uint16(random >> 240));
    }

    function repeat(bytes1 value, uint256 count) internal pure returns (bytes memory bytes_) {
        bytes_ = new bytes(count);
        for (uint256 i = 0; i < count; ++i) {
            bytes_[i] = value;
        }
    }

    /// @dev Chunks of the operations with the first opcodes.
    bytes private constant CHUNKS = hex"0003030300010304030306030603";

    /// @dev Chunks of an operation; 0 if there is none with this opcode.
    function chunks(uint8 opcode) internal pure returns (uint256) {
        return opcode < CHUNKS.length ? uint8(CHUNKS[opcode]) : 0;
    }

    /// @dev Six chunks, as long as the longest operation, that begin with an opcode.
    function padding(uint8 opcode) internal pure returns (bytes memory op) {
        op = new bytes(6 * 18);
        op[0] = bytes1(opcode);
    }

    function cut(bytes memory pubdata, uint256 length) internal pure returns (bytes memory part) {
        part = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            part[i] = pubdata[i];
        }
    }

    /// @dev Whether an operation serves a priority request, and whether it leaves something on L1.
    function kind(bytes memory op) internal pure returns (bool priority, bool exit) {
        uint8 code = uint8(op[0]);
        return (code == 1 || code == 6 || code == 12, code == 3 || code == 6 || code == 8 || code == 10 || code == 12);
    }

    function one(bytes memory a) internal pure returns (bytes[] memory list) {
        list = new bytes[](1);
        list[0] = a;
    }

    function two(bytes memory a, bytes memory b) internal pure returns (bytes[] memory list) {
        list = new bytes[](2);
        list[0] = a;
        list[1] = b;
    }

    function three(bytes memory a, bytes memory b, bytes memory c) internal pure returns (bytes[] memory list) {
        list = new bytes[](3);
        list[0] = a;
        list[1] = b;
        list[2] = c;
    }

    function none() internal pure returns (bytes[] memory) {
        return new bytes[](0);
    }
}
