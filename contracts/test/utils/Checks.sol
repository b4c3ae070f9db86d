// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, SerialId, TokenId} from "../../src/Ids.sol";
import {Vm} from "./Vm.sol";

/// @title Assertions: a test that calls one with unequal values reverts with both of them
abstract contract Checks {
    error NotEqual(bytes32 left, bytes32 right);
    error NotTrue(string what);

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function eq(uint256 left, uint256 right) internal pure {
        if (left != right) revert NotEqual(bytes32(left), bytes32(right));
    }

    function eq(bytes32 left, bytes32 right) internal pure {
        if (left != right) revert NotEqual(left, right);
    }

    function eq(address left, address right) internal pure {
        eq(uint160(left), uint160(right));
    }

    function eq(TokenId left, TokenId right) internal pure {
        eq(TokenId.unwrap(left), TokenId.unwrap(right));
    }

    function eq(AccountId left, AccountId right) internal pure {
        eq(AccountId.unwrap(left), AccountId.unwrap(right));
    }

    function eq(SerialId left, SerialId right) internal pure {
        eq(SerialId.unwrap(left), SerialId.unwrap(right));
    }

    function isTrue(bool value, string memory what) internal pure {
        if (!value) revert NotTrue(what);
    }

    /// @dev Brings a fuzzed number into [low, high].
    function bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        uint256 span = high - low;
        return span == type(uint256).max ? value : low + value % (span + 1);
    }
}
