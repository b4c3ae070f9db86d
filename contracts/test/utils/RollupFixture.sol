// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {DevToken} from "../../src/dev/DevToken.sol";
import {Governance} from "../../src/Governance.sol";
import {AccountId} from "../../src/Ids.sol";
import {NFTFactory} from "../../src/NFTFactory.sol";
import {IExodus} from "../../src/interfaces/IExodus.sol";
import {IRollup} from "../../src/interfaces/IRollup.sol";
import {IRollupState} from "../../src/interfaces/IRollupState.sol";
import {Rollup} from "../../src/Rollup.sol";
import {Checks} from "./Checks.sol";
import {Ops} from "./Ops.sol";
import {VerifierDouble} from "./VerifierDouble.sol";

/// @title A deployed rollup and the operator's side of its blocks
/// @dev What L1 must store of a block is computed here a second time, by the letter of docs/protocol.md.
abstract contract RollupFixture is Checks {
    uint256 internal constant P = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    bytes32 internal constant GENESIS_ROOT = bytes32(uint256(0x1234567890));
    uint64 internal constant L2_CHAIN_ID = 270;
    uint64 internal constant EXPIRATION = 100;
    uint32 internal constant CAPACITY = 123;

    address internal validator = address(0xA11CE);
    address internal alice = address(0xA1);
    address internal bob = address(0xB0B);

    Governance internal governance;
    VerifierDouble internal verifier;
    Rollup internal rollup;
    /// @dev The same contract.
    IExodus internal wayOut;
    NFTFactory internal defaultFactory;
    DevToken internal token;

    IRollupState.StoredBlockInfo internal genesis;
    IRollupState.StoredBlockInfo internal last;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        vm.roll(1_000);
        governance = new Governance(address(this));
        verifier = new VerifierDouble();
        rollup = new Rollup(governance, verifier, L2_CHAIN_ID, GENESIS_ROOT, "", EXPIRATION);
        wayOut = IExodus(address(rollup));
        token = new DevToken("Dev", "DEV", 18);
        governance.addToken(address(token));
        governance.setValidator(validator, true);
        defaultFactory = new NFTFactory(address(rollup));
        governance.setDefaultNFTFactory(address(defaultFactory));
        genesis = IRollupState.StoredBlockInfo(0, 0, keccak256(""), 0, GENESIS_ROOT, 0);
        last = genesis;
    }

    function depositEth(address to, uint128 amount) internal {
        vm.deal(alice, amount);
        vm.prank(alice);
        rollup.depositETH{value: amount}(to);
    }

    function depositToken(address to, uint128 amount) internal {
        token.mint(alice, amount);
        vm.prank(alice);
        token.approve(address(rollup), amount);
        vm.prank(alice);
        rollup.depositERC20(address(token), amount, to);
    }

    /// @dev The block after `previous` with these operations.
    function blockAfter(IRollupState.StoredBlockInfo memory previous, bytes[] memory ops)
        internal
        view
        returns (IRollup.CommitBlockInfo memory info)
    {
        info.number = previous.number + 1;
        info.timestamp = uint64(block.timestamp);
        info.feeAccount = AccountId.wrap(0);
        info.capacity = CAPACITY;
        info.newStateRoot = bytes32(uint256(keccak256(abi.encode("root", info.number, ops))) % P);
        info.pubdataCommitment = bytes32(uint256(keccak256(abi.encode("pubdata", ops))) % P);
        info.pubdata = concat(ops);
        info.ethWitnesses = Ops.none();
    }

    function tagOf(uint256 l1ChainId, address contractAt) internal pure returns (bytes32) {
        bytes memory named =
            bytes.concat("zelkova/chain", bytes4(uint32(2)), bytes8(uint64(l1ChainId)), bytes20(contractAt));
        named = bytes.concat(named, bytes8(L2_CHAIN_ID), GENESIS_ROOT);
        return bytes32(uint256(keccak256(named)) % P);
    }

    /// @dev Inputs 0 to 6.
    function publicInputs(IRollupState.StoredBlockInfo memory previous, IRollup.CommitBlockInfo memory info)
        internal
        view
        returns (uint256[7] memory inputs)
    {
        uint256 chunks = info.pubdata.length / 18;
        inputs[0] = uint256(previous.stateRoot);
        inputs[1] = uint256(info.newStateRoot);
        inputs[2] = uint256(info.number) * 2 ** 128 + uint256(info.timestamp) * 2 ** 64
            + uint256(AccountId.unwrap(info.feeAccount)) * 2 ** 32 + chunks;
        inputs[3] = uint256(tagOf(block.chainid, address(rollup)));
        inputs[4] = uint256(info.pubdataCommitment);
        bytes memory transcript = bytes.concat(bytes32(inputs[3]), verifier.keyDigest(info.capacity));
        transcript = bytes.concat(transcript, bytes32(inputs[0]), bytes32(inputs[1]), bytes32(inputs[2]));
        transcript = bytes.concat(transcript, bytes32(inputs[4]), keccak256(info.pubdata));
        inputs[5] = uint256(keccak256(transcript)) % P;

        // The sum as written: chunk i times the i-th power.
        uint256 power = 1;
        for (uint256 i = 0; i < chunks; ++i) {
            uint256 chunk = 0;
            for (uint256 j = 0; j < 18; ++j) {
                chunk = chunk * 256 + uint8(info.pubdata[18 * i + j]);
            }
            inputs[6] = addmod(inputs[6], mulmod(chunk, power, P), P);
            power = mulmod(power, inputs[5], P);
        }
    }

    function storedAfter(
        IRollupState.StoredBlockInfo memory previous,
        IRollup.CommitBlockInfo memory info,
        bytes[] memory ops
    ) internal view returns (IRollupState.StoredBlockInfo memory stored) {
        stored.number = info.number;
        stored.timestamp = info.timestamp;
        stored.stateRoot = info.newStateRoot;
        stored.pendingOnchainOperationsHash = keccak256("");
        for (uint256 i = 0; i < ops.length; ++i) {
            (bool priority, bool exit) = Ops.kind(ops[i]);
            if (priority) ++stored.priorityOperations;
            if (exit) {
                stored.pendingOnchainOperationsHash =
                    keccak256(bytes.concat(stored.pendingOnchainOperationsHash, ops[i]));
            }
        }
        uint256[7] memory inputs = publicInputs(previous, info);
        bytes memory preimage;
        for (uint256 i = 0; i < 7; ++i) {
            preimage = bytes.concat(preimage, bytes32(inputs[i]));
        }
        stored.commitment = keccak256(bytes.concat(preimage, bytes4(info.capacity)));
    }

    /// @dev The witness with which the owner of an L1 address authorises a key (EIP-191).
    function sign(uint256 key, bytes32 keyHash, uint32 nonce, uint32 account, bytes32 tag)
        internal
        pure
        returns (bytes memory)
    {
        bytes memory message =
            bytes.concat("\x19Ethereum Signed Message:\n72", keyHash, bytes4(nonce), bytes4(account), tag);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(message));
        return abi.encodePacked(r, s, v);
    }

    function commit(IRollup.CommitBlockInfo memory info) internal {
        IRollup.CommitBlockInfo[] memory blocks = new IRollup.CommitBlockInfo[](1);
        blocks[0] = info;
        vm.prank(validator, validator);
        rollup.commitBlocks(last, blocks);
    }

    function expectCommitFails(IRollup.CommitBlockInfo memory info, bytes memory reason) internal {
        vm.expectRevert(reason);
        this.commitAsValidator(last, info);
    }

    /// @dev A block with one ChangePubKey and this witness is refused.
    function expectWitness(bytes memory op, bytes memory witness, bytes memory reason) internal {
        IRollup.CommitBlockInfo memory info = blockAfter(last, Ops.one(op));
        info.ethWitnesses = Ops.one(witness);
        expectCommitFails(info, reason);
    }

    /// @dev External, so that expectRevert sees one call.
    function commitAsValidator(IRollupState.StoredBlockInfo calldata previous, IRollup.CommitBlockInfo calldata info)
        external
    {
        IRollup.CommitBlockInfo[] memory blocks = new IRollup.CommitBlockInfo[](1);
        blocks[0] = info;
        vm.prank(validator, validator);
        rollup.commitBlocks(previous, blocks);
    }

    /// @dev Commits a block of these operations on top of `last` and checks what L1 stored.
    function commitOps(bytes[] memory ops, bytes[] memory witnesses)
        internal
        returns (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs)
    {
        IRollup.CommitBlockInfo memory info = blockAfter(last, ops);
        info.ethWitnesses = witnesses;
        commit(info);
        inputs = publicInputs(last, info);
        stored = storedAfter(last, info, ops);
        eq(rollup.storedBlockHashes(stored.number), keccak256(abi.encode(stored)));
        eq(rollup.totalBlocksCommitted(), stored.number);
        last = stored;
    }

    function proofOf(IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs)
        internal
        pure
        returns (IRollup.ProveBlockInfo[] memory list)
    {
        return proofFor(stored, inputs, 0);
    }

    function proofFor(IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs, uint32 prover)
        internal
        pure
        returns (IRollup.ProveBlockInfo[] memory list)
    {
        uint256[8] memory given;
        for (uint256 i = 0; i < 7; ++i) {
            given[i] = inputs[i];
        }
        given[7] = prover;
        uint256[] memory proof = new uint256[](1);
        proof[0] = uint256(keccak256(abi.encode(CAPACITY, given)));
        list = new IRollup.ProveBlockInfo[](1);
        list[0] = IRollup.ProveBlockInfo(stored, CAPACITY, AccountId.wrap(prover), inputs, proof);
    }

    function prove(IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) internal {
        rollup.proveBlocks(proofOf(stored, inputs));
    }

    function execution(IRollupState.StoredBlockInfo memory stored, bytes[] memory ops)
        internal
        pure
        returns (IRollup.ExecuteBlockInfo[] memory list)
    {
        uint256 count = 0;
        for (uint256 i = 0; i < ops.length; ++i) {
            (, bool exit) = Ops.kind(ops[i]);
            if (exit) ++count;
        }
        bytes[] memory exits = new bytes[](count);
        for (uint256 i = ops.length; i > 0; --i) {
            (, bool exit) = Ops.kind(ops[i - 1]);
            if (exit) exits[--count] = ops[i - 1];
        }
        list = new IRollup.ExecuteBlockInfo[](1);
        list[0] = IRollup.ExecuteBlockInfo(stored, exits);
    }

    function execute(IRollupState.StoredBlockInfo memory stored, bytes[] memory ops) internal {
        vm.prank(validator, validator);
        rollup.executeBlocks(execution(stored, ops));
    }

    /// @dev Commits, proves and executes a block.
    function settle(bytes[] memory ops) internal {
        (IRollupState.StoredBlockInfo memory stored, uint256[7] memory inputs) = commitOps(ops, Ops.none());
        prove(stored, inputs);
        execute(stored, ops);
    }

    function revertBlock(IRollupState.StoredBlockInfo memory stored) internal {
        IRollupState.StoredBlockInfo[] memory list = new IRollupState.StoredBlockInfo[](1);
        list[0] = stored;
        vm.prank(validator, validator);
        rollup.revertBlocks(list);
    }

    function enterExodus() internal {
        depositEth(alice, 1);
        vm.roll(block.number + EXPIRATION);
        wayOut.activateExodusMode();
    }

    function concat(bytes[] memory parts) internal pure returns (bytes memory joined) {
        for (uint256 i = 0; i < parts.length; ++i) {
            joined = bytes.concat(joined, parts[i]);
        }
    }
}
