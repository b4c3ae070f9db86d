// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {Governance} from "../src/Governance.sol";
import {AccountId} from "../src/Ids.sol";
import {IGovernance} from "../src/interfaces/IGovernance.sol";
import {MintingFactory} from "./utils/Factories.sol";
import {NFTFixture} from "./utils/NFTFixture.sol";

contract NFTFactoryRegistrationTest is NFTFixture {
    MintingFactory internal factory;

    function setUp() public override {
        super.setUp();
        factory = new MintingFactory();
    }

    // ---- the default factory

    function test_the_default_factory_is_set_once() public {
        governance = new Governance(address(this));
        eq(governance.defaultNFTFactory(), address(0));
        vm.expectRevert(IGovernance.DefaultNFTFactoryNotSet.selector);
        governance.getNFTFactory(CREATOR_ID, creatorAddress());
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NFTFactoryHasNoCode.selector, alice));
        governance.setDefaultNFTFactory(alice);

        vm.expectEmit(address(governance));
        emit IGovernance.NewDefaultNFTFactory(address(factory));
        governance.setDefaultNFTFactory(address(factory));
        eq(governance.getNFTFactory(CREATOR_ID, creatorAddress()), address(factory));
        vm.expectRevert(abi.encodeWithSelector(IGovernance.DefaultNFTFactoryAlreadySet.selector, address(factory)));
        governance.setDefaultNFTFactory(address(factory));
    }

    function testFuzz_only_the_governor_sets_the_default_factory(address caller) public {
        governance = new Governance(address(this));
        if (caller == address(this)) return;
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(IGovernance.NotGovernor.selector, caller));
        governance.setDefaultNFTFactory(address(factory));
    }

    // ---- creators' factories

    function test_the_message_is_readable() public {
        vm.chainId(5);
        string memory text = governance.nftFactoryMessage(
            CREATOR_ID, 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359
        );
        string memory wanted = string.concat(
            "Zelkova: let this contract mint my NFTs on L1.\nL1 chain id: 5\nGovernance: ",
            checksum(),
            "\nFactory: 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "\nCreator: 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\nCreator's account: 9"
        );
        eq(keccak256(bytes(text)), keccak256(bytes(wanted)));
    }

    function testFuzz_a_factory_registers_with_its_creators_signature(uint256 key, AccountId account) public {
        key = bound(key, 1, type(uint128).max);
        address creator = vm.addr(key);
        bytes memory signature = signRegistration(key, account, creator, address(factory));
        vm.expectEmit(address(governance));
        emit IGovernance.NFTFactoryRegisteredCreator(account, creator, address(factory));
        factory.register(governance, account, creator, signature);
        eq(governance.nftFactories(account, creator), address(factory));
        eq(governance.getNFTFactory(account, creator), address(factory));
        AccountId other = AccountId.wrap(AccountId.unwrap(account) ^ 1);
        eq(governance.getNFTFactory(other, creator), address(defaultFactory));
        eq(governance.getNFTFactory(account, address(uint160(creator) ^ 1)), address(defaultFactory));
    }

    function test_a_factory_without_code_is_replaced_by_the_default() public {
        register(factory);
        vm.etch(address(factory), "");
        eq(governance.getNFTFactory(CREATOR_ID, creatorAddress()), address(defaultFactory));
    }

    function test_a_creator_registers_once() public {
        register(factory);
        MintingFactory other = new MintingFactory();
        bytes memory signature = signRegistration(CREATOR_KEY, CREATOR_ID, creatorAddress(), address(other));
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernance.NFTFactoryAlreadyRegistered.selector, CREATOR_ID, creatorAddress(), address(factory)
            )
        );
        other.register(governance, CREATOR_ID, creatorAddress(), signature);
    }

    function test_the_signature_covers_every_field() public {
        address creator = creatorAddress();
        expectRefused(signRegistration(CREATOR_KEY + 1, CREATOR_ID, creator, address(factory)));
        expectRefused(signRegistration(CREATOR_KEY, AccountId.wrap(10), creator, address(factory)));
        expectRefused(signRegistration(CREATOR_KEY, CREATOR_ID, alice, address(factory)));
        expectRefused(signRegistration(CREATOR_KEY, CREATOR_ID, creator, address(this)));
        // for another chain
        uint256 here = block.chainid;
        vm.chainId(here + 1);
        bytes memory elsewhere = signRegistration(CREATOR_KEY, CREATOR_ID, creator, address(factory));
        vm.chainId(here);
        expectRefused(elsewhere);
        // for another rollup on this chain
        string memory text = new Governance(address(this)).nftFactoryMessage(CREATOR_ID, creator, address(factory));
        expectRefused(signText(CREATOR_KEY, text));
        register(factory);
    }

    function testFuzz_bytes_are_no_signature(bytes calldata signature) public {
        expectRefused(signature);
    }

    /// @dev ecrecover answers address 0 for a broken signature.
    function test_a_broken_signature_does_not_speak_for_address_zero() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernance.InvalidNFTFactorySignature.selector, CREATOR_ID, address(0), address(factory)
            )
        );
        factory.register(governance, CREATOR_ID, address(0), new bytes(65));
    }

    function expectRefused(bytes memory signature) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernance.InvalidNFTFactorySignature.selector, CREATOR_ID, creatorAddress(), address(factory)
            )
        );
        factory.register(governance, CREATOR_ID, creatorAddress(), signature);
    }

    /// @dev EIP-55 of the governance's address, by its own rule.
    function checksum() private view returns (string memory) {
        bytes memory digits = "0123456789abcdef";
        bytes memory lower = new bytes(40);
        for (uint256 i = 0; i < 40; ++i) {
            lower[i] = digits[uint160(address(governance)) >> 4 * (39 - i) & 15];
        }
        bytes32 hash = keccak256(lower);
        for (uint256 i = 0; i < 40; ++i) {
            if (lower[i] > "9" && uint256(hash) >> 4 * (63 - i) & 15 > 7) lower[i] = bytes1(uint8(lower[i]) - 32);
        }
        return string.concat("0x", string(lower));
    }
}
