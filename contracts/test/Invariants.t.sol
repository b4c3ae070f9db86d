// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {Checks} from "./utils/Checks.sol";
import {Handler} from "./utils/Handler.sol";
import {NFTBooks} from "./utils/NFTBooks.sol";

/// @title What holds after any sequence of calls
contract InvariantsTest is Checks {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Handler internal handler;
    uint64 internal seenSerialId;
    bool internal seenExodus;

    function setUp() public {
        handler = new Handler();
        handler.setUp();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        bytes4[] memory selectors = new bytes4[](14);
        selectors[0] = Handler.deposit.selector;
        selectors[1] = Handler.fullExit.selector;
        selectors[2] = Handler.commitNext.selector;
        selectors[3] = Handler.proveNext.selector;
        selectors[4] = Handler.executeNext.selector;
        selectors[5] = Handler.takeBack.selector;
        selectors[6] = Handler.claim.selector;
        selectors[7] = Handler.pass.selector;
        selectors[8] = Handler.exodus.selector;
        selectors[9] = Handler.cancelDeposits.selector;
        selectors[10] = Handler.fullExitNFT.selector;
        selectors[11] = NFTBooks.claimNFT.selector;
        selectors[12] = NFTBooks.turnFactory.selector;
        selectors[13] = Handler.exit.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), selectors);
    }

    function invariant_what_is_held_is_what_is_owed() public view {
        handler.checkBooks();
    }

    function invariant_every_nft_is_in_one_place() public view {
        handler.checkNFTs();
    }

    function invariant_blocks_advance_in_order() public view {
        handler.checkCounters();
    }

    function invariant_stored_blocks_are_those_committed() public view {
        handler.checkChain();
    }

    function invariant_serial_ids_only_grow() public {
        uint64 first = handler.firstSerialId();
        isTrue(first >= seenSerialId, "serial ids grow");
        seenSerialId = first;
    }

    function invariant_exodus_is_final() public {
        bool active = handler.inExodus();
        isTrue(active || !seenExodus, "no way back from exodus");
        seenExodus = active;
    }

    /// @dev One way through all of the handler, so that its own mistakes show without fuzzing.
    function test_the_handler_walks_the_whole_way() public {
        handler.deposit(100, 0, false);
        handler.deposit(50, 1, true);
        handler.fullExit(2, false);
        handler.commitNext(3, 10, 2);
        handler.fullExitNFT(0, 1);
        handler.fullExitNFT(1, 1);
        handler.commitNext(0, 10, 1);
        handler.commitNext(9, 10, 1);
        handler.checkNFTs();
        for (uint256 i = 0; i < 3; ++i) {
            handler.proveNext();
            handler.executeNext();
        }
        handler.commitNext(0, 5, 2);
        handler.checkNFTs();
        handler.takeBack();
        handler.turnFactory(true);
        handler.claimNFT(0, false);
        handler.claimNFT(1, true);
        handler.turnFactory(false);
        handler.claimNFT(0, false);
        handler.checkNFTs();
        handler.claim(1, 3, false);
        handler.pass(5000);
        handler.deposit(9, 0, false);
        handler.exodus(0);
        handler.cancelDeposits();
        handler.exit(0, false);
        handler.exit(0, false);
        handler.exit(1, true);
        handler.checkBooks();
        handler.checkNFTs();
        handler.checkCounters();
        handler.checkChain();
    }
}
