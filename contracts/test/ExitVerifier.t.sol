// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, NFTId, TokenId} from "../src/Ids.sol";
import {Governance} from "../src/Governance.sol";
import {Rollup} from "../src/Rollup.sol";
import {Verifier} from "../src/generated/Verifier.sol";
import {IExodus} from "../src/interfaces/IExodus.sol";
import {IRollupErrors} from "../src/interfaces/IRollupErrors.sol";
import {IRollupState} from "../src/interfaces/IRollupState.sol";
import {IVerifier} from "../src/interfaces/IVerifier.sol";
import {BalanceExitProof} from "./generated/BalanceExitProof.sol";
import {BlockProof} from "./generated/BlockProof.sol";
import {NFTExitProof} from "./generated/NFTExitProof.sol";
import {Checks} from "./utils/Checks.sol";
import {Claims} from "./utils/Claims.sol";

/// @notice Real proofs of exits, checked by the committed verifier, for a chain that stopped at its genesis.
contract ExitVerifierTest is Checks {
    AccountId private constant ALICE = AccountId.wrap(1);
    address private alice;
    Verifier private verifier;
    Rollup private rollup;
    IRollupState.StoredBlockInfo private genesis;

    function setUp() public {
        verifier = new Verifier();
        bytes32 root = bytes32(BalanceExitProof.claim().publicInputs[0]);
        alice = address(uint160(BalanceExitProof.claim().publicInputs[1]));
        rollup = new Rollup(new Governance(address(this)), verifier, 1, root, "", 10);
        genesis = IRollupState.StoredBlockInfo(0, 0, keccak256(""), 0, root, 0);
        vm.deal(address(this), 1);
        rollup.depositETH{value: 1}(address(1));
        vm.roll(block.number + 10);
        IExodus(address(rollup)).activateExodusMode();
    }

    function test_a_balance_leaves_with_its_proof() public {
        IExodus.Exit[] memory exits = new IExodus.Exit[](1);
        exits[0] = IExodus.Exit(ALICE, alice, 7, TokenId.wrap(7), 1_000_000, BalanceExitProof.claim().proof);
        IExodus(address(rollup)).performExodus(genesis, exits);
        vm.snapshotGasLastCall("Verifier", "exit of a balance");
        isTrue(rollup.exited(ALICE, 7), "it has left");

        exits[0] = IExodus.Exit(ALICE, alice, 0, TokenId.wrap(0), 1_000_000, BalanceExitProof.claim().proof);
        vm.expectRevert(IRollupErrors.InvalidExitProofs.selector);
        IExodus(address(rollup)).performExodus(genesis, exits);
    }

    function test_an_nft_leaves_with_its_proof() public {
        uint256[8] memory inputs = NFTExitProof.claim().publicInputs;
        NFTId id = NFTId.wrap(uint64(inputs[5] >> 128));
        IExodus.NFTExit[] memory exits = new IExodus.NFTExit[](1);
        exits[0].accountId = ALICE;
        exits[0].owner = alice;
        exits[0].key = uint32(inputs[2]);
        exits[0].tokenId = id;
        exits[0].contentHash = bytes32(inputs[5] << 128 | inputs[6]);
        exits[0].creator = address(uint160(inputs[7]));
        exits[0].proof = NFTExitProof.claim().proof;
        IExodus(address(rollup)).performExodusNFT(genesis, exits);
        vm.snapshotGasLastCall("Verifier", "exit of an NFT");
        eq(rollup.pendingNFT(id).recipient, alice);
        eq(rollup.pendingNFT(id).contentHash, exits[0].contentHash);
    }

    function test_another_statement_is_refused() public view {
        for (uint256 i; i < 8; ++i) {
            refuses(BalanceExitProof.claim(), i);
            refuses(NFTExitProof.claim(), i);
        }
    }

    /// @dev Both have eight public inputs and go to the same function.
    function test_proofs_of_exits_and_blocks_do_not_stand_for_each_other() public view {
        IVerifier.Claim memory claim = BalanceExitProof.claim();
        claim.capacity = 3;
        isTrue(!verifier.verify(Claims.one(claim)), "an exit as a block");
        claim = BlockProof.claim();
        claim.capacity = 0;
        isTrue(!verifier.verify(Claims.one(claim)), "a block as an exit");
    }

    function refuses(IVerifier.Claim memory claim, uint256 input) private view {
        isTrue(verifier.verify(Claims.one(claim)), "valid proof");
        claim.publicInputs[input] = addmod(claim.publicInputs[input], 1, Claims.P);
        isTrue(!verifier.verify(Claims.one(claim)), "another statement");
    }
}
