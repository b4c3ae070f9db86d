// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId} from "../src/Ids.sol";
import {IRollup} from "../src/interfaces/IRollup.sol";
import {IRollupState} from "../src/interfaces/IRollupState.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {IRollupEvents} from "../src/interfaces/IRollupEvents.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";

/// @notice Which proofs proveBlocks asks for, with a verifier that shows what it is asked.
contract ProveBlocksTest is RollupFixture {
    uint256 private constant BLOCKS = 8;

    bytes internal withdrawal = Ops.withdraw(1, 0, 5, 1, bob);

    function test_anyone_proves_in_order() public {
        (IRollupState.StoredBlockInfo memory one, uint256[7] memory first) = commitOps(Ops.one(withdrawal), Ops.none());
        (IRollupState.StoredBlockInfo memory two, uint256[7] memory second) = commitOps(Ops.one(withdrawal), Ops.none());
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.UnexpectedBlockNumber.selector, 1, 2));
        rollup.proveBlocks(proofOf(two, second));
        vm.expectEmit(address(rollup));
        emit IRollupEvents.BlockProof(1, AccountId.wrap(0));
        prove(one, first);
        prove(two, second);
        eq(rollup.totalBlocksProven(), 2);
    }

    function test_proven_blocks_are_skipped() public {
        (IRollupState.StoredBlockInfo memory one, uint256[7] memory first) = commitOps(Ops.one(withdrawal), Ops.none());
        (IRollupState.StoredBlockInfo memory two, uint256[7] memory second) = commitOps(Ops.one(withdrawal), Ops.none());
        prove(one, first);
        prove(one, first);
        eq(rollup.totalBlocksProven(), 1);
        IRollup.ProveBlockInfo[] memory both = new IRollup.ProveBlockInfo[](2);
        both[0] = proofOf(one, first)[0];
        both[1] = proofOf(two, second)[0];
        rollup.proveBlocks(both);
        eq(rollup.totalBlocksProven(), 2);
    }

    function testFuzz_a_changed_proof_is_refused(uint256 change) public {
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) =
            commitOps(Ops.one(withdrawal), Ops.none());
        IRollup.ProveBlockInfo[] memory list = proofOf(stored, inputs);
        list[0].proof[0] ^= bound(change, 1, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.InvalidProofs.selector, 1, 1));
        rollup.proveBlocks(list);
    }

    function testFuzz_changed_public_inputs_are_refused(uint8 index, uint256 change) public {
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) =
            commitOps(Ops.one(withdrawal), Ops.none());
        inputs[index % 7] ^= bound(change, 1, type(uint256).max);
        vm.expectPartialRevert(IRollupErrors.CommitmentMismatch.selector);
        rollup.proveBlocks(proofOf(stored, inputs));
    }

    /// @dev x and x + p are the same field element; the second must not pass.
    function test_aliased_public_inputs_are_refused() public {
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) =
            commitOps(Ops.one(withdrawal), Ops.none());
        for (uint256 i = 0; i < 7; ++i) {
            inputs[i] += P;
            vm.expectPartialRevert(IRollupErrors.CommitmentMismatch.selector);
            rollup.proveBlocks(proofOf(stored, inputs));
            inputs[i] -= P;
        }
    }

    function test_another_capacity_is_refused() public {
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) =
            commitOps(Ops.one(withdrawal), Ops.none());
        IRollup.ProveBlockInfo[] memory list = proofOf(stored, inputs);
        list[0].capacity = 3;
        vm.expectPartialRevert(IRollupErrors.CommitmentMismatch.selector);
        rollup.proveBlocks(list);
    }

    function test_a_proof_of_another_block_is_refused() public {
        (IRollupState.StoredBlockInfo memory one,) = commitOps(Ops.one(withdrawal), Ops.none());
        (IRollupState.StoredBlockInfo memory two, uint256[7] memory second) = commitOps(Ops.one(withdrawal), Ops.none());
        vm.expectRevert(
            abi.encodeWithSelector(IRollupErrors.CommitmentMismatch.selector, 1, one.commitment, two.commitment)
        );
        rollup.proveBlocks(proofOf(one, second));
        two.number = 1;
        vm.expectPartialRevert(IRollupErrors.StoredBlockMismatch.selector);
        rollup.proveBlocks(proofOf(two, second));
    }

    function test_a_block_that_is_not_committed_is_refused() public {
        IRollup.CommitBlockInfo memory info = blockAfter(genesis, Ops.none());
        IRollupState.StoredBlockInfo memory stored = storedAfter(genesis, info, Ops.none());
        IRollup.ProveBlockInfo[] memory list = proofOf(stored, publicInputs(genesis, info));
        vm.expectPartialRevert(IRollupErrors.StoredBlockMismatch.selector);
        rollup.proveBlocks(list);
    }

    // ---- several proofs in one call

    function test_proofs_of_several_blocks_are_checked_together() public {
        IRollup.ProveBlockInfo[] memory list = committed();
        for (uint32 number = 1; number <= BLOCKS; ++number) {
            vm.expectEmit(address(rollup));
            emit IRollupEvents.BlockProof(number, AccountId.wrap(0));
        }
        rollup.proveBlocks(list);
        eq(rollup.totalBlocksProven(), BLOCKS);
    }

    function test_one_bad_proof_is_refused_wherever_it_stands() public {
        IRollup.ProveBlockInfo[] memory list = committed();
        for (uint256 i = 0; i < BLOCKS; ++i) {
            list[i].proof[0] ^= 1;
            vm.expectRevert(abi.encodeWithSelector(IRollupErrors.InvalidProofs.selector, 1, BLOCKS));
            rollup.proveBlocks(list);
            list[i].proof[0] ^= 1;
        }
        eq(rollup.totalBlocksProven(), 0);
    }

    function test_swapped_proofs_are_refused() public {
        IRollup.ProveBlockInfo[] memory list = committed();
        (list[2].proof, list[5].proof) = (list[5].proof, list[2].proof);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.InvalidProofs.selector, 1, BLOCKS));
        rollup.proveBlocks(list);
    }

    function test_blocks_out_of_order_or_twice_are_refused() public {
        IRollup.ProveBlockInfo[] memory list = committed();
        (list[2], list[5]) = (list[5], list[2]);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.UnexpectedBlockNumber.selector, 3, 6));
        rollup.proveBlocks(list);
        (list[2], list[5]) = (list[1], list[2]);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.UnexpectedBlockNumber.selector, 3, 2));
        rollup.proveBlocks(list);
    }

    function test_an_empty_list_proves_nothing() public {
        rollup.proveBlocks(new IRollup.ProveBlockInfo[](0));
        eq(rollup.totalBlocksProven(), 0);
    }

    /// @dev Somebody was faster with the first three: their proofs are not looked at, the error names the others.
    function test_what_is_proven_already_is_not_checked_again() public {
        IRollup.ProveBlockInfo[] memory list = committed();
        IRollup.ProveBlockInfo[] memory three = new IRollup.ProveBlockInfo[](3);
        for (uint256 i = 0; i < three.length; ++i) {
            three[i] = list[i];
        }
        rollup.proveBlocks(three);
        list[1].proof = new uint256[](0);
        list[7].proof[0] ^= 1;
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.InvalidProofs.selector, 4, BLOCKS));
        rollup.proveBlocks(list);
        list[7].proof[0] ^= 1;
        rollup.proveBlocks(list);
        eq(rollup.totalBlocksProven(), BLOCKS);
        rollup.proveBlocks(list);
        eq(rollup.totalBlocksProven(), BLOCKS);
    }

    // ---- who proved

    function testFuzz_the_prover_is_told(uint32 prover) public {
        prover = uint32(bound(prover, 0, (1 << 28) - 1));
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) = commitOps(Ops.none(), Ops.none());
        vm.expectEmit(address(rollup));
        emit IRollupEvents.BlockProof(1, AccountId.wrap(prover));
        rollup.proveBlocks(proofFor(stored, inputs, prover));
    }

    function testFuzz_a_proof_for_one_prover_is_refused_for_another(uint32 prover, uint32 other) public {
        prover = uint32(bound(prover, 0, (1 << 28) - 1));
        other = uint32(bound(other, 0, (1 << 28) - 1));
        if (other == prover) other ^= 1;
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) = commitOps(Ops.none(), Ops.none());
        IRollup.ProveBlockInfo[] memory list = proofFor(stored, inputs, prover);
        list[0].prover = AccountId.wrap(other);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.InvalidProofs.selector, 1, 1));
        rollup.proveBlocks(list);
    }

    function testFuzz_a_prover_is_an_account(uint32 prover) public {
        prover = uint32(bound(prover, 1 << 28, type(uint32).max));
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) = commitOps(Ops.none(), Ops.none());
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.InvalidProver.selector, 1, prover));
        rollup.proveBlocks(proofFor(stored, inputs, prover));
    }

    /// @dev Blocks 1 to 8 with their proofs.
    function committed() private returns (IRollup.ProveBlockInfo[] memory list) {
        list = new IRollup.ProveBlockInfo[](BLOCKS);
        for (uint256 i = 0; i < BLOCKS; ++i) {
            (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) =
                commitOps(Ops.one(withdrawal), Ops.none());
            list[i] = proofOf(stored, inputs)[0];
        }
    }
}
