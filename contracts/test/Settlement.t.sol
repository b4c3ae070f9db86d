// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, ETH, NFTId, SerialId, TokenId} from "../src/Ids.sol";
import {IGovernance} from "../src/interfaces/IGovernance.sol";
import {IRollup} from "../src/interfaces/IRollup.sol";
import {IRollupState} from "../src/interfaces/IRollupState.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {IRollupEvents} from "../src/interfaces/IRollupEvents.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";
import {RevertingReceiver} from "./utils/Tokens.sol";

contract SettlementTest is RollupFixture {
    bytes internal withdrawal = Ops.withdraw(1, 0, 5, 1, bob);

    // ---- execution

    function test_execution_credits_pending_balances() public {
        depositEth(alice, 100);
        vm.prank(bob);
        rollup.requestFullExit(AccountId.wrap(5), address(token));
        bytes[] memory ops = new bytes[](4);
        ops[0] = Ops.deposit(1, 0, 100, alice);
        ops[1] = withdrawal;
        ops[2] = Ops.fullExit(5, bob, 1, 9);
        ops[3] = withdrawal;
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) = commitOps(ops, Ops.none());
        prove(stored, inputs);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalPending(ETH, bob, 5, 3);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalPending(TokenId.wrap(1), bob, 9, 6);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalPending(ETH, bob, 5, 3);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.BlockVerification(1);
        execute(stored, ops);

        eq(rollup.getPendingBalance(bob, address(0)), 10);
        eq(rollup.getPendingBalance(bob, address(token)), 9);
        eq(rollup.totalBlocksExecuted(), 1);
        eq(rollup.firstPriorityRequestId(), SerialId.wrap(2));
        eq(rollup.totalOpenPriorityRequests(), 0);
        eq(rollup.totalCommittedPriorityRequests(), 0);
    }

    function test_an_exit_of_nothing_credits_nothing() public {
        vm.prank(bob);
        rollup.requestFullExit(AccountId.wrap(5), address(token));
        vm.prank(bob);
        rollup.requestFullExitNFT(AccountId.wrap(5), 7);
        bytes memory noNFT = Ops.fullExitNFT(5, bob, 7, Ops.NFT(0, 0, 0, address(0)));
        settle(Ops.two(Ops.fullExit(5, bob, 1, 0), noNFT));
        eq(rollup.getPendingBalance(bob, address(token)), 0);
        eq(rollup.pendingNFT(NFTId.wrap(0)).recipient, address(0));
        eq(rollup.totalBlocksExecuted(), 1);
    }

    function testFuzz_a_forced_exit_pays_the_target(uint16 tokenId, address target, uint128 amount) public {
        amount = uint128(bound(amount, 1, type(uint128).max));
        tokenId = uint16(bound(tokenId, 0, 1));
        bytes[] memory ops = Ops.one(Ops.forcedExit(1, 2, tokenId, target, amount, 3));
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) = commitOps(ops, Ops.none());
        prove(stored, inputs);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalPending(TokenId.wrap(tokenId), target, amount, 8);
        execute(stored, ops);
        eq(rollup.getPendingBalance(target, tokenId == 0 ? address(0) : address(token)), amount);
    }

    function testFuzz_nfts_become_pending(Ops.NFT memory one, Ops.NFT memory two, address to) public {
        one.serial = uint32(bound(one.serial, 0, type(uint32).max - 1));
        two.creator = one.creator;
        two.serial = one.serial + 1;
        if (one.creatorAddress == address(0) || two.creatorAddress == address(0)) return;
        vm.prank(bob);
        rollup.requestFullExitNFT(AccountId.wrap(5), 9);
        bytes[] memory ops = Ops.two(Ops.withdrawNFT(1, 3, to, one), Ops.fullExitNFT(5, bob, 9, two));
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) = commitOps(ops, Ops.none());
        prove(stored, inputs);
        vm.warp(block.timestamp + 99);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalNFTPending(Ops.tokenId(one), to, 10);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalNFTPending(Ops.tokenId(two), bob, 12);
        execute(stored, ops);
        expectPending(one, to);
        expectPending(two, bob);
        eq(rollup.firstPriorityRequestId(), SerialId.wrap(1));
    }

    function expectPending(Ops.NFT memory nft, address recipient) private view {
        IRollupState.PendingNFT memory pending = rollup.pendingNFT(Ops.tokenId(nft));
        eq(pending.recipient, recipient);
        eq(pending.since, block.timestamp);
        eq(pending.creator, nft.creatorAddress);
        eq(pending.contentHash, nft.content);
    }

    /// @dev Whatever the recipient is, and even a token that L1 does not know, execution goes on.
    function testFuzz_execution_does_not_depend_on_recipients(address recipient, uint16 tokenId, uint128 amount)
        public
    {
        settle(Ops.two(Ops.withdraw(1, tokenId, amount, 0, recipient), Ops.withdraw(1, tokenId, amount, 0, recipient)));
        eq(rollup.totalBlocksExecuted(), 1);
    }

    /// @dev Even operations that no circuit would prove: an NFT that left before, to any recipient, of any creator.
    function testFuzz_execution_does_not_depend_on_nfts(Ops.NFT memory nft, address recipient) public {
        bytes memory op = Ops.withdrawNFT(1, 0, recipient, nft);
        settle(Ops.two(op, op));
        settle(Ops.two(op, Ops.forcedExit(1, 2, 77, recipient, type(uint128).max, 0)));
        eq(rollup.totalBlocksExecuted(), 2);
    }

    function test_execution_of_a_payment_to_a_refusing_contract() public {
        RevertingReceiver receiver = new RevertingReceiver();
        settle(Ops.one(Ops.withdraw(1, 0, 5, 0, address(receiver))));
        eq(rollup.getPendingBalance(address(receiver), address(0)), 5);
    }

    function testFuzz_anybody_executes_what_is_proven_and_repeats_nothing(address caller) public {
        bytes[] memory ops = Ops.one(withdrawal);
        (IRollupState.StoredBlockInfo memory block_, uint256[7] memory inputs) = commitOps(ops, Ops.none());
        prove(block_, inputs);
        IRollup.ExecuteBlockInfo[] memory blocks = execution(block_, ops);
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(caller);
            rollup.executeBlocks(blocks);
            eq(rollup.totalBlocksExecuted(), 1);
        }
    }

    function test_execution_needs_a_proof_and_the_order() public {
        bytes[] memory ops = Ops.one(withdrawal);
        (IRollupState.StoredBlockInfo memory one, uint256[7] memory first) = commitOps(ops, Ops.none());
        (IRollupState.StoredBlockInfo memory two, uint256[7] memory second) = commitOps(ops, Ops.none());
        expectExecutionFails(execution(one, ops), abi.encodeWithSelector(IRollupErrors.BlockNotProven.selector, 1));
        prove(one, first);
        prove(two, second);
        expectExecutionFails(
            execution(two, ops), abi.encodeWithSelector(IRollupErrors.UnexpectedBlockNumber.selector, 1, 2)
        );
        execute(one, ops);
        execute(two, ops);
    }

    function test_execution_needs_the_stored_block_and_all_its_operations() public {
        bytes[] memory ops = Ops.two(withdrawal, Ops.withdraw(1, 0, 6, 1, alice));
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) = commitOps(ops, Ops.none());
        prove(stored, inputs);

        IRollup.ExecuteBlockInfo[] memory list = execution(stored, ops);
        list[0].storedBlock.priorityOperations = 1;
        bytes32 given = keccak256(abi.encode(list[0].storedBlock));
        list[0].storedBlock.priorityOperations = 0;
        bytes32 expected = keccak256(abi.encode(list[0].storedBlock));
        list[0].storedBlock.priorityOperations = 1;
        expectExecutionFails(
            list, abi.encodeWithSelector(IRollupErrors.StoredBlockMismatch.selector, 1, expected, given)
        );
        list[0].storedBlock.priorityOperations = 0;

        list[0].pendingOnchainOperations = Ops.two(ops[1], ops[0]);
        expectPendingMismatch(list);
        list[0].pendingOnchainOperations = Ops.one(ops[0]);
        expectPendingMismatch(list);
        list[0].pendingOnchainOperations = Ops.three(ops[0], ops[1], ops[1]);
        expectPendingMismatch(list);
        list[0].pendingOnchainOperations = Ops.two(ops[0], Ops.withdraw(1, 0, 7, 1, alice));
        expectPendingMismatch(list);
        list[0].pendingOnchainOperations = Ops.two(ops[0], Ops.deposit(1, 0, 7, alice));
        expectExecutionFails(list, abi.encodeWithSelector(IRollupErrors.InvalidPendingOperation.selector, 1, 1));
        list[0].pendingOnchainOperations = Ops.two(bytes.concat(ops[0], hex"00"), ops[1]);
        expectExecutionFails(list, abi.encodeWithSelector(IRollupErrors.InvalidPendingOperation.selector, 1, 0));
        list[0].pendingOnchainOperations = Ops.two("", ops[1]);
        expectExecutionFails(list, abi.encodeWithSelector(IRollupErrors.InvalidPendingOperation.selector, 1, 0));
        execute(stored, ops);
    }

    /// @dev Each opcode has one length, so no operation can be cut out of others; the rest leaves nothing on L1.
    function testFuzz_operations_to_execute_have_their_length(uint8 opcode, uint8 length) public {
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) = commitOps(Ops.none(), Ops.none());
        prove(stored, inputs);
        bytes memory op = bytes.concat(bytes1(opcode), new bytes(length));
        bool balance = (opcode == 3 || opcode == 6 || opcode == 8) && op.length == 54;
        bool nft = (opcode == 10 || opcode == 12) && op.length == 108;
        IRollup.ExecuteBlockInfo[] memory list = execution(stored, Ops.none());
        list[0].pendingOnchainOperations = Ops.one(op);
        if (balance || nft) expectPendingMismatch(list);
        else expectExecutionFails(list, abi.encodeWithSelector(IRollupErrors.InvalidPendingOperation.selector, 1, 0));
    }

    function test_each_exit_has_its_length() public {
        for (uint8 opcode = 0; opcode < 20; ++opcode) {
            testFuzz_operations_to_execute_have_their_length(opcode, 53);
            last = genesis;
            revertBlock(storedAfter(genesis, blockAfter(genesis, Ops.none()), Ops.none()));
            testFuzz_operations_to_execute_have_their_length(opcode, 107);
            last = genesis;
            revertBlock(storedAfter(genesis, blockAfter(genesis, Ops.none()), Ops.none()));
        }
    }

    // ---- taking back

    function test_blocks_are_taken_back_and_committed_again() public {
        depositEth(alice, 7);
        bytes[] memory ops = Ops.one(Ops.deposit(1, 0, 7, alice));
        (IRollupState.StoredBlockInfo memory one, uint256[7] memory inputs) = commitOps(ops, Ops.none());
        prove(one, inputs);
        commitOps(Ops.none(), Ops.none());
        IRollupState.StoredBlockInfo[] memory list = new IRollupState.StoredBlockInfo[](2);
        list[0] = last;
        list[1] = one;
        vm.expectEmit(address(rollup));
        emit IRollupEvents.BlocksRevert(0, 0);
        vm.prank(validator, validator);
        rollup.revertBlocks(list);
        eq(rollup.totalBlocksCommitted(), 0);
        eq(rollup.totalBlocksProven(), 0);
        eq(rollup.totalCommittedPriorityRequests(), 0);
        eq(rollup.totalOpenPriorityRequests(), 1);
        eq(rollup.storedBlockHashes(1), bytes32(0));

        last = genesis;
        settle(ops);
        eq(rollup.totalBlocksExecuted(), 1);
    }

    function test_only_validators_take_back() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NotValidator.selector, address(this)));
        rollup.revertBlocks(new IRollupState.StoredBlockInfo[](0));
    }

    function test_blocks_are_taken_back_newest_first_down_to_the_executed() public {
        settle(Ops.one(withdrawal));
        IRollupState.StoredBlockInfo memory executed = last;
        (IRollupState.StoredBlockInfo memory two,) = commitOps(Ops.none(), Ops.none());
        commitOps(Ops.none(), Ops.none());
        expectRevertFails(two, abi.encodeWithSelector(IRollupErrors.UnexpectedBlockNumber.selector, 3, 2));
        IRollupState.StoredBlockInfo memory forged = last;
        forged.priorityOperations = 1;
        bytes32 given = keccak256(abi.encode(forged));
        bytes32 stored = rollup.storedBlockHashes(3);
        expectRevertFails(forged, abi.encodeWithSelector(IRollupErrors.StoredBlockMismatch.selector, 3, stored, given));
        revertBlock(last);
        revertBlock(two);
        expectRevertFails(executed, abi.encodeWithSelector(IRollupErrors.BlockExecuted.selector, 1));
    }

    function expectPendingMismatch(IRollup.ExecuteBlockInfo[] memory list) private {
        bytes32 hash = keccak256("");
        for (uint256 i = 0; i < list[0].pendingOnchainOperations.length; ++i) {
            hash = keccak256(bytes.concat(hash, list[0].pendingOnchainOperations[i]));
        }
        bytes32 expected = list[0].storedBlock.pendingOnchainOperationsHash;
        expectExecutionFails(
            list, abi.encodeWithSelector(IRollupErrors.PendingOperationsMismatch.selector, 1, expected, hash)
        );
    }

    function expectExecutionFails(IRollup.ExecuteBlockInfo[] memory list, bytes memory reason) private {
        vm.prank(validator, validator);
        vm.expectRevert(reason);
        rollup.executeBlocks(list);
    }

    function expectRevertFails(IRollupState.StoredBlockInfo memory info, bytes memory reason) private {
        IRollupState.StoredBlockInfo[] memory list = new IRollupState.StoredBlockInfo[](1);
        list[0] = info;
        vm.prank(validator, validator);
        vm.expectRevert(reason);
        rollup.revertBlocks(list);
    }
}
