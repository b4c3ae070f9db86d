// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {NFTFactory} from "../src/NFTFactory.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";

/// @title ChangePubKey authorised by EIP-712 data and by a CREATE2 address
contract KeyWitnessesTest is RollupFixture {
    uint256 internal constant KEY = 0xC0FFEE;
    bytes32 internal constant KEY_HASH = bytes32(uint256(0x5555));
    bytes32 internal constant DOMAIN_TYPE = keccak256("EIP712Domain(string name,string version)");
    bytes32 internal constant CHANGE_TYPE =
        keccak256("ChangePubKey(bytes32 keyHash,uint32 nonce,uint32 accountId,bytes32 chainTag)");

    // ---- EIP-712

    function testFuzz_typed_data_authorises(uint256 key, uint256 keyHash, uint32 account, uint32 nonce) public {
        key = bound(key, 1, type(uint128).max);
        bytes32 hash = bytes32(bound(keyHash, 1, P - 1));
        bytes memory witness = typedData(key, domain("Zelkova", "1"), hash, nonce, account, rollup.chainTag());
        eq(witness.length, 66);
        commitOps(Ops.one(Ops.changePubKey(account, hash, vm.addr(key), nonce)), Ops.one(witness));
    }

    function test_typed_data_covers_every_field() public {
        bytes32 tag = rollup.chainTag();
        bytes32 ours = domain("Zelkova", "1");
        expectUnauthorised(typedData(KEY + 1, ours, KEY_HASH, 4, 3, tag));
        expectUnauthorised(typedData(KEY, ours, bytes32(uint256(1)), 4, 3, tag));
        expectUnauthorised(typedData(KEY, ours, KEY_HASH, 5, 3, tag));
        expectUnauthorised(typedData(KEY, ours, KEY_HASH, 4, 2, tag));
        expectUnauthorised(typedData(KEY, ours, KEY_HASH, 4, 3, bytes32(uint256(tag) ^ 1)));
        commitOps(Ops.one(ecdsaOp()), Ops.one(typedData(KEY, ours, KEY_HASH, 4, 3, tag)));
    }

    function test_typed_data_of_another_domain_is_refused() public {
        bytes32 tag = rollup.chainTag();
        expectUnauthorised(typedData(KEY, domain("ZkSync", "1"), KEY_HASH, 4, 3, tag));
        expectUnauthorised(typedData(KEY, domain("Zelkova", "2"), KEY_HASH, 4, 3, tag));
        bytes32 withChain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId)"),
                keccak256("Zelkova"),
                keccak256("1"),
                block.chainid
            )
        );
        expectUnauthorised(typedData(KEY, withChain, KEY_HASH, 4, 3, tag));
    }

    function testFuzz_the_marker_of_typed_data_is_one(uint8 marker) public {
        if (marker == 1) return;
        bytes memory witness = typedData(KEY, domain("Zelkova", "1"), KEY_HASH, 4, 3, rollup.chainTag());
        witness[65] = bytes1(marker);
        expectUnauthorised(witness);
    }

    /// @dev Neither kind of signature passes for the other.
    function test_the_kinds_of_signatures_are_apart() public {
        bytes memory typed = typedData(KEY, domain("Zelkova", "1"), KEY_HASH, 4, 3, rollup.chainTag());
        bytes memory message = signature(
            KEY,
            keccak256(
                bytes.concat(
                    "\x19Ethereum Signed Message:\n72",
                    KEY_HASH,
                    bytes4(uint32(4)),
                    bytes4(uint32(3)),
                    rollup.chainTag()
                )
            )
        );
        expectUnauthorised(bytes.concat(message, hex"01"));
        bytes memory cut = new bytes(65);
        for (uint256 i = 0; i < 65; ++i) {
            cut[i] = typed[i];
        }
        expectUnauthorised(cut);
        commitOps(Ops.one(ecdsaOp()), Ops.one(message));
    }

    /// @dev The other root of the same signature, which Ethereum transactions refuse too.
    function test_a_malleated_signature_is_refused() public {
        bytes memory typed = typedData(KEY, domain("Zelkova", "1"), KEY_HASH, 4, 3, rollup.chainTag());
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        bytes32 r;
        uint256 s;
        assembly {
            r := mload(add(typed, 32))
            s := mload(add(typed, 64))
        }
        uint8 v = uint8(typed[64]) == 27 ? 28 : 27;
        expectUnauthorised(bytes.concat(abi.encodePacked(r, order - s, v), hex"01"));
    }

    function testFuzz_bytes_are_no_typed_data(bytes32 r, bytes32 s, uint8 v) public {
        expectUnauthorised(abi.encodePacked(r, s, v, uint8(1)));
    }

    function test_a_broken_signature_does_not_speak_for_address_zero() public {
        expectWitness(
            Ops.changePubKey(3, KEY_HASH, address(0), 4),
            bytes.concat(new bytes(65), hex"01"),
            unauthorised(address(0), 3, 4)
        );
    }

    // ---- CREATE2

    function testFuzz_a_create2_address_authorises(address creator, bytes32 saltArg, bytes32 codeHash, uint32 account)
        public
    {
        address owner = create2(creator, saltArg, KEY_HASH, codeHash);
        bytes memory witness = abi.encodePacked(creator, saltArg, codeHash);
        eq(witness.length, 84);
        commitOps(Ops.one(Ops.changePubKey(account, KEY_HASH, owner, 0)), Ops.one(witness));
    }

    /// @dev The address is that of a real deployment.
    function test_the_create2_address_is_where_the_contract_will_be() public {
        bytes32 saltArg = keccak256("salt");
        bytes memory code = abi.encodePacked(type(NFTFactory).creationCode, abi.encode(address(rollup)));
        bytes memory witness = abi.encodePacked(address(this), saltArg, keccak256(code));
        NFTFactory created = new NFTFactory{salt: keccak256(bytes.concat(saltArg, KEY_HASH))}(address(rollup));
        commitOps(Ops.one(Ops.changePubKey(3, KEY_HASH, address(created), 0)), Ops.one(witness));
    }

    function testFuzz_a_create2_witness_counts_in_every_byte(uint8 index, uint8 change) public {
        address owner = create2(alice, "salt", KEY_HASH, "code");
        bytes memory witness = abi.encodePacked(alice, bytes32("salt"), bytes32("code"));
        index = uint8(bound(index, 0, 83));
        witness[index] = bytes1(uint8(witness[index]) ^ uint8(bound(change, 1, 255)));
        expectWitness(Ops.changePubKey(3, KEY_HASH, owner, 0), witness, unauthorised(owner, 3, 0));
    }

    function test_a_create2_address_fixes_the_key_hash() public {
        address owner = create2(alice, "salt", KEY_HASH, "code");
        bytes memory witness = abi.encodePacked(alice, bytes32("salt"), bytes32("code"));
        expectWitness(Ops.changePubKey(3, bytes32(uint256(1)), owner, 0), witness, unauthorised(owner, 3, 0));
        expectWitness(Ops.changePubKey(3, KEY_HASH, bob, 0), witness, unauthorised(bob, 3, 0));
        address noKey = create2(alice, "salt", 0, "code");
        expectWitness(Ops.changePubKey(3, 0, noKey, 0), witness, unauthorised(noKey, 3, 0));
    }

    /// @dev Otherwise anybody could bring the first key back at any time.
    function testFuzz_a_create2_witness_is_for_nonce_zero(uint32 nonce) public {
        nonce = uint32(bound(nonce, 1, type(uint32).max));
        address owner = create2(alice, "salt", KEY_HASH, "code");
        bytes memory witness = abi.encodePacked(alice, bytes32("salt"), bytes32("code"));
        expectWitness(Ops.changePubKey(3, KEY_HASH, owner, nonce), witness, unauthorised(owner, 3, nonce));
    }

    // ---- together

    /// @dev Witnesses are taken in the order of their operations.
    function test_a_block_with_every_kind() public {
        bytes32 tag = rollup.chainTag();
        vm.prank(alice);
        rollup.setAuthPubkeyHash(KEY_HASH, 7);
        address created = create2(alice, "salt", KEY_HASH, "code");
        bytes[] memory ops = Ops.three(Ops.changePubKey(1, KEY_HASH, alice, 7), ecdsaOp(), ecdsaOp());
        ops[2] = Ops.changePubKey(2, KEY_HASH, created, 0);
        bytes[] memory witnesses = Ops.three(
            "",
            typedData(KEY, domain("Zelkova", "1"), KEY_HASH, 4, 3, tag),
            abi.encodePacked(alice, bytes32("salt"), bytes32("code"))
        );
        commitOps(ops, witnesses);
    }

    function ecdsaOp() private pure returns (bytes memory) {
        return Ops.changePubKey(3, KEY_HASH, vm.addr(KEY), 4);
    }

    function expectUnauthorised(bytes memory witness) private {
        expectWitness(ecdsaOp(), witness, unauthorised(vm.addr(KEY), 3, 4));
    }

    function unauthorised(address owner, uint32 account, uint32 nonce) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRollupErrors.ChangePubKeyNotAuthorized.selector, owner, account, nonce);
    }

    function domain(string memory name, string memory version) private pure returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE, keccak256(bytes(name)), keccak256(bytes(version))));
    }

    function typedData(uint256 key, bytes32 separator, bytes32 keyHash, uint32 nonce, uint32 account, bytes32 tag)
        private
        pure
        returns (bytes memory)
    {
        bytes32 data = keccak256(abi.encode(CHANGE_TYPE, keyHash, nonce, account, tag));
        return bytes.concat(signature(key, keccak256(bytes.concat(hex"1901", separator, data))), hex"01");
    }

    function signature(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function create2(address creator, bytes32 saltArg, bytes32 keyHash, bytes32 codeHash)
        private
        pure
        returns (address)
    {
        bytes32 salt = keccak256(bytes.concat(saltArg, keyHash));
        return address(uint160(uint256(keccak256(abi.encodePacked(hex"ff", creator, salt, codeHash)))));
    }
}
