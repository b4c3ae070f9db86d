// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, ETH, NFTId, TokenId} from "../src/Ids.sol";
import {IExodus} from "../src/interfaces/IExodus.sol";
import {IRollup} from "../src/interfaces/IRollup.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {IRollupEvents} from "../src/interfaces/IRollupEvents.sol";
import {IRollupState} from "../src/interfaces/IRollupState.sol";
import {Exodus} from "../src/Exodus.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";

/// @notice What the last executed state owes is paid once, to its owner, for a proof of it and for nothing else.
contract ExodusTest is RollupFixture {
    AccountId private constant ALICE = AccountId.wrap(1);
    AccountId private constant BOB = AccountId.wrap(2);
    NFTId private constant NFT = NFTId.wrap(7 << 32 | 3);
    bytes32 private constant CONTENT = bytes32(uint256(0xfeed << 240 | 0xbeef));

    function test_balances_leave_with_a_proof() public {
        fundAndStop();
        IExodus.Exit[] memory exits = new IExodus.Exit[](2);
        exits[0] = exit(ALICE, alice, ETH, 7);
        exits[1] = exit(BOB, bob, TokenId.wrap(1), 5);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalPending(ETH, alice, 7, 6);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalPending(TokenId.wrap(1), bob, 5, 6);
        wayOut.performExodus(last, exits);
        isTrue(rollup.exited(ALICE, 0) && rollup.exited(BOB, 1), "both have left");
        isTrue(!rollup.exited(ALICE, 1) && !rollup.exited(BOB, 0), "nothing else has");

        rollup.withdrawPendingBalance(alice, address(0), 7);
        rollup.withdrawPendingBalance(bob, address(token), 5);
        eq(alice.balance, 7);
        eq(token.balanceOf(bob), 5);
        eq(rollup.totalHeld(TokenId.wrap(1)), 0);
    }

    /// @dev Otherwise whoever sees a list of exits could make it fail with one of them.
    function test_a_leaf_leaves_once_and_is_skipped_then() public {
        fundAndStop();
        wayOut.performExodus(last, one(exit(ALICE, alice, ETH, 7)));
        IExodus.Exit[] memory exits = new IExodus.Exit[](3);
        exits[0] = exit(ALICE, alice, ETH, 7);
        exits[0].proof = new uint256[](0);
        exits[1] = exit(BOB, bob, TokenId.wrap(1), 5);
        exits[2] = exits[1];
        wayOut.performExodus(last, exits);
        wayOut.performExodus(last, exits);
        eq(rollup.getPendingBalance(alice, address(0)), 7);
        eq(rollup.getPendingBalance(bob, address(token)), 5);
    }

    function testFuzz_a_proof_is_good_for_its_claim_only(uint8 what, uint128 by) public {
        fundAndStop();
        IExodus.Exit memory claim = exit(ALICE, alice, ETH, 7);
        if (by == 0) by = 1;
        uint256 field = what % 5;
        if (field == 0) claim.accountId = AccountId.wrap(uint32(by) == 1 ? 0 : uint32(by));
        if (field == 1) claim.owner = by == uint160(alice) ? bob : address(uint160(by));
        if (field == 2) claim.key = uint32(by) | 1;
        if (field == 3) claim.tokenId = TokenId.wrap(uint16(by) | 1);
        if (field == 4) claim.amount = by == 7 ? 8 : by;
        vm.expectRevert(IRollupErrors.InvalidExitProofs.selector);
        wayOut.performExodus(last, one(claim));
        isTrue(!rollup.exited(claim.accountId, claim.key), "a refused exit leaves no trace");
    }

    function test_nothing_and_nobody_is_not_paid() public {
        fundAndStop();
        vm.expectRevert(IRollupErrors.ZeroAmount.selector);
        wayOut.performExodus(last, one(exit(ALICE, alice, ETH, 0)));
        vm.expectRevert(IRollupErrors.ZeroAddress.selector);
        wayOut.performExodus(last, one(exit(ALICE, address(0), ETH, 7)));
        vm.expectRevert(IRollupErrors.ZeroAddress.selector);
        wayOut.performExodusNFT(last, one(nftExit(ALICE, alice, address(0))));
        wayOut.performExodus(last, new IExodus.Exit[](0));
    }

    function test_only_the_last_executed_state_counts() public {
        depositEth(alice, 7);
        settle(Ops.one(Ops.deposit(1, 0, 7, alice)));
        IRollupState.StoredBlockInfo memory executed = last;
        commitOps(Ops.one(Ops.transfer(1, 2, 0, 5, 1)), Ops.none());
        enterExodus();
        IExodus.Exit[] memory exits = one(exit(ALICE, alice, ETH, 7));
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.UnexpectedBlockNumber.selector, 1, 2));
        wayOut.performExodus(last, exits);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.UnexpectedBlockNumber.selector, 1, 0));
        wayOut.performExodus(genesis, exits);
        IRollupState.StoredBlockInfo memory forged = executed;
        forged.stateRoot = bytes32(uint256(1));
        vm.expectPartialRevert(IRollupErrors.StoredBlockMismatch.selector);
        wayOut.performExodus(forged, exits);
    }

    function test_a_chain_that_goes_on_has_no_exodus() public {
        depositEth(alice, 7);
        settle(Ops.one(Ops.deposit(1, 0, 7, alice)));
        IExodus.Exit[] memory exits = one(exit(ALICE, alice, ETH, 7));
        vm.expectRevert(IRollupErrors.ExodusModeNotActive.selector);
        wayOut.performExodus(last, exits);
        vm.expectRevert(IRollupErrors.ExodusModeNotActive.selector);
        wayOut.performExodusNFT(last, one(nftExit(ALICE, alice, bob)));
    }

    function test_an_nft_leaves_once_to_its_owner() public {
        fundAndStop();
        IExodus.NFTExit memory claim = nftExit(ALICE, alice, bob);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalNFTPending(NFT, alice, 12);
        wayOut.performExodusNFT(last, one(claim));
        rollup.withdrawPendingNFTBalance(NFT);
        eq(defaultFactory.ownerOf(NFTId.unwrap(NFT)), alice);
        eq(defaultFactory.getContentHash(NFTId.unwrap(NFT)), CONTENT);
        eq(defaultFactory.getCreatorAddress(NFTId.unwrap(NFT)), bob);

        wayOut.performExodusNFT(last, one(claim));
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NFTNotPending.selector, NFT));
        rollup.withdrawPendingNFTBalance(NFT);
    }

    function testFuzz_a_proof_of_an_nft_is_good_for_it_only(uint8 what, uint64 by) public {
        fundAndStop();
        IExodus.NFTExit memory claim = nftExit(ALICE, alice, bob);
        uint256 field = what % 6;
        if (field == 0) claim.accountId = BOB;
        if (field == 1) claim.owner = bob;
        if (field == 2) claim.key = claim.key + 1;
        if (field == 3) claim.tokenId = NFTId.wrap(by == NFTId.unwrap(NFT) ? 1 : by);
        if (field == 4) claim.contentHash = bytes32(uint256(CONTENT) ^ (1 << (by % 256)));
        if (field == 5) claim.creator = alice;
        vm.expectRevert(IRollupErrors.InvalidExitProofs.selector);
        wayOut.performExodusNFT(last, one(claim));
    }

    /// @dev The statements of both kinds differ in what is not 0, so that neither can be told in the other's words.
    function test_no_proof_of_a_balance_is_one_of_an_nft() public {
        fundAndStop();
        IExodus.NFTExit memory claim = nftExit(ALICE, alice, bob);
        claim.proof = exit(ALICE, alice, ETH, 7).proof;
        vm.expectRevert(IRollupErrors.InvalidExitProofs.selector);
        wayOut.performExodusNFT(last, one(claim));
        IExodus.Exit memory balance = exit(ALICE, alice, ETH, 7);
        balance.proof = nftExit(ALICE, alice, bob).proof;
        vm.expectRevert(IRollupErrors.InvalidExitProofs.selector);
        wayOut.performExodus(last, one(balance));
    }

    /// @dev The verifier has a key for exits, whose proofs say nothing about blocks.
    function test_no_block_has_the_capacity_of_exits() public {
        IRollup.CommitBlockInfo memory info = blockAfter(last, Ops.one(Ops.transfer(1, 2, 0, 5, 1)));
        info.capacity = 0;
        expectCommitFails(info, abi.encodeWithSelector(IRollupErrors.InvalidCapacity.selector, 0));
    }

    function test_the_code_beside_the_rollup_has_no_state_of_its_own() public {
        Exodus beside = Exodus(rollup.exodus());
        vm.roll(block.number + 10 * EXPIRATION);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NoExpiredPriorityRequest.selector, 0, 0));
        beside.activateExodusMode();
        vm.expectRevert(IRollupErrors.ExodusModeNotActive.selector);
        beside.performExodus(genesis, one(exit(ALICE, alice, ETH, 7)));
        eq(address(beside.governance()), address(governance));
        eq(address(beside.verifier()), address(verifier));
        eq(beside.priorityExpirationBlocks(), rollup.priorityExpirationBlocks());
    }

    function test_unknown_calls_and_gifts_are_refused() public {
        (bool known,) = address(rollup).call(abi.encodeWithSignature("nothingOfTheKind()"));
        isTrue(!known, "an unknown function");
        vm.deal(address(this), 2);
        (bool taken,) = address(rollup).call{value: 1}("");
        isTrue(!taken, "ETH without a call");
        (taken,) = address(rollup).call{value: 1}(abi.encodeCall(IExodus.activateExodusMode, ()));
        isTrue(!taken, "ETH with a call of exodus");
    }

    /// @dev A commitment inside of another call would hide its pubdata from those who restore the state.
    function test_blocks_are_committed_directly() public {
        IRollup.CommitBlockInfo[] memory list = new IRollup.CommitBlockInfo[](1);
        list[0] = blockAfter(last, Ops.one(Ops.transfer(1, 2, 0, 5, 1)));
        vm.prank(validator, alice);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NotDirectCall.selector, validator));
        rollup.commitBlocks(last, list);
        vm.etch(validator, hex"00");
        vm.prank(validator, validator);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NotDirectCall.selector, validator));
        rollup.commitBlocks(last, list);
        vm.etch(validator, "");
        vm.prank(validator, validator);
        rollup.commitBlocks(last, list);
    }

    /// @dev Alice has 7 wei and the NFT in slot 4, Bob 5 of the token; then the operator vanishes.
    function fundAndStop() private {
        depositEth(alice, 7);
        depositToken(bob, 5);
        settle(Ops.two(Ops.deposit(1, 0, 7, alice), Ops.deposit(2, 1, 5, bob)));
        enterExodus();
    }

    function exit(AccountId accountId, address owner, TokenId tokenId, uint128 amount)
        private
        view
        returns (IExodus.Exit memory claim)
    {
        uint256[8] memory inputs = inputsOf(accountId, owner, TokenId.unwrap(tokenId));
        (inputs[3], inputs[4]) = (TokenId.unwrap(tokenId), amount);
        claim = IExodus.Exit(accountId, owner, TokenId.unwrap(tokenId), tokenId, amount, proofOf(inputs));
    }

    function nftExit(AccountId accountId, address owner, address creator)
        private
        view
        returns (IExodus.NFTExit memory claim)
    {
        uint32 key = 1 << 16 | 4;
        uint256[8] memory inputs = inputsOf(accountId, owner, key);
        (inputs[5], inputs[6]) = (uint256(7) << 160 | uint256(3) << 128 | uint128(uint256(CONTENT) >> 128), 0xbeef);
        inputs[7] = uint160(creator);
        claim = IExodus.NFTExit(accountId, owner, key, NFT, CONTENT, creator, proofOf(inputs));
    }

    function inputsOf(AccountId accountId, address owner, uint32 key) private view returns (uint256[8] memory inputs) {
        inputs[0] = uint256(last.stateRoot);
        inputs[1] = uint256(AccountId.unwrap(accountId)) * 2 ** 160 + uint160(owner);
        inputs[2] = key;
    }

    function proofOf(uint256[8] memory inputs) private pure returns (uint256[] memory proof) {
        proof = new uint256[](1);
        proof[0] = uint256(keccak256(abi.encode(uint32(0), inputs)));
    }

    function one(IExodus.Exit memory claim) private pure returns (IExodus.Exit[] memory list) {
        list = new IExodus.Exit[](1);
        list[0] = claim;
    }

    function one(IExodus.NFTExit memory claim) private pure returns (IExodus.NFTExit[] memory list) {
        list = new IExodus.NFTExit[](1);
        list[0] = claim;
    }
}
