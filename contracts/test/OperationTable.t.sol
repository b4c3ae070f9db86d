// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {OperationTable} from "../src/generated/Operations.sol";
import {AccountId} from "../src/Ids.sol";
import {IRollup} from "../src/interfaces/IRollup.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {Operations} from "../src/libraries/Operations.sol";
import {Pubdata} from "../src/libraries/Pubdata.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";

/// @notice The generated table, compared with what is written by hand from docs/protocol.md, and the walk over it.
contract OperationTableTest is RollupFixture {
    bytes32 internal constant KEY_HASH = bytes32(uint256(42));

    /// @dev What the pubdata of a fuzzed block is made of, and what of it is not cut off.
    bytes[] internal ops;
    bytes[] internal walked;
    bytes[] internal witnesses;

    // ---- the table

    function test_every_opcode_has_the_length_of_the_protocol() public pure {
        for (uint256 opcode = 0; opcode < 256; ++opcode) {
            (bool priority, bool exit) = Ops.kind(abi.encodePacked(uint8(opcode)));
            bool loud = priority || exit || opcode == 7;
            uint256 size = Ops.chunks(uint8(opcode)) * 18;
            eq(Operations.loudSize(OperationTable.LOUD_CHUNKS, uint8(opcode)), loud ? size : 0);
            eq(Operations.size(OperationTable.SILENT_CHUNKS, uint8(opcode)), loud ? 0 : size);
        }
    }

    /// @dev A pallet's operation that is called silent by mistake would leave nothing on L1, or serve no request, and nobody
    /// would notice before users do; one that is called loud stops the chain. The table can do neither unnoticed.
    function test_loud_operations_are_those_with_a_meaning() public pure {
        eq(OperationTable.SILENT_CHUNKS.length, 256);
        eq(OperationTable.LOUD_CHUNKS.length, 256);
        bytes memory all = Ops.repeat(0x01, 256);
        for (uint256 i = 0; i < 256; ++i) {
            uint8 opcode = uint8(i);
            (bool priority, bool exit) = Ops.kind(abi.encodePacked(opcode));
            isTrue(Operations.isPriority(opcode) == priority, "priority");
            isTrue(Operations.isExit(opcode) == exit, "exit");
            isTrue(Operations.isNFTExit(opcode) == (opcode == 10 || opcode == 12), "NFT");
            bool loud = OperationTable.LOUD_CHUNKS[opcode] != 0;
            isTrue(loud == (priority || exit || opcode == 7), "loud");
            isTrue(!loud || OperationTable.SILENT_CHUNKS[opcode] == 0, "loud, or silent");
            // In a table that calls all of them loud, too.
            eq(Operations.loudSize(all, opcode), loud ? 18 : 0);
        }
    }

    function test_every_other_opcode_is_refused() public {
        for (uint256 opcode = 0; opcode < 256; ++opcode) {
            if (Ops.chunks(uint8(opcode)) != 0) continue;
            bytes memory op = Ops.padding(uint8(opcode));
            expectUnknown(Ops.two(Ops.transfer(1, 2, 0, 77, 3), op), 18, uint8(opcode));
            expectUnknown(Ops.two(op, Ops.transfer(1, 2, 0, 77, 3)), 0, uint8(opcode));
        }
    }

    // ---- walking

    /// @dev Any table, any opcodes. The bytes behind the pubdata would be operations, too.
    function testFuzz_silent_operations_of_any_length_are_walked_over(bytes32[8] memory words, bytes memory bytes_)
        public
        view
    {
        bytes memory table = abi.encodePacked(words);
        for (uint256 i = 0; i < 256; ++i) {
            uint8 random = uint8(table[i]);
            // Most are short, or the walk would soon be over.
            table[i] = bytes1(random < 32 ? 0 : random < 224 ? random % 4 + 1 : random);
        }
        bytes memory pubdata = bytes.concat(bytes_, bytes_, bytes_, new bytes(18), bytes_);
        for (uint256 length = 0; length <= pubdata.length; length += 18) {
            uint256 offset = 0;
            uint256 start = 0;
            while (offset < length && table[uint8(pubdata[offset])] != 0) {
                start = offset;
                offset += 18 * uint256(uint8(table[uint8(pubdata[offset])]));
            }
            eq(this.skipSilent(pubdata, length, table), offset);
            if (offset > length) eq(this.lastSilent(pubdata, length, table), start);
        }
    }

    function test_silent_operations_of_every_opcode_and_length_are_walked_over() public view {
        bytes memory table = new bytes(256);
        bytes memory pubdata = new bytes(18 * (255 * 256 / 2 + 1));
        uint256 end = 0;
        for (uint256 opcode = 1; opcode < 256; ++opcode) {
            table[opcode] = bytes1(uint8(256 - opcode));
            pubdata[end] = bytes1(uint8(opcode));
            end += 18 * (256 - opcode);
        }
        // In the last chunk is opcode 0, which the table does not have.
        eq(this.skipSilent(pubdata, pubdata.length, table), end);
        eq(this.skipSilent(pubdata, end, table), end);
        eq(this.lastSilent(pubdata, end, table), end - 18);
        eq(this.skipSilent(pubdata, end - 36, table), end - 18);
        eq(this.lastSilent(pubdata, end - 36, table), end - 54);
    }

    /// @dev Operations of every kind, one of them perhaps unknown, cut off somewhere: L1 stores what the fixture computes, or
    /// says what is wrong and where.
    function testFuzz_blocks_are_walked_over(uint256 seed, uint8 count, uint256 cut, uint8 unknownOpcode) public {
        for (uint256 i = 0; i < count % 32; ++i) {
            ops.push(someOperation(uint256(keccak256(abi.encode(seed, i)))));
        }
        if (seed % 4 == 0 && Ops.chunks(unknownOpcode) == 0) ops.push(Ops.padding(unknownOpcode));
        uint256 chunks = concat(ops).length / 18;
        cut = cut % 2 == 0 ? chunks : bound(cut, 0, chunks);

        uint256 begin = 0;
        for (uint256 i = 0; i < ops.length && begin < cut; ++i) {
            uint8 opcode = uint8(ops[i][0]);
            uint256 size = Ops.chunks(opcode);
            if (size == 0) return expectWalkFails(cut, IRollupErrors.UnknownOperation.selector, begin, opcode);
            if (begin + size > cut) {
                return expectWalkFails(cut, IRollupErrors.PubdataTruncated.selector, begin, opcode);
            }
            if (opcode == 7) witnesses.push("");
            walked.push(ops[i]);
            begin += size;
        }
        commitOps(walked, witnesses);
    }

    function expectWalkFails(uint256 cut, bytes4 reason, uint256 begin, uint8 opcode) private {
        IRollup.CommitBlockInfo memory info = blockAfter(last, ops);
        info.pubdata = Ops.cut(info.pubdata, cut * 18);
        info.ethWitnesses = witnesses;
        expectCommitFails(info, abi.encodeWithSelector(reason, begin * 18, opcode));
    }

    /// @dev With its request, or its authorisation.
    function someOperation(uint256 random) private returns (bytes memory) {
        uint256 kind = random % 16;
        address owner = address(uint160(random >> 8));
        uint32 id = uint32(random) >> 4;
        uint32 nonce = uint32(random >> 40);
        Ops.NFT memory nft = Ops.NFT(id, nonce, keccak256(abi.encode(random)), owner);
        if (kind > 6) return Ops.silent(kind, random);
        if (kind == 1) return Ops.withdraw(id, 1, uint128(random), 1, owner);
        if (kind == 2) return Ops.forcedExit(id, nonce, 1, owner, uint128(random), 1);
        if (kind == 3) return Ops.withdrawNFT(id, 1, owner, nft);
        if (kind == 4) {
            depositEth(alice, nonce + uint128(1));
            return Ops.deposit(id, 0, nonce + uint128(1), alice);
        }
        vm.prank(owner);
        if (kind == 5) {
            rollup.requestFullExit(AccountId.wrap(id >> 4), address(token));
            return Ops.fullExit(id >> 4, owner, 1, uint128(random));
        }
        if (kind == 6) {
            rollup.requestFullExitNFT(AccountId.wrap(id >> 4), uint16(random));
            return Ops.fullExitNFT(id >> 4, owner, uint16(random), nft);
        }
        rollup.setAuthPubkeyHash(KEY_HASH, nonce);
        return Ops.changePubKey(id, KEY_HASH, owner, nonce);
    }

    function expectUnknown(bytes[] memory list, uint256 offset, uint8 opcode) private {
        expectCommitFails(
            blockAfter(last, list), abi.encodeWithSelector(IRollupErrors.UnknownOperation.selector, offset, opcode)
        );
    }

    // ---- how tests call it

    function skipSilent(bytes calldata pubdata, uint256 length, bytes memory table) external pure returns (uint256) {
        return Pubdata.skipSilent(pubdata[:length], 0, table);
    }

    function lastSilent(bytes calldata pubdata, uint256 length, bytes memory table) external pure returns (uint256) {
        return Pubdata.lastSilent(pubdata[:length], 0, table);
    }
}
