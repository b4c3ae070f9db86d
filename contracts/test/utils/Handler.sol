// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, ETH, SerialId, TokenId} from "../../src/Ids.sol";
import {IExodus} from "../../src/interfaces/IExodus.sol";
import {IRollupState} from "../../src/interfaces/IRollupState.sol";
import {NFTBooks} from "./NFTBooks.sol";
import {Ops} from "./Ops.sol";

/// @title Random users and an honest operator
/// @dev Keeps the chain's own books: what accounts own there after the last committed block.
contract Handler is NFTBooks {
    struct Pending {
        IRollupState.StoredBlockInfo stored;
        IRollupState.StoredBlockInfo previous;
        uint256[7] inputs;
        bytes[] ops;
        uint128[2] escrowBefore;
        Books booksBefore;
    }

    struct Request {
        uint8 opcode;
        /// Token, or slot of an NFT.
        uint16 index;
        uint128 amount;
        address owner;
        bytes op;
    }

    Request[] public requests;
    mapping(uint32 number => Pending) internal blocks;
    uint128[2] internal escrow;
    /// @dev What a user owned of each token when the chain stopped.
    uint128[2] internal shares;
    address[3] internal users = [address(0xA1), address(0xB0B), address(0xCAFE)];

    function deposit(uint256 amount, uint8 user, bool isToken) public {
        if (rollup.exodusMode()) return;
        amount = bound(amount, 1, 1e24);
        address to = users[user % 3];
        if (isToken) depositToken(to, uint128(amount));
        else depositEth(to, uint128(amount));
        uint16 tokenId = isToken ? 1 : 0;
        requests.push(Request(1, tokenId, uint128(amount), to, Ops.deposit(1, tokenId, uint128(amount), to)));
    }

    function fullExit(uint8 user, bool isToken) public {
        if (rollup.exodusMode()) return;
        address owner = users[user % 3];
        vm.prank(owner);
        rollup.requestFullExit(AccountId.wrap(uint32(userOf(owner))), isToken ? address(token) : address(0));
        requests.push(Request(6, isToken ? 1 : 0, 0, owner, ""));
    }

    function fullExitNFT(uint8 user, uint8 slot) public {
        if (rollup.exodusMode()) return;
        address owner = users[user % 3];
        vm.prank(owner);
        rollup.requestFullExitNFT(AccountId.wrap(uint32(userOf(owner))), slot % 16);
        requests.push(Request(12, slot % 16, 0, owner, ""));
    }

    /// @dev A block with some of the waiting requests, a transfer, and a withdrawal and a forced exit of each token. It
    /// makes an NFT, and some have one leave.
    function commitNext(uint8 count, uint256 amount, uint8 user) public {
        if (rollup.exodusMode()) return;
        uint256 next = firstSerialId() + rollup.totalCommittedPriorityRequests();
        uint256 served = bound(count, 0, requests.length - next > 5 ? 5 : requests.length - next);
        Pending storage pending = blocks[last.number + 1];
        delete pending.ops;
        pending.escrowBefore = escrow;
        pending.booksBefore = books;
        pending.previous = last;
        for (uint256 i = 0; i < served; ++i) {
            pending.ops.push(serve(requests[next + i]));
        }
        pending.ops.push(Ops.transfer(1, 2, 0, 5, 1));
        for (uint16 tokenId = 0; tokenId < 2; ++tokenId) {
            uint128 paid = uint128(bound(amount, 0, escrow[tokenId]));
            escrow[tokenId] -= paid;
            pending.ops.push(Ops.withdraw(1, tokenId, paid / 2, 0, users[user % 3]));
            pending.ops.push(Ops.forcedExit(1, 2, tokenId, users[(uint256(user) + 1) % 3], paid - paid / 2, 0));
        }
        if (nextSerial < MOST_NFTS) pending.ops.push(made());
        if (user % 2 == 0) {
            bytes memory op = withdrawn(user, users[user % 3]);
            if (op.length > 0) pending.ops.push(op);
        }
        (pending.stored, pending.inputs) = commitOps(pending.ops, Ops.none());
    }

    /// @dev The account behind a full exit has a third of what there is; user i owns every third NFT.
    function serve(Request memory request) private returns (bytes memory) {
        if (request.opcode == 1) {
            escrow[request.index] += request.amount;
            return request.op;
        }
        uint32 account = uint32(userOf(request.owner));
        if (request.opcode == 12) return exited(account, request.owner, request.index, users[request.index % 3]);
        uint128 balance = escrow[request.index] / 3;
        escrow[request.index] -= balance;
        return Ops.fullExit(account, request.owner, request.index, balance);
    }

    function proveNext() public {
        if (rollup.exodusMode() || rollup.totalBlocksProven() == rollup.totalBlocksCommitted()) return;
        Pending storage pending = blocks[rollup.totalBlocksProven() + 1];
        prove(pending.stored, pending.inputs);
    }

    function executeNext() public {
        if (rollup.exodusMode() || rollup.totalBlocksExecuted() == rollup.totalBlocksProven()) return;
        Pending storage pending = blocks[rollup.totalBlocksExecuted() + 1];
        execute(pending.stored, pending.ops);
    }

    function takeBack() public {
        if (rollup.exodusMode() || rollup.totalBlocksExecuted() == rollup.totalBlocksCommitted()) return;
        Pending storage pending = blocks[rollup.totalBlocksCommitted()];
        revertBlock(pending.stored);
        escrow = pending.escrowBefore;
        books = pending.booksBefore;
        last = pending.previous;
    }

    function claim(uint8 user, uint256 amount, bool isToken) public {
        address owner = users[user % 3];
        address asset = isToken ? address(token) : address(0);
        uint128 balance = rollup.getPendingBalance(owner, asset);
        if (balance == 0) return;
        rollup.withdrawPendingBalance(owner, asset, uint128(bound(amount, 1, balance)));
    }

    function pass(uint16 seconds_) public {
        vm.warp(block.timestamp + seconds_);
        vm.roll(block.number + seconds_ / 4096);
    }

    /// @dev Rarely, or the runs would be about nothing else.
    function exodus(uint8 dice) public {
        if (dice % 16 != 0 || rollup.exodusMode() || rollup.totalOpenPriorityRequests() == 0) return;
        vm.roll(block.number + EXPIRATION);
        wayOut.activateExodusMode();
        // Blocks that are not executed will never be: their changes are undone.
        uint32 executed = rollup.totalBlocksExecuted();
        if (executed < rollup.totalBlocksCommitted()) {
            escrow = blocks[executed + 1].escrowBefore;
            books = blocks[executed + 1].booksBefore;
        }
        shares = [escrow[0] / 3, escrow[1] / 3];
    }

    /// @dev A user takes a third of what the chain holds of a token, as often as they like.
    function exit(uint8 user, bool isToken) public {
        if (!rollup.exodusMode()) return;
        uint16 tokenId = isToken ? 1 : 0;
        address owner = users[user % 3];
        AccountId account = AccountId.wrap(uint32(userOf(owner)));
        if (shares[tokenId] == 0) return;
        IExodus.Exit[] memory exits = new IExodus.Exit[](1);
        exits[0] = IExodus.Exit(account, owner, tokenId, TokenId.wrap(tokenId), shares[tokenId], new uint256[](1));
        uint32 executed = rollup.totalBlocksExecuted();
        IRollupState.StoredBlockInfo memory stored = executed == 0 ? genesis : blocks[executed].stored;
        uint256[8] memory inputs;
        inputs[0] = uint256(stored.stateRoot);
        inputs[1] = uint256(AccountId.unwrap(account)) << 160 | uint160(owner);
        (inputs[2], inputs[3], inputs[4]) = (tokenId, tokenId, shares[tokenId]);
        exits[0].proof[0] = uint256(keccak256(abi.encode(uint32(0), inputs)));
        if (!rollup.exited(account, tokenId)) escrow[tokenId] -= shares[tokenId];
        wayOut.performExodus(stored, exits);
    }

    function cancelDeposits() public {
        if (!rollup.exodusMode() || rollup.totalOpenPriorityRequests() == 0) return;
        Request memory request = requests[firstSerialId()];
        uint32 account = uint32(userOf(request.owner));
        bytes memory pubdata = abi.encodePacked(uint8(1), uint32(0), request.index, request.amount, request.owner);
        if (request.opcode == 6) {
            pubdata = abi.encodePacked(uint8(6), account, request.owner, request.index, uint128(0));
        }
        if (request.opcode == 12) pubdata = abi.encodePacked(uint8(12), account, request.owner, request.index);
        wayOut.cancelOutstandingDepositsForExodusMode(Ops.one(pubdata));
    }

    // ---- what the invariants say

    /// @dev Pending balances, what accounts own on the chain, and deposits that no block has taken yet.
    function owed(uint16 tokenId) public view returns (uint256 sum) {
        address asset = tokenId == 0 ? address(0) : address(token);
        for (uint256 i = 0; i < 3; ++i) {
            sum += rollup.getPendingBalance(users[i], asset);
        }
        sum += escrow[tokenId];
        uint64 next = firstSerialId();
        if (!rollup.exodusMode()) {
            next += rollup.totalCommittedPriorityRequests();
            for (uint32 n = rollup.totalBlocksExecuted() + 1; n <= rollup.totalBlocksCommitted(); ++n) {
                sum += exitsOf(blocks[n].ops, tokenId);
            }
        }
        for (uint256 i = next; i < requests.length; ++i) {
            if (requests[i].opcode == 1 && requests[i].index == tokenId) sum += requests[i].amount;
        }
    }

    function checkBooks() public view {
        eq(rollup.totalHeld(ETH), owed(0));
        eq(rollup.totalHeld(TokenId.wrap(1)), owed(1));
        isTrue(address(rollup).balance >= owed(0), "ETH covers what is owed");
        isTrue(token.balanceOf(address(rollup)) >= owed(1), "tokens cover what is owed");
    }

    function checkNFTs() public view {
        uint256 onTheWay = 0;
        if (!rollup.exodusMode()) {
            for (uint32 n = rollup.totalBlocksExecuted() + 1; n <= rollup.totalBlocksCommitted(); ++n) {
                onTheWay |= leaving(blocks[n].ops);
            }
        }
        checkPlaces(onTheWay);
    }

    function checkCounters() public view {
        isTrue(rollup.totalBlocksExecuted() <= rollup.totalBlocksProven(), "executed <= proven");
        isTrue(rollup.totalBlocksProven() <= rollup.totalBlocksCommitted(), "proven <= committed");
        uint64 end = firstSerialId() + rollup.totalOpenPriorityRequests();
        eq(end, requests.length);
        if (!rollup.exodusMode()) {
            isTrue(rollup.totalCommittedPriorityRequests() <= rollup.totalOpenPriorityRequests(), "committed <= open");
        }
    }

    function checkChain() public view {
        for (uint32 n = rollup.totalBlocksExecuted() + 1; n <= rollup.totalBlocksCommitted(); ++n) {
            eq(rollup.storedBlockHashes(n), keccak256(abi.encode(blocks[n].stored)));
        }
        eq(rollup.storedBlockHashes(rollup.totalBlocksCommitted() + 1), bytes32(0));
    }

    function firstSerialId() public view returns (uint64) {
        return SerialId.unwrap(rollup.firstPriorityRequestId());
    }

    function inExodus() public view returns (bool) {
        return rollup.exodusMode();
    }

    function exitsOf(bytes[] storage ops, uint16 tokenId) private view returns (uint256 sum) {
        for (uint256 i = 0; i < ops.length; ++i) {
            bytes memory op = ops[i];
            uint8 opcode = uint8(op[0]);
            if (opcode != 3 && opcode != 6 && opcode != 8) continue;
            (uint256 tokenAt, uint256 amountAt) = opcode == 3 ? (5, 7) : opcode == 6 ? (25, 27) : (9, 36);
            if (read(op, tokenAt, 2) == tokenId) sum += read(op, amountAt, 16);
        }
    }

    function userOf(address owner) private pure returns (uint256) {
        return uint256(uint160(owner)) % 251;
    }
}
