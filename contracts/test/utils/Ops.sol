// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

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

    /// @dev Whether an operation serves a priority request, and whether it pays on L1.
    function kind(bytes memory op) internal pure returns (bool priority, bool exit) {
        uint8 opcode = uint8(op[0]);
        return (opcode == 1 || opcode == 6, opcode == 3 || opcode == 6);
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
