// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

// Numbers that name things: plain integers in the ABI, but the compiler refuses one in the place of another.

/// @dev A token of the chain, as Governance numbers them.
type TokenId is uint16;

/// @dev An account of the chain, below 2^28.
type AccountId is uint32;

/// @dev A request of the priority queue, counted from 0.
type SerialId is uint64;

/// @dev An NFT on L1: creator's account * 2^32 + how many NFTs the creator had minted before.
type NFTId is uint64;

/// @dev ETH, which stands for address(0).
TokenId constant ETH = TokenId.wrap(0);

using {equal as ==, different as !=} for TokenId global;
using {notBelow as >=} for AccountId global;
using {before as <, plus} for SerialId global;

function equal(TokenId a, TokenId b) pure returns (bool) {
    return TokenId.unwrap(a) == TokenId.unwrap(b);
}

function different(TokenId a, TokenId b) pure returns (bool) {
    return TokenId.unwrap(a) != TokenId.unwrap(b);
}

function notBelow(AccountId a, AccountId b) pure returns (bool) {
    return AccountId.unwrap(a) >= AccountId.unwrap(b);
}

function before(SerialId a, SerialId b) pure returns (bool) {
    return SerialId.unwrap(a) < SerialId.unwrap(b);
}

/// @dev Unchecked: there will not be 2^64 requests.
function plus(SerialId id, uint64 count) pure returns (SerialId) {
    unchecked {
        return SerialId.wrap(SerialId.unwrap(id) + count);
    }
}
