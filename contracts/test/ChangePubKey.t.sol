// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IRollup} from "../src/interfaces/IRollup.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";

contract ChangePubKeyTest is RollupFixture {
    uint256 internal constant KEY = 0xC0FFEE;
    bytes32 internal constant KEY_HASH = bytes32(uint256(0x5555));

    function testFuzz_a_signature_authorises(uint256 key, uint256 keyHash, uint32 account, uint32 nonce) public {
        key = bound(key, 1, type(uint128).max);
        bytes32 hash = bytes32(bound(keyHash, 1, P - 1));
        bytes memory signature = sign(key, hash, nonce, account, rollup.chainTag());
        commitOps(Ops.one(Ops.changePubKey(account, hash, vm.addr(key), nonce)), Ops.one(signature));
    }

    function test_the_signature_covers_every_field() public {
        address owner = vm.addr(KEY);
        bytes32 tag = rollup.chainTag();
        bytes memory op = Ops.changePubKey(3, KEY_HASH, owner, 4);
        bytes memory refused =
            abi.encodeWithSelector(IRollupErrors.ChangePubKeyNotAuthorized.selector, owner, uint32(3), uint32(4));
        expectWitness(op, sign(KEY + 1, KEY_HASH, 4, 3, tag), refused);
        expectWitness(op, sign(KEY, bytes32(uint256(1)), 4, 3, tag), refused);
        expectWitness(op, sign(KEY, KEY_HASH, 5, 3, tag), refused);
        expectWitness(op, sign(KEY, KEY_HASH, 4, 2, tag), refused);
        expectWitness(op, sign(KEY, KEY_HASH, 4, 3, bytes32(uint256(tag) ^ 1)), refused);
        expectWitness(op, new bytes(65), refused);
        commitOps(Ops.one(op), Ops.one(sign(KEY, KEY_HASH, 4, 3, tag)));
    }

    function testFuzz_a_witness_has_the_length_of_a_kind(uint8 length) public {
        if (length == 0 || length == 65 || length == 66 || length == 84) return;
        expectWitness(
            Ops.changePubKey(3, KEY_HASH, alice, 4),
            new bytes(length),
            abi.encodeWithSelector(IRollupErrors.InvalidWitnessLength.selector, length)
        );
    }

    function test_a_fact_authorises_one_key_at_one_nonce() public {
        vm.prank(alice);
        rollup.setAuthPubkeyHash(KEY_HASH, 4);
        expectUnauthorised(3, KEY_HASH, alice, 5);
        expectUnauthorised(3, KEY_HASH, bob, 4);
        expectUnauthorised(3, bytes32(uint256(1)), alice, 4);
        commitOps(Ops.one(Ops.changePubKey(3, KEY_HASH, alice, 4)), Ops.one(""));
    }

    /// @dev Audits called this the way to stop a chain: a block is sealed with a key, then its fact was replaced.
    function test_a_later_fact_does_not_turn_against_a_sealed_block() public {
        vm.prank(alice);
        rollup.setAuthPubkeyHash(KEY_HASH, 4);
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(alice);
            rollup.setAuthPubkeyHash(bytes32(uint256(1)), 4);
            vm.warp(block.timestamp + 1 days);
        }
        commitOps(Ops.one(Ops.changePubKey(3, KEY_HASH, alice, 4)), Ops.one(""));
    }

    function test_an_absent_fact_does_not_authorise_key_hash_zero() public {
        expectUnauthorised(3, 0, alice, 4);
    }

    function test_a_signature_of_key_hash_zero_is_refused() public {
        address owner = vm.addr(KEY);
        expectWitness(
            Ops.changePubKey(3, 0, owner, 4),
            sign(KEY, 0, 4, 3, rollup.chainTag()),
            abi.encodeWithSelector(IRollupErrors.ChangePubKeyNotAuthorized.selector, owner, uint32(3), uint32(4))
        );
    }

    /// @dev ecrecover answers address 0 for a broken signature; that must not open accounts of address 0.
    function test_a_broken_signature_does_not_speak_for_address_zero() public {
        expectWitness(
            Ops.changePubKey(3, KEY_HASH, address(0), 4),
            new bytes(65),
            abi.encodeWithSelector(IRollupErrors.ChangePubKeyNotAuthorized.selector, address(0), uint32(3), uint32(4))
        );
    }

    function test_there_are_as_many_witnesses_as_keys() public {
        vm.prank(alice);
        rollup.setAuthPubkeyHash(KEY_HASH, 4);
        bytes memory op = Ops.changePubKey(3, KEY_HASH, alice, 4);
        IRollup.CommitBlockInfo memory info = blockAfter(last, Ops.one(op));
        expectCommitFails(info, abi.encodeWithSelector(IRollupErrors.WitnessCountMismatch.selector, 0));
        info.ethWitnesses = Ops.two("", "");
        expectCommitFails(info, abi.encodeWithSelector(IRollupErrors.WitnessCountMismatch.selector, 2));
    }

    function expectUnauthorised(uint32 account, bytes32 keyHash, address owner, uint32 nonce) private {
        expectWitness(
            Ops.changePubKey(account, keyHash, owner, nonce),
            "",
            abi.encodeWithSelector(IRollupErrors.ChangePubKeyNotAuthorized.selector, owner, account, nonce)
        );
    }
}
