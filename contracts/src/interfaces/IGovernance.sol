// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

/// @title Who may settle blocks, and which tokens the chain knows
/// @notice The governor is the owner of the contract; ownership moves in two steps.
interface IGovernance {
    /// @notice A token got the next free id.
    event NewToken(address indexed token, uint16 indexed tokenId);

    /// @notice An address became a validator or ceased to be one.
    event ValidatorStatusUpdate(address indexed validator, bool isActive);

    /// @notice Deposits of a token were stopped or allowed again.
    event TokenPausedUpdate(uint16 indexed tokenId, bool paused);

    /// @notice Only the governor may call this.
    error NotGovernor(address caller);

    /// @notice Only an active validator may call this.
    error NotValidator(address caller);

    /// @notice The address was registered before, under this id.
    error TokenAlreadyRegistered(address token, uint16 tokenId);

    /// @notice The address is not a registered token.
    error TokenNotRegistered(address token);

    /// @notice The address holds no code, so it cannot be a token.
    error TokenHasNoCode(address token);

    /// @notice All 65,535 ids are taken.
    error TokenLimitReached();

    /// @notice Registers an ERC-20 token under the next free id.
    /// @dev Governor only. Tokens whose balances change by themselves (rebasing) must not be registered.
    /// @return tokenId The id of the token on the chain.
    function addToken(address token) external returns (uint16 tokenId);

    /// @notice Stops or allows deposits of a token; what was deposited can always leave.
    /// @dev Governor only.
    function setTokenPaused(address token, bool paused) external;

    /// @notice Allows or forbids an address to commit, execute and revert blocks.
    /// @dev Governor only.
    function setValidator(address validator, bool active) external;

    /// @notice The governor.
    function governor() external view returns (address);

    /// @notice Reverts unless `account` is the governor.
    function requireGovernor(address account) external view;

    /// @notice Reverts unless `account` is an active validator.
    function requireActiveValidator(address account) external view;

    /// @notice Whether `account` is an active validator.
    function validators(address account) external view returns (bool);

    /// @notice Number of registered ERC-20 tokens, which is also the highest id. ETH, id 0, is not counted.
    function totalTokens() external view returns (uint16);

    /// @notice The token of an id; address(0) for ETH (id 0) and for ids not given yet.
    function tokenAddresses(uint16 tokenId) external view returns (address);

    /// @notice The id of a token; 0 for ETH, which is address(0), and for tokens not registered.
    function tokenIds(address token) external view returns (uint16);

    /// @notice Whether deposits of a token are stopped.
    function pausedTokens(uint16 tokenId) external view returns (bool);

    /// @notice The id of a token; reverts if it is not registered. ETH is address(0).
    function validateTokenAddress(address token) external view returns (uint16);
}
