// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Governance} from "../src/Governance.sol";
import {AccountId, NFTId} from "../src/Ids.sol";
import {IGovernance} from "../src/interfaces/IGovernance.sol";
import {IRollup} from "../src/interfaces/IRollup.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {IRollupEvents} from "../src/interfaces/IRollupEvents.sol";
import {Rollup} from "../src/Rollup.sol";
import {
    CreatorFactory,
    GasBurningFactory,
    LongAnswerFactory,
    MeteredFactory,
    MintingFactory,
    ReentrantFactory,
    ReturnBombFactory,
    RevertBombFactory,
    ShortAnswerFactory,
    SilentFactory,
    WrongAnswerFactory
} from "./utils/Factories.sol";
import {NFTFixture} from "./utils/NFTFixture.sol";
import {Ops} from "./utils/Ops.sol";
import {GasBurningReceiver, RevertingReceiver} from "./utils/Tokens.sol";

contract PendingNFTsTest is NFTFixture {
    // ---- the default factory

    function testFuzz_an_nft_is_minted_to_its_recipient(Ops.NFT memory item, address to, address caller) public {
        if (item.creatorAddress == address(0) || to == address(0)) return;
        NFTId tokenId = Ops.tokenId(item);
        settle(Ops.one(Ops.withdrawNFT(1, 0, to, item)));
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalNFT(tokenId, to, address(defaultFactory));
        vm.prank(caller);
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(defaultFactory.ownerOf(NFTId.unwrap(tokenId)), to);
        eq(defaultFactory.getContentHash(NFTId.unwrap(tokenId)), item.content);
        eq(defaultFactory.getCreatorAddress(NFTId.unwrap(tokenId)), item.creatorAddress);
        eq(defaultFactory.getCreatorAccountId(NFTId.unwrap(tokenId)), AccountId.wrap(item.creator));
        eq(defaultFactory.getSerialId(NFTId.unwrap(tokenId)), item.serial);
        expectNotPending(tokenId);
    }

    function test_an_nft_is_minted_once() public {
        NFTId tokenId = departed(5, bob);
        rollup.withdrawPendingNFTBalance(tokenId);
        expectNotPending(tokenId);
    }

    function testFuzz_an_nft_that_did_not_leave_is_not_minted(NFTId tokenId) public {
        expectNotPending(tokenId);
    }

    /// @dev Even if proofs were broken, an id is minted once.
    function test_an_id_that_left_twice_is_minted_once() public {
        NFTId tokenId = departed(5, bob);
        rollup.withdrawPendingNFTBalance(tokenId);
        departed(5, alice);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NFTMintFailed.selector, address(defaultFactory)));
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(defaultFactory.ownerOf(NFTId.unwrap(tokenId)), bob);
    }

    function test_a_default_factory_that_mints_nothing_takes_nothing() public {
        NFTId tokenId = departed(5, bob);
        bytes memory code = address(defaultFactory).code;
        vm.etch(address(defaultFactory), address(new LongAnswerFactory()).code);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NFTMintFailed.selector, address(defaultFactory)));
        rollup.withdrawPendingNFTBalance(tokenId);
        vm.etch(address(defaultFactory), code);
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(defaultFactory.ownerOf(NFTId.unwrap(tokenId)), bob);
    }

    /// @dev The default factory asks no recipient.
    function test_a_recipient_cannot_refuse_or_burn_gas() public {
        address refusing = address(new RevertingReceiver());
        address burning = address(new GasBurningReceiver());
        NFTId one = departed(1, refusing);
        NFTId two = departed(2, burning);
        rollup.withdrawPendingNFTBalance{gas: 300_000}(one);
        rollup.withdrawPendingNFTBalance{gas: 300_000}(two);
        eq(defaultFactory.ownerOf(NFTId.unwrap(one)), refusing);
        eq(defaultFactory.ownerOf(NFTId.unwrap(two)), burning);
    }

    function test_an_nft_of_nobody_stays_pending() public {
        NFTId tokenId = departed(1, address(0));
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NFTMintFailed.selector, address(defaultFactory)));
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(rollup.pendingNFT(tokenId).creator, creatorAddress());
    }

    function test_without_a_default_factory_nfts_stay_pending() public {
        governance = new Governance(address(this));
        governance.setValidator(validator, true);
        rollup = new Rollup(governance, verifier, L2_CHAIN_ID, GENESIS_ROOT, "", EXPIRATION);
        NFTId tokenId = departed(5, bob);
        vm.expectRevert(IGovernance.DefaultNFTFactoryNotSet.selector);
        rollup.withdrawPendingNFTBalance(tokenId);
        register(new SilentFactory());
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NFTMintFailed.selector, address(0)));
        rollup.withdrawPendingNFTBalance(tokenId);
        expectPending(tokenId, bob);
    }

    function test_nfts_are_minted_in_exodus_mode() public {
        NFTId tokenId = departed(5, bob);
        enterExodus();
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(defaultFactory.ownerOf(NFTId.unwrap(tokenId)), bob);
    }

    // ---- creators' factories

    function test_the_creators_factory_mints() public {
        MintingFactory factory = new MintingFactory();
        register(factory);
        NFTId tokenId = departed(5, bob);
        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalNFT(tokenId, bob, address(factory));
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(factory.ownerOf(NFTId.unwrap(tokenId)), bob);
        eq(factory.contents(NFTId.unwrap(tokenId)), nft(5).content);
        eq(factory.creators(NFTId.unwrap(tokenId)), creatorAddress());
        expectNotMinted(tokenId);
        expectNotPending(tokenId);
    }

    /// @dev The address is proven by the chain; somebody else's registration under the same account id says nothing.
    function test_a_factory_is_the_creators_by_account_and_address() public {
        MintingFactory factory = new MintingFactory();
        address other = vm.addr(77);
        factory.register(governance, CREATOR_ID, other, signRegistration(77, CREATOR_ID, other, address(factory)));
        AccountId another = AccountId.wrap(8);
        bytes memory signature = signRegistration(CREATOR_KEY, another, creatorAddress(), address(factory));
        factory.register(governance, another, creatorAddress(), signature);
        NFTId tokenId = departed(5, bob);
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(defaultFactory.ownerOf(NFTId.unwrap(tokenId)), bob);
    }

    function test_a_factory_that_lost_its_code_is_replaced() public {
        MintingFactory factory = new MintingFactory();
        register(factory);
        vm.etch(address(factory), "");
        NFTId tokenId = departed(5, bob);
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(defaultFactory.ownerOf(NFTId.unwrap(tokenId)), bob);
    }

    function test_a_factory_may_answer_at_length() public {
        register(new LongAnswerFactory());
        NFTId tokenId = departed(5, bob);
        rollup.withdrawPendingNFTBalance{gas: 400_000}(tokenId);
        expectNotPending(tokenId);
    }

    // ---- creators' factories that fail: the NFT stays, and the recipient gets it from the default factory

    function test_a_reverting_factory_takes_no_hostage() public {
        expectNoHostage(new RevertBombFactory());
    }

    function test_a_factory_that_returns_a_bomb_takes_no_hostage() public {
        expectNoHostage(new ReturnBombFactory());
    }

    function test_a_factory_that_burns_gas_takes_no_hostage() public {
        expectNoHostage(new GasBurningFactory());
    }

    function test_code_that_accepts_everything_takes_no_hostage() public {
        expectNoHostage(new SilentFactory());
    }

    function test_a_short_answer_takes_no_hostage() public {
        expectNoHostage(new ShortAnswerFactory());
    }

    function test_a_wrong_answer_takes_no_hostage() public {
        expectNoHostage(new WrongAnswerFactory());
    }

    /// @dev Contracts that cannot call get their NFT after a week, by anybody.
    function testFuzz_after_a_week_anybody_gives_up_on_the_factory(uint32 wait) public {
        SilentFactory factory = new SilentFactory();
        register(factory);
        NFTId tokenId = departed(5, bob);
        uint256 from = block.timestamp + 7 days;
        vm.warp(block.timestamp + bound(wait, 0, 7 days - 1));
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NFTFactoryFailed.selector, address(factory), from));
        rollup.withdrawPendingNFTBalance(tokenId);
        vm.warp(from);
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(defaultFactory.ownerOf(NFTId.unwrap(tokenId)), bob);
    }

    /// @dev Neither the recipient nor the week takes an NFT from a factory that works.
    function test_a_working_factory_comes_first() public {
        MintingFactory factory = new MintingFactory();
        register(factory);
        NFTId one = departed(1, bob);
        NFTId two = departed(2, bob);
        vm.prank(bob);
        rollup.withdrawPendingNFTBalance(one);
        vm.warp(block.timestamp + 8 days);
        rollup.withdrawPendingNFTBalance(two);
        eq(factory.ownerOf(NFTId.unwrap(one)), bob);
        eq(factory.ownerOf(NFTId.unwrap(two)), bob);
    }

    function test_a_factory_that_works_again_mints() public {
        MintingFactory factory = new MintingFactory();
        register(factory);
        factory.turn(true);
        NFTId tokenId = departed(5, bob);
        vm.expectPartialRevert(IRollupErrors.NFTFactoryFailed.selector);
        rollup.withdrawPendingNFTBalance(tokenId);
        factory.turn(false);
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(factory.ownerOf(NFTId.unwrap(tokenId)), bob);
    }

    /// @dev A creator's factory may ask the recipient; a recipient that refuses gets its NFT from the default factory.
    function test_a_recipient_that_refuses_the_creators_factory_is_served() public {
        register(new MintingFactory());
        address refusing = address(new RevertingReceiver());
        NFTId tokenId = departed(5, refusing);
        vm.expectPartialRevert(IRollupErrors.NFTFactoryFailed.selector);
        rollup.withdrawPendingNFTBalance(tokenId);
        vm.warp(block.timestamp + 7 days);
        rollup.withdrawPendingNFTBalance(tokenId);
        eq(defaultFactory.ownerOf(NFTId.unwrap(tokenId)), refusing);
    }

    // ---- gas and reentrancy

    /// @dev A good factory cannot be made to fail: with too little gas for it, the whole call reverts, even when the default
    /// factory is allowed to step in.
    function testFuzz_little_gas_does_not_fail_the_factory(uint256 gas) public {
        MintingFactory factory = new MintingFactory();
        register(factory);
        NFTId tokenId = departed(5, bob);
        vm.warp(block.timestamp + 8 days);
        gas = bound(gas, 30_000, 600_000);
        try rollup.withdrawPendingNFTBalance{gas: gas}(tokenId) {
            eq(factory.ownerOf(NFTId.unwrap(tokenId)), bob);
        } catch {
            expectPending(tokenId, bob);
        }
        expectNotMinted(tokenId);
    }

    function testFuzz_a_factory_gets_its_gas_or_nothing(uint256 gas) public {
        MeteredFactory factory = new MeteredFactory();
        register(factory);
        NFTId tokenId = departed(5, bob);
        gas = bound(gas, 300_000, 500_000);
        try rollup.withdrawPendingNFTBalance{gas: gas}(tokenId) {
            isTrue(factory.got() > 299_000 && factory.got() <= 300_000, "the factory got 300,000");
        } catch (bytes memory reason) {
            eq(bytes32(reason), bytes32(IRollupErrors.InsufficientGas.selector));
        }
    }

    function test_a_factory_cannot_reenter() public {
        ReentrantFactory factory = new ReentrantFactory(rollup);
        register(factory);
        depositEth(alice, 10);
        NFTId tokenId = departed(5, bob);
        NFTId other = departed(6, bob);
        bytes[] memory attacks = Ops.three(
            abi.encodeCall(IRollup.withdrawPendingNFTBalance, (tokenId)),
            abi.encodeCall(IRollup.withdrawPendingNFTBalance, (other)),
            abi.encodeCall(IRollup.withdrawPendingBalance, (alice, address(0), 1))
        );
        for (uint32 i = 0; i < attacks.length; ++i) {
            NFTId id = departed(10 + i, bob);
            factory.arm(attacks[i]);
            rollup.withdrawPendingNFTBalance(id);
            isTrue(!factory.succeeded(), "reentrant call refused");
            eq(
                bytes32(factory.reason()),
                bytes32(abi.encodePacked(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector))
            );
            eq(factory.seenRecipient(), address(0));
        }
        expectPending(tokenId, bob);
        expectPending(other, bob);
    }

    /// @dev Alone, before the recipient gives up; then with the recipient, with no gas for a copy of a bomb.
    function expectNoHostage(CreatorFactory factory) private {
        register(factory);
        NFTId tokenId = departed(5, bob);
        uint256 from = block.timestamp + 7 days;
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NFTFactoryFailed.selector, address(factory), from));
        rollup.withdrawPendingNFTBalance{gas: 480_000}(tokenId);
        expectPending(tokenId, bob);

        vm.expectEmit(address(rollup));
        emit IRollupEvents.WithdrawalNFT(tokenId, bob, address(defaultFactory));
        vm.prank(bob);
        rollup.withdrawPendingNFTBalance{gas: 480_000}(tokenId);
        eq(defaultFactory.ownerOf(NFTId.unwrap(tokenId)), bob);
        expectNotPending(tokenId);
    }

    function expectPending(NFTId tokenId, address recipient) private view {
        eq(rollup.pendingNFT(tokenId).recipient, recipient);
    }

    function expectNotPending(NFTId tokenId) private {
        eq(rollup.pendingNFT(tokenId).creator, address(0));
        vm.expectRevert(abi.encodeWithSelector(IRollupErrors.NFTNotPending.selector, tokenId));
        rollup.withdrawPendingNFTBalance(tokenId);
    }

    function expectNotMinted(NFTId tokenId) private {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, tokenId));
        defaultFactory.ownerOf(NFTId.unwrap(tokenId));
    }
}
