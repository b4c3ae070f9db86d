// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IERC20, SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {AccountId, ETH, SerialId, TokenId} from "../Ids.sol";
import {OperationTable} from "../generated/Operations.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {Operations} from "../libraries/Operations.sol";
import {PriorityQueue} from "../libraries/PriorityQueue.sol";
import {RollupStorage} from "./RollupStorage.sol";

/// @title What users request on L1
abstract contract PriorityRequests is IRollup, RollupStorage {
    using PriorityQueue for PriorityQueue.Queue;
    using SafeERC20 for IERC20;

    /// @inheritdoc IRollup
    function depositETH(address to) external payable nonReentrant onlyActive {
        _requireDepositable(ETH);
        _registerDeposit(ETH, msg.value, to);
    }

    /// @inheritdoc IRollup
    function depositERC20(address token, uint128 amount, address to) external nonReentrant onlyActive {
        if (token == address(0)) revert ZeroAddress();
        TokenId tokenId = governance.validateTokenAddress(token);
        _requireDepositable(tokenId);

        // A token may keep a part of a transfer, so only what arrived counts.
        uint256 balanceBefore = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 balanceAfter = IERC20(token).balanceOf(address(this));
        if (balanceAfter <= balanceBefore) revert NothingTransferred(token);
        _registerDeposit(tokenId, balanceAfter - balanceBefore, to);
    }

    /// @inheritdoc IRollup
    function requestFullExit(AccountId accountId, address token) external nonReentrant onlyActive {
        // The circuit has no operation on a reserved account: such a request could never be served.
        if (accountId >= Operations.RESERVED_ACCOUNTS_START) revert InvalidAccountId(accountId);
        TokenId tokenId = governance.validateTokenAddress(token);
        _pushRequest(OperationTable.FULL_EXIT, Operations.encodeFullExit(accountId, msg.sender, tokenId));
    }

    /// @inheritdoc IRollup
    function requestFullExitNFT(AccountId accountId, uint16 slot) external nonReentrant onlyActive {
        if (accountId >= Operations.RESERVED_ACCOUNTS_START) revert InvalidAccountId(accountId);
        _pushRequest(OperationTable.FULL_EXIT_NFT, Operations.encodeFullExitNFT(accountId, msg.sender, slot));
    }

    /// @inheritdoc IRollup
    function setAuthPubkeyHash(bytes32 keyHash, uint32 nonce) external nonReentrant onlyActive {
        if (keyHash == 0) revert ZeroKeyHash();
        _requireCanonical(keyHash);
        authFacts[msg.sender][nonce][keyHash] = true;
        emit FactAuth(msg.sender, nonce, keyHash);
    }

    function _requireDepositable(TokenId tokenId) private view {
        if (governance.pausedTokens(tokenId)) revert TokenPaused(tokenId);
    }

    /// @dev The chain's balances are below 2^128. Bounding the sum of all of a token bounds every one of them, so a
    /// deposit that L1 accepts can always be executed.
    function _registerDeposit(TokenId tokenId, uint256 amount, address to) private {
        if (to == address(0)) revert ZeroAddress();
        if (amount == 0) revert ZeroAmount();
        uint128 held = totalHeld[tokenId];
        if (amount > type(uint128).max - held) revert AmountTooLarge(tokenId, amount);
        uint128 accepted = uint128(amount);
        totalHeld[tokenId] = held + accepted;
        emit Deposit(tokenId, accepted);
        _pushRequest(OperationTable.DEPOSIT, Operations.encodeDeposit(tokenId, accepted, to));
    }

    function _pushRequest(uint8 opType, bytes memory pubdata) private {
        uint256 expirationBlock = block.number + priorityExpirationBlocks;
        SerialId serialId = priorityQueue.push(pubdata, expirationBlock);
        emit NewPriorityRequest(msg.sender, serialId, opType, pubdata, expirationBlock);
    }
}
