// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {AccountId, ETH, TokenId} from "./Ids.sol";
import {IGovernance} from "./interfaces/IGovernance.sol";

/// @title Governance
contract Governance is IGovernance, Ownable2Step {
    /// @inheritdoc IGovernance
    uint16 public totalTokens;

    /// @inheritdoc IGovernance
    mapping(TokenId tokenId => address) public tokenAddresses;

    /// @inheritdoc IGovernance
    mapping(address token => TokenId) public tokenIds;

    /// @inheritdoc IGovernance
    mapping(TokenId tokenId => bool) public pausedTokens;

    /// @inheritdoc IGovernance
    mapping(address account => bool) public validators;

    /// @inheritdoc IGovernance
    address public defaultNFTFactory;

    /// @inheritdoc IGovernance
    /// @dev By both, because the chain proves both: account ids are given by the operator, addresses prove who signed.
    mapping(AccountId creatorAccountId => mapping(address creator => address)) public nftFactories;

    /// @inheritdoc IGovernance
    uint256 public activeValidators;

    /// @param initialGovernor The first governor.
    constructor(address initialGovernor) Ownable(initialGovernor) {}

    /// @inheritdoc IGovernance
    function addToken(address token) external returns (TokenId tokenId) {
        requireGovernor(msg.sender);
        if (tokenIds[token] != ETH) revert TokenAlreadyRegistered(token, tokenIds[token]);
        if (token.code.length == 0) revert TokenHasNoCode(token);
        if (totalTokens == type(uint16).max) revert TokenLimitReached();

        tokenId = TokenId.wrap(++totalTokens);
        tokenAddresses[tokenId] = token;
        tokenIds[token] = tokenId;
        emit NewToken(token, tokenId);
    }

    /// @inheritdoc IGovernance
    function setTokenPaused(address token, bool paused) external {
        requireGovernor(msg.sender);
        TokenId tokenId = validateTokenAddress(token);
        if (pausedTokens[tokenId] != paused) {
            pausedTokens[tokenId] = paused;
            emit TokenPausedUpdate(tokenId, paused);
        }
    }

    /// @inheritdoc IGovernance
    function setValidator(address validator, bool active) external {
        requireGovernor(msg.sender);
        if (validators[validator] != active) {
            if (!active && activeValidators == 1) revert LastValidator(validator);
            validators[validator] = active;
            activeValidators = active ? activeValidators + 1 : activeValidators - 1;
            emit ValidatorStatusUpdate(validator, active);
        }
    }

    /// @dev A chain without a governor could never get another validator. Give it to another address instead.
    function renounceOwnership() public pure override {
        revert GovernorNeeded();
    }

    /// @inheritdoc IGovernance
    function setDefaultNFTFactory(address factory) external {
        requireGovernor(msg.sender);
        if (defaultNFTFactory != address(0)) revert DefaultNFTFactoryAlreadySet(defaultNFTFactory);
        if (factory.code.length == 0) revert NFTFactoryHasNoCode(factory);
        defaultNFTFactory = factory;
        emit NewDefaultNFTFactory(factory);
    }

    /// @inheritdoc IGovernance
    function registerNFTFactoryCreator(AccountId creatorAccountId, address creator, bytes calldata signature) external {
        address registered = nftFactories[creatorAccountId][creator];
        if (registered != address(0)) revert NFTFactoryAlreadyRegistered(creatorAccountId, creator, registered);
        bytes32 digest =
            MessageHashUtils.toEthSignedMessageHash(bytes(nftFactoryMessage(creatorAccountId, creator, msg.sender)));
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure != ECDSA.RecoverError.NoError || signer != creator) {
            revert InvalidNFTFactorySignature(creatorAccountId, creator, msg.sender);
        }
        nftFactories[creatorAccountId][creator] = msg.sender;
        emit NFTFactoryRegisteredCreator(creatorAccountId, creator, msg.sender);
    }

    /// @inheritdoc IGovernance
    function getNFTFactory(AccountId creatorAccountId, address creator) external view returns (address factory) {
        factory = nftFactories[creatorAccountId][creator];
        if (factory.code.length == 0) {
            factory = defaultNFTFactory;
            if (factory == address(0)) revert DefaultNFTFactoryNotSet();
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
    function nftFactoryMessage(AccountId creatorAccountId, address creator, address factory)
        public
        view
        returns (string memory)
    {
        string memory chain = string.concat(
            "Zelkova: let this contract mint my NFTs on L1.",
            "\nL1 chain id: ",
            Strings.toString(block.chainid),
            "\nGovernance: ",
            Strings.toChecksumHexString(address(this))
        );
        return string.concat(
            chain,
            "\nFactory: ",
            Strings.toChecksumHexString(factory),
            "\nCreator: ",
            Strings.toChecksumHexString(creator),
            "\nCreator's account: ",
            Strings.toString(AccountId.unwrap(creatorAccountId))
        );
    }

    /// @inheritdoc IGovernance
    function requireGovernor(address account) public view {
        if (account != owner()) revert NotGovernor(account);
    }

    /// @inheritdoc IGovernance
    function validateTokenAddress(address token) public view returns (TokenId tokenId) {
        tokenId = tokenIds[token];
        if (tokenId == ETH && token != address(0)) revert TokenNotRegistered(token);
    }
}
