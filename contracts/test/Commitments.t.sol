// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId} from "../src/Ids.sol";
import {IGovernance} from "../src/interfaces/IGovernance.sol";
import {IRollup} from "../src/interfaces/IRollup.sol";
import {IRollupState} from "../src/interfaces/IRollupState.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {IRollupEvents} from "../src/interfaces/IRollupEvents.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";
import {VerifierDouble} from "./utils/VerifierDouble.sol";

contract CommitmentsTest is RollupFixture {
    uint256 internal constant RANDOM = uint256(keccak256("fields"));
    bytes internal transfer = Ops.transfer(1, 2, 0, 77, 3);

    /// @dev commitOps compares what L1 stored with the fixture's own computation.
    function test_a_block_of_every_operation_is_committed() public {
        depositEth(alice, 7);
        vm.prank(bob);
        rollup.requestFullExit(AccountId.wrap(5), address(token));
        vm.prank(alice);
        rollup.setAuthPubkeyHash(bytes32(uint256(42)), 6);

        vm.prank(bob);
        rollup.requestFullExitNFT(AccountId.wrap(5), 2);

        Ops.NFT memory nft = Ops.NFT(1, 2, keccak256("content"), alice);
        bytes[] memory ops = new bytes[](13);
        ops[0] = Ops.silent(1, RANDOM);
        ops[1] = Ops.deposit(9, 0, 7, alice);
        ops[2] = transfer;
        ops[3] = Ops.changePubKey(9, bytes32(uint256(42)), alice, 6);
        ops[4] = Ops.withdraw(1, 1, 50, 2, bob);
        ops[5] = Ops.fullExit(5, bob, 1, 123);
        ops[6] = transfer;
        ops[7] = Ops.forcedExit(1, 2, 1, bob, 50, 3);
        ops[8] = Ops.silent(2, RANDOM);
        ops[9] = Ops.withdrawNFT(1, 3, bob, nft);
        ops[10] = Ops.silent(3, RANDOM);
        ops[11] = Ops.fullExitNFT(5, bob, 2, nft);
        ops[12] = Ops.silent(4, RANDOM);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.BlockCommit(1);
        (IRollupState.StoredBlockInfo memory stored,) = commitOps(ops, Ops.one(""));
        eq(stored.priorityOperations, 3);
        eq(rollup.totalCommittedPriorityRequests(), 3);
        eq(rollup.totalOpenPriorityRequests(), 3);
    }

    function test_an_empty_block_is_committed() public {
        commitOps(Ops.none(), Ops.none());
    }

    function testFuzz_any_number_of_transfers(uint256 seed, uint8 count) public {
        bytes[] memory ops = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            ops[i] = random % 5 == 0
                ? Ops.transferToNew(
                    uint32(random >> 8),
                    uint16(random >> 40),
                    uint40(random >> 56),
                    address(uint160(random >> 90)),
                    uint32(random >> 16),
                    uint16(random >> 99)
                )
                : Ops.transfer(
                    uint32(random >> 8),
                    uint32(random >> 40),
                    uint16(random >> 72),
                    uint40(random >> 88),
                    uint16(random >> 128)
                );
        }
        commitOps(ops, Ops.none());
    }

    function test_several_blocks_at_once() public {
        IRollup.CommitBlockInfo[] memory blocks = new IRollup.CommitBlockInfo[](2);
        depositEth(alice, 7);
        depositEth(bob, 8);
        bytes[] memory first = Ops.one(Ops.deposit(1, 0, 7, alice));
        bytes[] memory second = Ops.two(transfer, Ops.deposit(2, 0, 8, bob));
        blocks[0] = blockAfter(genesis, first);
        IRollupState.StoredBlockInfo memory stored = storedAfter(genesis, blocks[0], first);
        blocks[1] = blockAfter(stored, second);
        vm.prank(validator, validator);
        rollup.commitBlocks(genesis, blocks);
        eq(rollup.storedBlockHashes(1), keccak256(abi.encode(stored)));
        eq(rollup.storedBlockHashes(2), keccak256(abi.encode(storedAfter(stored, blocks[1], second))));
        eq(rollup.totalCommittedPriorityRequests(), 2);
    }

    function test_only_validators_commit() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NotValidator.selector, address(this)));
        rollup.commitBlocks(genesis, new IRollup.CommitBlockInfo[](0));
    }

    function test_the_previous_block_must_be_the_stored_one() public {
        IRollupState.StoredBlockInfo memory forged = genesis;
        forged.stateRoot = bytes32(uint256(1));
        bytes32 stored = rollup.storedBlockHashes(0);
        bytes32 given = keccak256(abi.encode(forged));
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.StoredBlockMismatch.selector, 0, stored, given));
        this.commitAsValidator(forged, blockAfter(forged, Ops.none()));

        commitOps(Ops.none(), Ops.none());
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.UnexpectedBlockNumber.selector, 1, 0));
        this.commitAsValidator(
            IRollupState.StoredBlockInfo(0, 0, keccak256(""), 0, GENESIS_ROOT, 0), blockAfter(last, Ops.none())
        );
    }

    function testFuzz_numbers_are_consecutive(uint32 number) public {
        if (number == 1) return;
        IRollup.CommitBlockInfo memory info = blockAfter(last, Ops.none());
        info.number = number;
        expectCommitFails(info, abi.encodeWithSelector(IRollupErrors.UnexpectedBlockNumber.selector, 1, number));
    }

    function test_the_timestamp_lies_in_its_window() public {
        IRollup.CommitBlockInfo memory info = blockAfter(last, Ops.none());
        uint64 time = uint64(block.timestamp);
        info.timestamp = time - 24 hours - 1;
        expectCommitFails(info, abi.encodeWithSelector(IRollupErrors.TimestampTooOld.selector, info.timestamp, time));
        info.timestamp = time + 15 minutes + 1;
        expectCommitFails(
            info, abi.encodeWithSelector(IRollupErrors.TimestampTooFarAhead.selector, info.timestamp, time)
        );
        info.timestamp = time - 24 hours;
        commit(info);
        last = storedAfter(last, info, Ops.none());

        info = blockAfter(last, Ops.none());
        info.timestamp = time + 15 minutes;
        commit(info);
        last = storedAfter(last, info, Ops.none());

        info = blockAfter(last, Ops.none());
        expectCommitFails(
            info, abi.encodeWithSelector(IRollupErrors.TimestampBeforePrevious.selector, last.timestamp, info.timestamp)
        );
    }

    function testFuzz_field_elements_are_below_the_order(uint256 excess) public {
        uint256 value = bound(excess, P, type(uint256).max);
        bytes memory refused = abi.encodeWithSelector(IRollupErrors.NotCanonical.selector, value);
        IRollup.CommitBlockInfo memory info = blockAfter(last, Ops.none());
        info.newStateRoot = bytes32(value);
        expectCommitFails(info, refused);
        info = blockAfter(last, Ops.none());
        info.pubdataCommitment = bytes32(value);
        expectCommitFails(info, refused);
    }

    function test_an_unknown_capacity_is_refused() public {
        IRollup.CommitBlockInfo memory info = blockAfter(last, Ops.none());
        info.capacity = 4;
        expectCommitFails(info, abi.encodeWithSelector(VerifierDouble.UnknownCapacity.selector, 4));
    }

    function testFuzz_pubdata_is_whole_chunks(uint8 extra) public {
        extra = uint8(bound(extra, 1, 17));
        IRollup.CommitBlockInfo memory info = blockAfter(last, Ops.one(transfer));
        info.pubdata = bytes.concat(info.pubdata, new bytes(extra));
        expectCommitFails(info, abi.encodeWithSelector(IRollupErrors.PubdataNotChunked.selector, 18 + uint256(extra)));
    }

    function test_truncated_operations_are_refused() public {
        for (uint8 opcode = 0; opcode < 20; ++opcode) {
            for (uint256 kept = 1; kept < Ops.chunks(opcode); ++kept) {
                bytes memory op = bytes.concat(bytes1(opcode), new bytes(18 * kept - 1));
                expectOps(
                    Ops.two(transfer, op), abi.encodeWithSelector(IRollupErrors.PubdataTruncated.selector, 18, opcode)
                );
            }
        }
    }

    function test_priority_operations_follow_the_queue() public {
        depositEth(alice, 7);
        depositEth(bob, 8);
        vm.prank(bob);
        rollup.requestFullExit(AccountId.wrap(5), address(token));
        bytes memory first = Ops.deposit(1, 0, 7, alice);
        bytes memory second = Ops.deposit(2, 0, 8, bob);
        bytes memory third = Ops.fullExit(5, bob, 1, 99);

        // skipped
        expectOps(Ops.one(second), abi.encodeWithSelector(IRollupErrors.PriorityRequestOutOfOrder.selector, 0, 1));
        expectOps(Ops.two(first, third), abi.encodeWithSelector(IRollupErrors.PriorityRequestOutOfOrder.selector, 1, 2));
        // reordered
        expectOps(
            Ops.three(first, third, second),
            abi.encodeWithSelector(IRollupErrors.PriorityRequestOutOfOrder.selector, 1, 2)
        );
        // altered: amount, recipient, token, kind, account of the exit, owner of the exit
        bytes memory altered = abi.encodeWithSelector(IRollupErrors.PriorityRequestMismatch.selector, 0);
        expectOps(Ops.one(Ops.deposit(1, 0, 6, alice)), altered);
        expectOps(Ops.one(Ops.deposit(1, 0, 7, address(0xE11))), altered);
        expectOps(Ops.one(Ops.deposit(1, 1, 7, alice)), altered);
        expectOps(Ops.one(Ops.fullExit(1, alice, 0, 7)), altered);
        altered = abi.encodeWithSelector(IRollupErrors.PriorityRequestMismatch.selector, 2);
        expectOps(Ops.three(first, second, Ops.fullExit(6, bob, 1, 99)), altered);
        expectOps(Ops.three(first, second, Ops.fullExit(5, alice, 1, 99)), altered);
        // repeated
        expectOps(Ops.two(first, first), abi.encodeWithSelector(IRollupErrors.PriorityRequestMismatch.selector, 1));

        commitOps(Ops.three(first, second, third), Ops.none());
        // invented
        expectOps(Ops.one(first), abi.encodeWithSelector(IRollupErrors.PriorityRequestMissing.selector, 3));
    }

    function testFuzz_a_deposit_matches_in_every_bit(uint8 byteIndex, uint8 change) public {
        depositEth(alice, 7);
        byteIndex = uint8(bound(byteIndex, 5, 42));
        change = uint8(bound(change, 1, 255));
        bytes memory op = Ops.deposit(1, 0, 7, alice);
        op[byteIndex] = bytes1(uint8(op[byteIndex]) ^ change);
        expectOps(Ops.one(op), abi.encodeWithSelector(IRollupErrors.PriorityRequestMismatch.selector, 0));
    }

    function testFuzz_a_full_exit_matches_in_every_bit(uint8 byteIndex, uint8 change) public {
        vm.prank(alice);
        rollup.requestFullExit(AccountId.wrap(77), address(token));
        byteIndex = uint8(bound(byteIndex, 1, 26));
        change = uint8(bound(change, 1, 255));
        bytes memory op = Ops.fullExit(77, alice, 1, 500);
        op[byteIndex] = bytes1(uint8(op[byteIndex]) ^ change);
        expectOps(Ops.one(op), abi.encodeWithSelector(IRollupErrors.PriorityRequestMismatch.selector, 0));
    }

    function testFuzz_a_full_exit_of_an_nft_matches_in_every_bit(uint8 byteIndex, uint8 change) public {
        vm.prank(alice);
        rollup.requestFullExitNFT(AccountId.wrap(77), 5);
        byteIndex = uint8(bound(byteIndex, 1, 26));
        change = uint8(bound(change, 1, 255));
        bytes memory op = Ops.fullExitNFT(77, alice, 5, Ops.NFT(1, 2, keccak256("content"), bob));
        op[byteIndex] = bytes1(uint8(op[byteIndex]) ^ change);
        expectOps(Ops.one(op), abi.encodeWithSelector(IRollupErrors.PriorityRequestMismatch.selector, 0));
    }

    /// @dev What L1 did not know when it was requested: the NFT, or that there is none.
    function testFuzz_a_full_exit_of_an_nft_is_served_with_any_nft(Ops.NFT memory nft, uint16 slot) public {
        vm.prank(alice);
        rollup.requestFullExitNFT(AccountId.wrap(77), slot);
        commitOps(Ops.one(Ops.fullExitNFT(77, alice, slot, nft)), Ops.none());
        eq(rollup.totalCommittedPriorityRequests(), 1);
    }

    function test_full_exits_of_balances_and_nfts_do_not_serve_each_other() public {
        vm.prank(alice);
        rollup.requestFullExit(AccountId.wrap(77), address(0));
        vm.prank(alice);
        rollup.requestFullExitNFT(AccountId.wrap(77), 0);
        bytes memory balance = Ops.fullExit(77, alice, 0, 5);
        bytes memory nft = Ops.fullExitNFT(77, alice, 0, Ops.NFT(0, 0, 0, address(0)));
        expectOps(Ops.two(nft, balance), abi.encodeWithSelector(IRollupErrors.PriorityRequestOutOfOrder.selector, 0, 1));
        expectOps(Ops.two(balance, balance), abi.encodeWithSelector(IRollupErrors.PriorityRequestMismatch.selector, 1));
        commitOps(Ops.two(balance, nft), Ops.none());
    }

    /// @dev A changed pubdata byte changes the commitment, or the block is refused at once.
    function testFuzz_each_pubdata_byte_counts(uint16 position, uint8 change) public {
        bytes[] memory ops = new bytes[](8);
        ops[0] = transfer;
        ops[1] = Ops.withdraw(1, 0, 5, 1, bob);
        ops[2] = Ops.forcedExit(1, 2, 1, bob, 50, 3);
        ops[3] = Ops.silent(2, RANDOM);
        ops[4] = Ops.withdrawNFT(1, 3, bob, Ops.NFT(1, 2, keccak256("content"), alice));
        ops[5] = Ops.silent(3, RANDOM);
        ops[6] = Ops.silent(4, RANDOM);
        ops[7] = transfer;
        IRollup.CommitBlockInfo memory info = blockAfter(last, ops);
        bytes32 honest = keccak256(abi.encode(storedAfter(last, info, ops)));
        uint256 index = bound(position, 0, info.pubdata.length - 1);
        info.pubdata[index] = bytes1(uint8(info.pubdata[index]) ^ uint8(bound(change, 1, 255)));
        try this.commitAsValidator(last, info) {
            isTrue(rollup.storedBlockHashes(1) != honest, "another commitment");
        } catch {
            eq(rollup.totalBlocksCommitted(), 0);
        }
    }

    function expectOps(bytes[] memory ops, bytes memory reason) private {
        expectCommitFails(blockAfter(last, ops), reason);
    }
}
