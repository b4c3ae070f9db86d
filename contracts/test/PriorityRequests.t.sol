// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, SerialId} from "../src/Ids.sol";
import {IGovernance} from "../src/interfaces/IGovernance.sol";
import {IRollup} from "../src/interfaces/IRollup.sol";
import {IRollupState} from "../src/interfaces/IRollupState.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {IRollupEvents} from "../src/interfaces/IRollupEvents.sol";
import {IVerifier} from "../src/interfaces/IVerifier.sol";
import {Rollup} from "../src/Rollup.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";

contract PriorityRequestsTest is RollupFixture {
    function test_the_constructor_checks_its_arguments() public {
        vm.expectRevert(IRollupErrors.ZeroAddress.selector);
        new Rollup(IGovernance(address(0)), verifier, 1, GENESIS_ROOT, "", 1);
        vm.expectRevert(IRollupErrors.ZeroAddress.selector);
        new Rollup(governance, IVerifier(address(0)), 1, GENESIS_ROOT, "", 1);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.InvalidPriorityExpiration.selector, 0));
        new Rollup(governance, verifier, 1, GENESIS_ROOT, "", 0);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.InvalidPriorityExpiration.selector, 1 << 39));
        new Rollup(governance, verifier, 1, GENESIS_ROOT, "", 1 << 39);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NotCanonical.selector, P));
        new Rollup(governance, verifier, 1, bytes32(P), "", 1);
    }

    function test_genesis_is_stored() public view {
        eq(rollup.storedBlockHashes(0), keccak256(abi.encode(genesis)));
        eq(rollup.priorityExpirationBlocks(), EXPIRATION);
    }

    function testFuzz_a_full_exit_enters_the_queue(uint32 account, address caller) public {
        account = uint32(bound(account, 0, (1 << 28) - 257));
        bytes memory pubdata = abi.encodePacked(uint8(6), account, caller, uint16(1), uint128(0));
        vm.expectEmit(address(rollup));
        emit IRollupEvents.NewPriorityRequest(caller, SerialId.wrap(0), 6, pubdata, block.number + EXPIRATION);
        vm.prank(caller);
        rollup.requestFullExit(AccountId.wrap(account), address(token));
    }

    function testFuzz_reserved_accounts_have_no_full_exit(uint32 account) public {
        account = uint32(bound(account, (1 << 28) - 256, type(uint32).max));
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.InvalidAccountId.selector, account));
        rollup.requestFullExit(AccountId.wrap(account), address(0));
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.InvalidAccountId.selector, account));
        rollup.requestFullExitNFT(AccountId.wrap(account), 0);
    }

    function testFuzz_a_full_exit_of_an_nft_enters_the_queue(uint32 account, uint16 slot, address caller) public {
        account = uint32(bound(account, 0, (1 << 28) - 257));
        bytes memory pubdata = abi.encodePacked(uint8(12), account, caller, slot);
        eq(pubdata.length, 27);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.NewPriorityRequest(caller, SerialId.wrap(0), 12, pubdata, block.number + EXPIRATION);
        vm.prank(caller);
        rollup.requestFullExitNFT(AccountId.wrap(account), slot);
        (bytes27 hash,) = rollup.priorityRequest(SerialId.wrap(0));
        eq(hash, bytes27(keccak256(pubdata)));
    }

    function test_a_full_exit_of_an_unknown_token_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernance.TokenNotRegistered.selector, bob));
        rollup.requestFullExit(AccountId.wrap(1), bob);
    }

    function testFuzz_an_auth_fact_is_set(bytes32 keyHash, uint32 nonce) public {
        keyHash = bytes32(bound(uint256(keyHash), 1, P - 1));
        vm.expectEmit(address(rollup));
        emit IRollupEvents.FactAuth(alice, nonce, keyHash);
        vm.prank(alice);
        rollup.setAuthPubkeyHash(keyHash, nonce);
        isTrue(rollup.authFacts(alice, nonce, keyHash), "the fact is set");
        isTrue(!rollup.authFacts(bob, nonce, keyHash), "the fact is of its sender");
    }

    function test_an_auth_fact_is_canonical_and_not_zero() public {
        vm.expectRevert(IRollupErrors.ZeroKeyHash.selector);
        rollup.setAuthPubkeyHash(0, 0);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NotCanonical.selector, P));
        rollup.setAuthPubkeyHash(bytes32(P), 0);
    }

    /// @dev A block that rests on the first fact may be sealed already.
    function testFuzz_an_auth_fact_is_never_replaced(uint256 first, uint256 second, uint32 nonce, uint64 later) public {
        (first, second) = (bound(first, 1, P - 1), bound(second, 1, P - 1));
        rollup.setAuthPubkeyHash(bytes32(first), nonce);
        for (uint256 i = 0; i < 2; ++i) {
            rollup.setAuthPubkeyHash(bytes32(second), nonce);
            vm.warp(block.timestamp + uint256(later) + 1 days);
        }
        isTrue(rollup.authFacts(address(this), nonce, bytes32(first)), "the first fact stays");
        isTrue(rollup.authFacts(address(this), nonce, bytes32(second)), "the second fact is set too");
    }

    function test_exodus_needs_an_expired_request() public {
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NoExpiredPriorityRequest.selector, 0, 0));
        wayOut.activateExodusMode();

        depositEth(alice, 1);
        uint256 expiration = block.number + EXPIRATION;
        vm.roll(expiration - 1);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NoExpiredPriorityRequest.selector, 0, expiration));
        wayOut.activateExodusMode();

        vm.roll(expiration);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.ExodusMode();
        wayOut.activateExodusMode();
        isTrue(rollup.exodusMode(), "exodus");
    }

    function test_a_served_request_does_not_open_exodus() public {
        depositEth(alice, 1);
        settle(Ops.one(Ops.deposit(1, 0, 1, alice)));
        (bytes27 hash, uint40 expiration) = rollup.priorityRequest(SerialId.wrap(0));
        eq(hash, bytes27(0));
        eq(expiration, 0);

        vm.roll(block.number + EXPIRATION);
        depositEth(bob, 2);
        (, expiration) = rollup.priorityRequest(SerialId.wrap(1));
        eq(expiration, block.number + EXPIRATION);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NoExpiredPriorityRequest.selector, 1, expiration));
        wayOut.activateExodusMode();
        vm.roll(expiration);
        wayOut.activateExodusMode();
    }

    function test_a_committed_request_is_not_served_yet() public {
        depositEth(alice, 1);
        commitOps(Ops.one(Ops.deposit(1, 0, 1, alice)), Ops.none());
        vm.roll(block.number + EXPIRATION);
        wayOut.activateExodusMode();
    }

    function test_exodus_stops_everything_but_payment() public {
        depositEth(alice, 7);
        settle(Ops.two(Ops.deposit(1, 0, 7, alice), Ops.withdraw(1, 0, 3, 0, alice)));
        enterExodus();

        bytes memory stopped = abi.encodeWithSelector(IRollupErrors.ExodusModeActive.selector);
        vm.expectRevert(stopped);
        rollup.depositETH{value: 1}(alice);
        vm.expectRevert(stopped);
        rollup.depositERC20(address(token), 1, alice);
        vm.expectRevert(stopped);
        rollup.requestFullExit(AccountId.wrap(1), address(0));
        vm.expectRevert(stopped);
        rollup.requestFullExitNFT(AccountId.wrap(1), 0);
        vm.expectRevert(stopped);
        rollup.setAuthPubkeyHash(bytes32(uint256(1)), 0);
        vm.expectRevert(stopped);
        wayOut.activateExodusMode();
        expectCommitFails(blockAfter(last, Ops.none()), stopped);
        vm.expectRevert(stopped);
        rollup.proveBlocks(new IRollup.ProveBlockInfo[](0));
        vm.expectRevert(stopped);
        rollup.executeBlocks(new IRollup.ExecuteBlockInfo[](0));
        vm.expectRevert(stopped);
        rollup.revertBlocks(new IRollupState.StoredBlockInfo[](0));

        rollup.withdrawPendingBalance(alice, address(0), 3);
    }

    function test_outstanding_deposits_are_returned() public {
        depositEth(alice, 7);
        vm.prank(bob);
        rollup.requestFullExit(AccountId.wrap(9), address(0));
        vm.prank(bob);
        rollup.requestFullExitNFT(AccountId.wrap(9), 3);
        depositToken(bob, 5);
        bytes[] memory requests = new bytes[](4);
        requests[0] = abi.encodePacked(uint8(1), uint32(0), uint16(0), uint128(7), alice);
        requests[1] = abi.encodePacked(uint8(6), uint32(9), bob, uint16(0), uint128(0));
        requests[2] = abi.encodePacked(uint8(12), uint32(9), bob, uint16(3));
        requests[3] = abi.encodePacked(uint8(1), uint32(0), uint16(1), uint128(5), bob);
        vm.expectRevert(IRollupErrors.ExodusModeNotActive.selector);
        wayOut.cancelOutstandingDepositsForExodusMode(requests);

        vm.roll(block.number + EXPIRATION);
        wayOut.activateExodusMode();
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.PriorityRequestOutOfOrder.selector, 0, 3));
        wayOut.cancelOutstandingDepositsForExodusMode(Ops.one(requests[3]));

        wayOut.cancelOutstandingDepositsForExodusMode(requests);
        eq(rollup.getPendingBalance(alice, address(0)), 7);
        eq(rollup.getPendingBalance(bob, address(token)), 5);
        eq(rollup.totalOpenPriorityRequests(), 0);
        eq(rollup.firstPriorityRequestId(), SerialId.wrap(4));
        rollup.withdrawPendingBalance(bob, address(token), 5);
        eq(token.balanceOf(bob), 5);

        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.PriorityRequestMissing.selector, 4));
        wayOut.cancelOutstandingDepositsForExodusMode(Ops.one(requests[0]));
    }
}
