// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {Statement} from "../src/libraries/Statement.sol";
import {Rollup} from "../src/Rollup.sol";
import {Ops} from "./utils/Ops.sol";
import {RollupFixture} from "./utils/RollupFixture.sol";

/// @notice What a chain is known by in everything that is signed and proven for it (docs/protocol.md section 2).
contract ChainTagTest is RollupFixture {
    uint256 private constant OWNER = 0xC0FFEE;
    bytes32 private constant KEY_HASH = bytes32(uint256(0x5555));

    /// @dev The tags of primitives/tests/vectors/chain_tag.json, which other code made.
    function test_vectors() public view {
        string memory json = vm.readFile("../primitives/tests/vectors/chain_tag.json");
        uint256 compared = 0;
        for (uint256 i = 0; i < 8; ++i) {
            bytes32 made = Statement.chainTag(
                uint64(vm.parseJsonUint(json, field(i, "l1_chain_id"))),
                vm.parseJsonAddress(json, field(i, "rollup")),
                uint64(vm.parseJsonUint(json, field(i, "l2_chain_id"))),
                vm.parseJsonBytes32(json, field(i, "genesis_root"))
            );
            bytes32 expected = vm.parseJsonBytes32(json, field(i, "tag"));
            bool sameHash = vm.parseJsonUint(json, field(i, "hash_id")) == Statement.HASH_ID;
            isTrue((made == expected) == sameHash, "the tag of the vector, and another one for another hash");
            if (sameHash) ++compared;
        }
        eq(compared, 7);
    }

    function testFuzz_the_tag_names_the_l1_and_the_rollup(uint64 chainId) public {
        chainId = uint64(bound(chainId, 1, type(uint64).max - 1));
        eq(rollup.chainTag(), tagOf(block.chainid, address(rollup)));
        vm.chainId(chainId);
        Rollup other = deploy();
        eq(other.chainTag(), tagOf(chainId, address(other)));
        isTrue(other.chainTag() != rollup.chainTag(), "same operator, same chain id, another chain");
    }

    function test_a_fork_of_l1_with_another_id_does_not_change_the_tag() public {
        bytes32 before = rollup.chainTag();
        vm.chainId(block.chainid + 1);
        eq(rollup.chainTag(), before);
    }

    /// @dev One operator, one L1, one chain id, one genesis: only the contract differs.
    function test_a_signature_for_one_deployment_is_refused_by_another() public {
        address owner = vm.addr(OWNER);
        bytes memory op = Ops.changePubKey(3, KEY_HASH, owner, 4);
        bytes memory witness = sign(OWNER, KEY_HASH, 4, 3, rollup.chainTag());
        Rollup first = rollup;
        rollup = deploy();
        expectWitness(
            op,
            witness,
            abi.encodeWithSelector(IRollupErrors.ChangePubKeyNotAuthorized.selector, owner, uint32(3), uint32(4))
        );
        rollup = first;
        commitOps(Ops.one(op), Ops.one(witness));
    }

    function deploy() private returns (Rollup) {
        return new Rollup(governance, verifier, L2_CHAIN_ID, GENESIS_ROOT, "", EXPIRATION);
    }

    function field(uint256 index, string memory name) private pure returns (string memory) {
        return string.concat("$[", string(abi.encodePacked(uint8(48 + index))), "].", name);
    }
}
