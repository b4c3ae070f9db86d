// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId} from "../src/Ids.sol";
import {IRollup} from "../src/interfaces/IRollup.sol";
import {IRollupState} from "../src/interfaces/IRollupState.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";

/// @title Gas of the calls, compared with contracts/snapshots/Rollup.json
/// @dev The figures are execution only. A transaction adds 21,000 and its calldata, 16 a non-zero byte. GasPerOperation has
/// those of single operations.
contract GasTest is RollupFixture {
    string internal constant GROUP = "Rollup";

    function test_deposits() public {
        depositEth(alice, 1 ether);
        vm.deal(alice, 1 ether);
        vm.prank(alice);
        rollup.depositETH{value: 1 ether}(alice);
        vm.snapshotGasLastCall(GROUP, "depositETH");
        depositToken(alice, 5);
        depositToken(alice, 5);
        vm.snapshotGasLastCall(GROUP, "depositERC20");
        vm.prank(alice);
        rollup.requestFullExit(AccountId.wrap(1), address(0));
        vm.snapshotGasLastCall(GROUP, "requestFullExit");
        vm.prank(alice);
        rollup.requestFullExitNFT(AccountId.wrap(1), 0);
        vm.snapshotGasLastCall(GROUP, "requestFullExitNFT");
        vm.prank(alice);
        rollup.setAuthPubkeyHash(bytes32(uint256(1)), 0);
        vm.snapshotGasLastCall(GROUP, "setAuthPubkeyHash");
    }

    function test_transfers() public {
        bytes[] memory ops = new bytes[](123);
        for (uint256 i = 0; i < ops.length; ++i) {
            ops[i] = Ops.transfer(0x01020304, 0x05060708, 0x0102, 0x0102030405, 0x0102);
        }
        commit(blockAfter(last, ops));
        vm.snapshotGasLastCall(GROUP, "commitBlocks: 123 transfers");
    }

    function test_settlement() public {
        depositEth(alice, 1 ether);
        bytes[] memory ops = Ops.two(Ops.deposit(1, 0, 1 ether, alice), Ops.withdraw(1, 0, 5, 0, bob));
        IRollup.CommitBlockInfo memory info = blockAfter(last, ops);
        commit(info);
        vm.snapshotGasLastCall(GROUP, "commitBlocks: deposit and withdrawal");
        IRollupState.StoredBlockInfo memory stored = storedAfter(last, info, ops);
        prove(stored, publicInputs(last, info));
        vm.snapshotGasLastCall(GROUP, "proveBlocks without the verifier");
        execute(stored, ops);
        vm.snapshotGasLastCall(GROUP, "executeBlocks: one withdrawal");
        rollup.withdrawPendingBalance(bob, address(0), 5);
        vm.snapshotGasLastCall(GROUP, "withdrawPendingBalance");
    }

    /// @dev What each further block adds, the verifier not counted.
    function test_several_proofs() public {
        IRollup.ProveBlockInfo[] memory list = new IRollup.ProveBlockInfo[](4);
        for (uint256 i = 0; i < list.length; ++i) {
            (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) = commitOps(Ops.none(), Ops.none());
            list[i] = proofOf(stored, inputs)[0];
        }
        rollup.proveBlocks(list);
        vm.snapshotGasLastCall(GROUP, "proveBlocks without the verifier, 4 blocks");
    }

    /// @dev EIP-170; the tests' EVM does not enforce it.
    function test_the_code_can_be_deployed() public view {
        isTrue(address(rollup).code.length <= 24_576, "at most 24,576 bytes of code");
    }
}
