// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {IERC20, SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ETH, TokenId} from "../Ids.sol";
import {IRollup} from "../interfaces/IRollup.sol";
import {RollupStorage} from "./RollupStorage.sol";

/// @title Payment of what executed blocks left to owners
/// @dev Payment is pulled and apart from execution: a recipient that fails harms nobody else. It works in exodus mode.
abstract contract PendingBalances is IRollup, RollupStorage {
    using SafeERC20 for IERC20;

    /// @inheritdoc IRollup
    function withdrawPendingBalance(address owner, address token, uint128 amount) external nonReentrant {
        if (owner == address(0)) revert ZeroAddress();
        TokenId tokenId = governance.validateTokenAddress(token);
        uint256 balance = pendingBalances[owner][tokenId];
        uint128 paid = uint128(Math.min(balance, amount));
        if (paid == 0) revert ZeroAmount();

        // Both are debited before the payment; the subtraction from the total fails rather than pay what others own.
        pendingBalances[owner][tokenId] = balance - paid;
        uint128 held = totalHeld[tokenId];
        totalHeld[tokenId] = held - paid;
        if (tokenId == ETH) {
            (bool success,) = owner.call{value: paid}("");
            if (!success) revert EthTransferFailed(owner, paid);
        } else {
            uint256 charged = _payERC20(token, owner, paid);
            // A token may take a fee on top of the amount: the owner bears it, so nobody else may cause it.
            if (charged != paid) {
                if (msg.sender != owner) revert OnlyOwnerBearsFees(owner, token);
                if (charged > balance) revert InsufficientPendingBalance(owner, token, balance, charged);
                paid = uint128(charged);
                pendingBalances[owner][tokenId] = balance - paid;
                totalHeld[tokenId] = held - paid;
            }
        }
        emit Withdrawal(owner, tokenId, paid);
    }

    /// @inheritdoc IRollup
    function getPendingBalance(address owner, address token) external view returns (uint128) {
        uint256 balance = pendingBalances[owner][governance.validateTokenAddress(token)];
        return uint128(Math.min(balance, type(uint128).max));
    }

    /// @return charged By how much the payment lowered this contract's balance.
    function _payERC20(address token, address recipient, uint256 amount) private returns (uint256 charged) {
        uint256 balanceBefore = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransfer(recipient, amount);
        uint256 balanceAfter = IERC20(token).balanceOf(address(this));
        if (balanceAfter >= balanceBefore) revert NothingTransferred(token);
        charged = balanceBefore - balanceAfter;
    }
}
