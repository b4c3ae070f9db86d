// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {AccountId, ETH, SerialId, TokenId} from "../src/Ids.sol";
import {IGovernance} from "../src/interfaces/IGovernance.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {IRollupEvents} from "../src/interfaces/IRollupEvents.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";
import {FeeToken, LyingToken, NoReturnToken, ReentrantToken, RefusingToken} from "./utils/Tokens.sol";

contract DepositsTest is RollupFixture {
    function testFuzz_eth_enters_the_queue(uint128 amount, address to) public {
        amount = uint128(bound(amount, 1, type(uint128).max));
        if (to == address(0)) to = bob;
        vm.deal(alice, amount);
        bytes memory pubdata = abi.encodePacked(uint8(1), uint32(0), uint16(0), amount, to);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.Deposit(ETH, amount);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.NewPriorityRequest(alice, SerialId.wrap(0), 1, pubdata, block.number + EXPIRATION);
        vm.prank(alice);
        rollup.depositETH{value: amount}(to);

        eq(address(rollup).balance, amount);
        eq(rollup.totalHeld(ETH), amount);
        eq(rollup.totalOpenPriorityRequests(), 1);
        (bytes27 hash, uint40 expiration) = rollup.priorityRequest(SerialId.wrap(0));
        eq(bytes32(hash), bytes32(bytes27(keccak256(pubdata))));
        eq(expiration, block.number + EXPIRATION);
        (hash, expiration) = rollup.priorityRequest(SerialId.wrap(1));
        eq(expiration, 0);
    }

    function testFuzz_a_token_enters_the_queue(uint128 amount) public {
        amount = uint128(bound(amount, 1, type(uint128).max));
        depositEth(alice, 1);
        token.mint(alice, amount);
        vm.prank(alice);
        token.approve(address(rollup), amount);
        bytes memory pubdata = abi.encodePacked(uint8(1), uint32(0), uint16(1), amount, bob);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.NewPriorityRequest(alice, SerialId.wrap(1), 1, pubdata, block.number + EXPIRATION);
        vm.prank(alice);
        rollup.depositERC20(address(token), amount, bob);
        eq(token.balanceOf(address(rollup)), amount);
        eq(rollup.totalHeld(TokenId.wrap(1)), amount);
    }

    function test_zero_recipient_and_zero_amount_are_refused() public {
        vm.expectRevert(IRollupErrors.ZeroAddress.selector);
        rollup.depositETH{value: 1}(address(0));
        vm.expectRevert(IRollupErrors.ZeroAmount.selector);
        rollup.depositETH(alice);
        vm.expectRevert(IRollupErrors.ZeroAddress.selector);
        rollup.depositERC20(address(0), 1, alice);
        token.mint(address(this), 1);
        token.approve(address(rollup), 1);
        vm.expectRevert(IRollupErrors.ZeroAddress.selector);
        rollup.depositERC20(address(token), 1, address(0));
    }

    function test_plain_eth_is_refused() public {
        (bool accepted,) = address(rollup).call{value: 1}("");
        isTrue(!accepted, "plain transfer refused");
    }

    function test_unregistered_tokens_are_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernance.TokenNotRegistered.selector, bob));
        rollup.depositERC20(bob, 1, alice);
    }

    function test_paused_tokens_are_refused() public {
        governance.setTokenPaused(address(token), true);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.TokenPaused.selector, 1));
        rollup.depositERC20(address(token), 1, alice);
        governance.setTokenPaused(address(token), false);
        depositToken(alice, 1);
        governance.setTokenPaused(address(0), true);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.TokenPaused.selector, 0));
        rollup.depositETH{value: 1}(alice);
    }

    function testFuzz_all_of_a_token_stays_below_two_to_the_128(uint128 first, uint128 second) public {
        first = uint128(bound(first, 1, type(uint128).max));
        second = uint128(bound(second, 1, type(uint128).max));
        depositEth(alice, first);
        vm.deal(alice, second);
        vm.prank(alice);
        if (uint256(first) + second > type(uint128).max) {
            vm.expectRevert(abi.encodeWithSelector(IRollupErrors.AmountTooLarge.selector, 0, second));
        }
        rollup.depositETH{value: second}(bob);
    }

    function test_an_amount_above_128_bits_is_refused() public {
        uint256 amount = uint256(type(uint128).max) + 1;
        vm.deal(address(this), amount);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.AmountTooLarge.selector, 0, amount));
        rollup.depositETH{value: amount}(alice);
    }

    function testFuzz_a_fee_on_transfer_counts_what_arrives(uint128 amount, uint8 percent) public {
        amount = uint128(bound(amount, 100, type(uint120).max));
        percent = uint8(bound(percent, 0, 99));
        FeeToken fee = new FeeToken(percent, false);
        governance.addToken(address(fee));
        fee.mint(address(this), amount);
        fee.approve(address(rollup), amount);
        rollup.depositERC20(address(fee), amount, alice);
        eq(rollup.totalHeld(TokenId.wrap(2)), amount - uint256(amount) * percent / 100);
        eq(rollup.totalHeld(TokenId.wrap(2)), fee.balanceOf(address(rollup)));
    }

    function test_a_token_without_return_values_works() public {
        NoReturnToken old = new NoReturnToken();
        governance.addToken(address(old));
        old.mint(address(this), 5);
        rollup.depositERC20(address(old), 5, alice);
        eq(rollup.totalHeld(TokenId.wrap(2)), 5);
    }

    function test_a_token_that_moves_nothing_is_refused() public {
        LyingToken liar = new LyingToken();
        governance.addToken(address(liar));
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NothingTransferred.selector, address(liar)));
        rollup.depositERC20(address(liar), 5, alice);

        RefusingToken refusing = new RefusingToken();
        governance.addToken(address(refusing));
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(refusing)));
        rollup.depositERC20(address(refusing), 5, alice);
    }

    function test_a_token_cannot_reenter() public {
        ReentrantToken evil = new ReentrantToken(rollup);
        governance.addToken(address(evil));
        evil.mint(address(this), 10);
        evil.approve(address(rollup), 10);
        bytes[5] memory attacks = [
            abi.encodeCall(rollup.depositERC20, (address(evil), 1, alice)),
            abi.encodeCall(rollup.depositETH, (alice)),
            abi.encodeCall(rollup.requestFullExit, (AccountId.wrap(1), address(0))),
            abi.encodeCall(rollup.withdrawPendingBalance, (alice, address(0), 1)),
            abi.encodeCall(wayOut.activateExodusMode, ())
        ];
        for (uint256 i = 0; i < attacks.length; ++i) {
            evil.arm(attacks[i]);
            rollup.depositERC20(address(evil), 1, alice);
            isTrue(!evil.succeeded(), "reentrant call refused");
            eq(
                bytes32(evil.reason()),
                bytes32(abi.encodePacked(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector))
            );
        }
        eq(rollup.totalOpenPriorityRequests(), attacks.length);
    }
}
