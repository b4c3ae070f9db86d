// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ETH, TokenId} from "../src/Ids.sol";
import {IGovernance} from "../src/interfaces/IGovernance.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {IRollupEvents} from "../src/interfaces/IRollupEvents.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";
import {
    FeeToken,
    GasBurningReceiver,
    LyingToken,
    NoReturnToken,
    ReentrantReceiver,
    ReentrantToken,
    RevertingReceiver
} from "./utils/Tokens.sol";

contract PendingBalancesTest is RollupFixture {
    function testFuzz_eth_is_paid_in_parts(uint128 total, uint128 part) public {
        total = uint128(bound(total, 1, type(uint128).max));
        give(0, total, bob);
        part = uint128(bound(part, 1, total));
        vm.expectEmit(address(rollup));
        emit IRollupEvents.Withdrawal(bob, ETH, part);
        rollup.withdrawPendingBalance(bob, address(0), part);
        eq(bob.balance, part);
        eq(rollup.getPendingBalance(bob, address(0)), total - part);
        eq(rollup.totalHeld(ETH), total - part);
    }

    function testFuzz_at_most_the_balance_is_paid(uint128 amount) public {
        give(1, 100, bob);
        amount = uint128(bound(amount, 100, type(uint128).max));
        rollup.withdrawPendingBalance(bob, address(token), amount);
        eq(token.balanceOf(bob), 100);
        eq(rollup.totalHeld(TokenId.wrap(1)), 0);
        vm.expectRevert(IRollupErrors.ZeroAmount.selector);
        rollup.withdrawPendingBalance(bob, address(token), amount);
    }

    function test_bad_arguments_are_refused() public {
        give(0, 5, bob);
        vm.expectRevert(IRollupErrors.ZeroAmount.selector);
        rollup.withdrawPendingBalance(bob, address(0), 0);
        vm.expectRevert(IRollupErrors.ZeroAmount.selector);
        rollup.withdrawPendingBalance(alice, address(0), 5);
        vm.expectRevert(IRollupErrors.ZeroAddress.selector);
        rollup.withdrawPendingBalance(address(0), address(0), 5);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.TokenNotRegistered.selector, alice));
        rollup.withdrawPendingBalance(bob, alice, 5);
    }

    function test_a_refusing_receiver_harms_only_itself() public {
        RevertingReceiver refusing = new RevertingReceiver();
        GasBurningReceiver burning = new GasBurningReceiver();
        give(0, 5, address(refusing));
        give(0, 6, address(burning));
        give(0, 7, bob);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.EthTransferFailed.selector, address(refusing), 5));
        rollup.withdrawPendingBalance(address(refusing), address(0), 5);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.EthTransferFailed.selector, address(burning), 6));
        rollup.withdrawPendingBalance{gas: 1_000_000}(address(burning), address(0), 6);
        rollup.withdrawPendingBalance(bob, address(0), 7);
        eq(rollup.getPendingBalance(address(refusing), address(0)), 5);
    }

    function test_a_receiver_cannot_reenter() public {
        ReentrantReceiver receiver = new ReentrantReceiver(rollup);
        give(0, 10, address(receiver));
        depositEth(alice, 50);
        rollup.withdrawPendingBalance(address(receiver), address(0), 4);
        isTrue(receiver.called() && !receiver.succeeded(), "reentrant call refused");
        eq(
            bytes32(receiver.reason()),
            bytes32(abi.encodePacked(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector))
        );
        eq(address(receiver).balance, 4);
        eq(rollup.getPendingBalance(address(receiver), address(0)), 6);
    }

    function test_a_token_cannot_reenter() public {
        ReentrantToken evil = new ReentrantToken(rollup);
        giveToken(address(evil), 10, bob);
        evil.arm(abi.encodeCall(rollup.withdrawPendingBalance, (bob, address(evil), 1)));
        rollup.withdrawPendingBalance(bob, address(evil), 4);
        isTrue(!evil.succeeded(), "reentrant call refused");
        eq(evil.balanceOf(bob), 4);
        eq(rollup.getPendingBalance(bob, address(evil)), 6);
    }

    function test_a_fee_from_the_amount_is_borne_by_the_owner() public {
        FeeToken fee = new FeeToken(10, false);
        uint128 arrived = giveToken(address(fee), 1000, bob);
        eq(arrived, 900);
        rollup.withdrawPendingBalance(bob, address(fee), 500);
        eq(fee.balanceOf(bob), 450);
        eq(rollup.getPendingBalance(bob, address(fee)), 400);
        eq(rollup.totalHeld(TokenId.wrap(2)), fee.balanceOf(address(rollup)));
    }

    function test_a_fee_on_top_is_charged_to_the_owner() public {
        FeeToken fee = new FeeToken(10, true);
        giveToken(address(fee), 1000, bob);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.Withdrawal(bob, TokenId.wrap(2), 550);
        vm.prank(bob);
        rollup.withdrawPendingBalance(bob, address(fee), 500);
        eq(fee.balanceOf(bob), 500);
        eq(rollup.getPendingBalance(bob, address(fee)), 450);
        eq(rollup.totalHeld(TokenId.wrap(2)), 450);
        eq(rollup.totalHeld(TokenId.wrap(2)), fee.balanceOf(address(rollup)));
    }

    /// @dev Otherwise anybody could burn a balance by withdrawing it in small parts.
    function testFuzz_nobody_else_causes_a_fee_on_top(address caller, uint128 amount) public {
        if (caller == bob) return;
        FeeToken fee = new FeeToken(10, true);
        giveToken(address(fee), 1000, bob);
        amount = uint128(bound(amount, 10, 900));
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.OnlyOwnerBearsFees.selector, bob, address(fee)));
        rollup.withdrawPendingBalance(bob, address(fee), amount);
        eq(rollup.getPendingBalance(bob, address(fee)), 1000);
    }

    /// @dev The fee on top of a whole balance would be paid with what others own.
    function test_a_fee_above_the_balance_is_refused() public {
        FeeToken fee = new FeeToken(10, true);
        giveToken(address(fee), 1000, bob);
        fee.mint(address(this), 2000);
        fee.approve(address(rollup), 2000);
        rollup.depositERC20(address(fee), 1000, alice);
        vm.expectRevert(
            abi.encodeWithSelector(IRollupErrors.InsufficientPendingBalance.selector, bob, address(fee), 1000, 1100)
        );
        vm.prank(bob);
        rollup.withdrawPendingBalance(bob, address(fee), 1000);
    }

    function test_a_token_without_return_values_is_paid() public {
        NoReturnToken old = new NoReturnToken();
        giveToken(address(old), 9, bob);
        rollup.withdrawPendingBalance(bob, address(old), 9);
        eq(old.balanceOf(bob), 9);
    }

    function test_a_token_that_pays_nothing_keeps_the_balance() public {
        LyingToken liar = new LyingToken();
        governance.addToken(address(liar));
        settle(Ops.one(Ops.withdraw(1, 2, 5, 0, bob)));
        // The ledger of the rollup says that nothing is held, which stops the payment before the token is asked.
        vm.expectRevert();
        rollup.withdrawPendingBalance(bob, address(liar), 5);
        eq(rollup.getPendingBalance(bob, address(liar)), 5);
    }

    /// @dev A recipient that is the rollup itself: the token reports success and the balance does not move.
    function test_a_payment_to_the_rollup_itself_is_refused() public {
        give(1, 5, address(rollup));
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NothingTransferred.selector, address(token)));
        rollup.withdrawPendingBalance(address(rollup), address(token), 5);
    }

    /// @dev Even if proofs were broken, one token pays at most what was deposited of it.
    function test_no_more_is_paid_than_is_held() public {
        give(0, 5, alice);
        settle(Ops.one(Ops.withdraw(1, 0, 6, 0, bob)));
        vm.deal(address(rollup), 100);
        vm.expectRevert();
        rollup.withdrawPendingBalance(bob, address(0), 6);
    }

    function give(uint16 tokenId, uint128 amount, address to) private {
        if (tokenId == 0) depositEth(alice, amount);
        else depositToken(alice, amount);
        settle(Ops.two(Ops.deposit(1, tokenId, amount, alice), Ops.withdraw(1, tokenId, amount, 0, to)));
    }

    /// @dev Registers the token as number 2 and gives away what arrives of a deposit.
    function giveToken(address other, uint128 amount, address to) private returns (uint128 arrived) {
        governance.addToken(other);
        FeeToken(other).mint(address(this), 2 * uint256(amount));
        (bool approved,) = other.call(abi.encodeCall(IERC20.approve, (address(rollup), 2 * uint256(amount))));
        approved;
        rollup.depositERC20(other, amount, alice);
        arrived = rollup.totalHeld(TokenId.wrap(2));
        settle(Ops.two(Ops.deposit(1, 2, arrived, alice), Ops.withdraw(1, 2, arrived, 0, to)));
    }
}
