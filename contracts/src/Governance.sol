// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IGovernance} from "./interfaces/IGovernance.sol";

/// @title Governance
contract Governance is IGovernance, Ownable2Step {
    /// @inheritdoc IGovernance
    uint16 public totalTokens;

    /// @inheritdoc IGovernance
    mapping(uint16 tokenId => address) public tokenAddresses;

    /// @inheritdoc IGovernance
    mapping(address token => uint16) public tokenIds;

    /// @inheritdoc IGovernance
    mapping(uint16 tokenId => bool) public pausedTokens;

    /// @inheritdoc IGovernance
    mapping(address account => bool) public validators;

    /// @param initialGovernor The first governor.
    constructor(address initialGovernor) Ownable(initialGovernor) {}

    /// @inheritdoc IGovernance
    function addToken(address token) external returns (uint16 tokenId) {
        requireGovernor(msg.sender);
        if (tokenIds[token] != 0) revert TokenAlreadyRegistered(token, tokenIds[token]);
        if (token.code.length == 0) revert TokenHasNoCode(token);
        if (totalTokens == type(uint16).max) revert TokenLimitReached();

        tokenId = totalTokens + 1;
        totalTokens = tokenId;
        tokenAddresses[tokenId] = token;
        tokenIds[token] = tokenId;
        emit NewToken(token, tokenId);
    }

    /// @inheritdoc IGovernance
    function setTokenPaused(address token, bool paused) external {
        requireGovernor(msg.sender);
        uint16 tokenId = validateTokenAddress(token);
        if (pausedTokens[tokenId] != paused) {
            pausedTokens[tokenId] = paused;
            emit TokenPausedUpdate(tokenId, paused);
        }
    }

    /// @inheritdoc IGovernance
    function setValidator(address validator, bool active) external {
        requireGovernor(msg.sender);
        if (validators[validator] != active) {
            validators[validator] = active;
            emit ValidatorStatusUpdate(validator, active);
        }
    }

    /// @inheritdoc IGovernance
    function governor() external view returns (address) {
        return owner();
    }

    /// @inheritdoc IGovernance
    function requireActiveValidator(address account) external view {
        if (!validators[account]) revert NotValidator(account);
    }

    /// @inheritdoc IGovernance
    function requireGovernor(address account) public view {
        if (account != owner()) revert NotGovernor(account);
    }

    /// @inheritdoc IGovernance
    function validateTokenAddress(address token) public view returns (uint16 tokenId) {
        tokenId = tokenIds[token];
        if (tokenId == 0 && token != address(0)) revert TokenNotRegistered(token);
    }
}
