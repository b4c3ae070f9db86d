// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {Governance} from "../src/Governance.sol";
import {ETH, TokenId} from "../src/Ids.sol";
import {IGovernance} from "../src/interfaces/IGovernance.sol";
import {Checks} from "./utils/Checks.sol";

contract GovernanceTest is Checks {
    Governance internal governance;
    address internal stranger = address(0xBAD);

    function setUp() public {
        governance = new Governance(address(this));
    }

    function test_tokens_get_consecutive_ids() public {
        for (uint16 number = 1; number < 20; ++number) {
            address token = tokenAt(number);
            TokenId id = TokenId.wrap(number);
            vm.expectEmit(address(governance));
            emit IGovernance.NewToken(token, id);
            eq(governance.addToken(token), id);
            eq(governance.tokenIds(token), id);
            eq(governance.tokenAddresses(id), token);
            eq(governance.validateTokenAddress(token), id);
        }
        eq(governance.totalTokens(), 19);
    }

    function test_eth_is_token_zero() public view {
        eq(governance.validateTokenAddress(address(0)), ETH);
        eq(governance.tokenAddresses(ETH), address(0));
    }

    function test_a_token_is_registered_once() public {
        governance.addToken(address(this));
        vm.expectRevert(abi.encodeWithSelector(IGovernance.TokenAlreadyRegistered.selector, address(this), 1));
        governance.addToken(address(this));
    }

    function testFuzz_an_address_without_code_is_no_token(address token) public {
        if (token.code.length != 0) return;
        vm.expectRevert(abi.encodeWithSelector(IGovernance.TokenHasNoCode.selector, token));
        governance.addToken(token);
    }

    function test_ids_end_at_65535() public {
        // Slot 2 holds totalTokens, after the two owners of Ownable2Step; the check below notices another layout.
        vm.store(address(governance), bytes32(uint256(1)), bytes32(uint256(0xffff) << 160));
        eq(governance.totalTokens(), 65535);
        vm.expectRevert(IGovernance.TokenLimitReached.selector);
        governance.addToken(address(this));
    }

    function test_unknown_tokens_are_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernance.TokenNotRegistered.selector, stranger));
        governance.validateTokenAddress(stranger);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.TokenNotRegistered.selector, stranger));
        governance.setTokenPaused(stranger, true);
    }

    function test_validators_come_and_go() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NotValidator.selector, stranger));
        governance.requireActiveValidator(stranger);
        vm.expectEmit(address(governance));
        emit IGovernance.ValidatorStatusUpdate(stranger, true);
        governance.setValidator(stranger, true);
        governance.requireActiveValidator(stranger);
        governance.setValidator(address(this), true);
        governance.setValidator(stranger, false);
        isTrue(!governance.validators(stranger), "validator is gone");
    }

    function test_the_last_validator_and_the_governor_stay() public {
        governance.setValidator(stranger, true);
        governance.setValidator(stranger, true);
        eq(governance.activeValidators(), 1);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.LastValidator.selector, stranger));
        governance.setValidator(stranger, false);
        governance.setValidator(address(this), false);
        eq(governance.activeValidators(), 1);
        vm.expectRevert(IGovernance.GovernorNeeded.selector);
        governance.renounceOwnership();
        eq(governance.governor(), address(this));
    }

    function testFuzz_only_the_governor_governs(address caller) public {
        if (caller == address(this)) return;
        bytes memory refused = abi.encodeWithSelector(IGovernance.NotGovernor.selector, caller);
        vm.prank(caller);
        vm.expectRevert(refused);
        governance.addToken(address(this));
        vm.prank(caller);
        vm.expectRevert(refused);
        governance.setValidator(caller, true);
        vm.prank(caller);
        vm.expectRevert(refused);
        governance.setTokenPaused(address(0), true);
    }

    function test_the_governor_changes_in_two_steps() public {
        governance.transferOwnership(stranger);
        eq(governance.governor(), address(this));
        vm.prank(stranger);
        governance.acceptOwnership();
        eq(governance.governor(), stranger);
        governance.requireGovernor(stranger);
    }

    function tokenAt(uint16 id) private returns (address token) {
        token = address(new Governance(address(uint160(id))));
    }
}
