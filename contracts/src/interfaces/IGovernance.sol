// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, TokenId} from "../Ids.sol";

/// @title Who may settle blocks, which tokens the chain knows, and who mints its NFTs on L1
/// @notice The governor is the owner of the contract; ownership moves in two steps.
interface IGovernance {
    /// @notice A token got the next free id.
    event NewToken(address indexed token, TokenId indexed tokenId);

    /// @notice An address became a validator or ceased to be one.
    event ValidatorStatusUpdate(address indexed validator, bool isActive);

    /// @notice Deposits of a token were stopped or allowed again.
    event TokenPausedUpdate(TokenId indexed tokenId, bool paused);

    /// @notice The factory of creators without one was set.
    event NewDefaultNFTFactory(address indexed factory);

    /// @notice A creator got a factory of its own.
    event NFTFactoryRegisteredCreator(
        AccountId indexed creatorAccountId, address indexed creator, address indexed factory
    );

    /// @notice Only the governor may call this.
    error NotGovernor(address caller);

    /// @notice Only an active validator may call this.
    error NotValidator(address caller);

    /// @notice Without a validator nothing would be committed any more: name another one first.
    error LastValidator(address validator);

    /// @notice There is always a governor: transfer the ownership instead.
    error GovernorNeeded();

    /// @notice The address was registered before, under this id.
    error TokenAlreadyRegistered(address token, TokenId tokenId);

    /// @notice The address is not a registered token.
    error TokenNotRegistered(address token);

    /// @notice The address holds no code, so it cannot be a token.
    error TokenHasNoCode(address token);

    /// @notice All 65,535 ids are taken.
    error TokenLimitReached();

    /// @notice The default factory is set for good.
    error DefaultNFTFactoryAlreadySet(address factory);

    /// @notice There is no default factory yet.
    error DefaultNFTFactoryNotSet();

    /// @notice The address holds no code, so it cannot be a factory.
    error NFTFactoryHasNoCode(address factory);

    /// @notice The creator's factory is set for good.
    error NFTFactoryAlreadyRegistered(AccountId creatorAccountId, address creator, address factory);

    /// @notice The signature is not the creator's over this registration.
    error InvalidNFTFactorySignature(AccountId creatorAccountId, address creator, address factory);

    /// @notice Registers an ERC-20 token under the next free id.
    /// @dev Governor only. Tokens whose balances change by themselves (rebasing) must not be registered.
    /// @return tokenId The id of the token on the chain.
    function addToken(address token) external returns (TokenId tokenId);

    /// @notice Stops or allows deposits of a token; what was deposited can always leave.
    /// @dev Governor only.
    function setTokenPaused(address token, bool paused) external;

    /// @notice Allows or forbids an address to commit and revert blocks.
    /// @dev Governor only. The last validator stays.
    function setValidator(address validator, bool active) external;

    /// @notice Sets the factory that mints the NFTs of creators without one. Once.
    /// @dev Governor only.
    function setDefaultNFTFactory(address factory) external;

    /// @notice Makes the calling contract the factory of a creator. Once for each pair of account and address.
    /// @dev Called by the factory (INFTFactory). An account and an address that do not belong together on the chain may be
    /// registered too; no NFT is theirs.
    /// @param signature 65 bytes: EIP-191 signature of `nftFactoryMessage` with the creator's key.
    function registerNFTFactoryCreator(AccountId creatorAccountId, address creator, bytes calldata signature) external;

    /// @notice The text that a creator signs to have a factory.
    function nftFactoryMessage(AccountId creatorAccountId, address creator, address factory)
        external
        view
        returns (string memory);

    /// @notice The factory that a creator registered; address(0) if there is none.
    function nftFactories(AccountId creatorAccountId, address creator) external view returns (address);

    /// @notice The factory of creators without one; address(0) if it is not set yet.
    function defaultNFTFactory() external view returns (address);

    /// @notice The factory that mints a creator's NFTs: its own if that has code, or else the default one.
    function getNFTFactory(AccountId creatorAccountId, address creator) external view returns (address);

    /// @notice The governor.
    function governor() external view returns (address);

    /// @notice Reverts unless `account` is the governor.
    function requireGovernor(address account) external view;

    /// @notice Reverts unless `account` is an active validator.
    function requireActiveValidator(address account) external view;

    /// @notice Whether `account` is an active validator.
    function validators(address account) external view returns (bool);

    /// @notice Number of active validators.
    function activeValidators() external view returns (uint256);

    /// @notice Number of registered ERC-20 tokens, which is also the highest id. ETH, id 0, is not counted.
    function totalTokens() external view returns (uint16);

    /// @notice The token of an id; address(0) for ETH (id 0) and for ids not given yet.
    function tokenAddresses(TokenId tokenId) external view returns (address);

    /// @notice The id of a token; 0 for ETH, which is address(0), and for tokens not registered.
    function tokenIds(address token) external view returns (TokenId);

    /// @notice Whether deposits of a token are stopped.
    function pausedTokens(TokenId tokenId) external view returns (bool);

    /// @notice The id of a token; reverts if it is not registered. ETH is address(0).
    function validateTokenAddress(address token) external view returns (TokenId);
}
