// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IRollupErrors} from "../interfaces/IRollupErrors.sol";
import {Operations} from "./Operations.sol";

/// @title Witnesses by which the owner of an L1 address authorises a key
/// @dev The length tells the kind: docs/nft.md and docs/protocol.md section 4.
library KeyAuthorization {
    /// @dev signature:65 of an EIP-191 message.
    uint256 private constant MESSAGE_BYTES = 65;

    /// @dev signature:65 | marker:1 of EIP-712 data.
    uint256 private constant TYPED_DATA_BYTES = 66;
    bytes1 private constant TYPED_DATA_MARKER = 0x01;

    /// @dev creator:20 | salt_arg:32 | code_hash:32.
    uint256 private constant CREATE2_BYTES = 84;

    bytes32 private constant CHANGE_PUB_KEY_TYPE =
        keccak256("ChangePubKey(bytes32 keyHash,uint32 nonce,uint32 accountId,bytes32 chainTag)");

    /// @dev The chain tag in the message identifies chain and L1, so the domain does not.
    bytes32 private constant DOMAIN = keccak256(
        abi.encode(keccak256("EIP712Domain(string name,string version)"), keccak256("Zelkova"), keccak256("1"))
    );

    /// @notice Whether a witness shows that the owner wants the key; reverts if it has the length of no kind.
    function proves(bytes calldata witness, Operations.ChangePubKey memory change, bytes32 chainTag)
        internal
        pure
        returns (bool)
    {
        if (witness.length == MESSAGE_BYTES) {
            return _isSigned(_messageDigest(change, chainTag), witness, change.owner);
        }
        if (witness.length == TYPED_DATA_BYTES) {
            return witness[MESSAGE_BYTES] == TYPED_DATA_MARKER
                && _isSigned(_typedDataDigest(change, chainTag), witness[:MESSAGE_BYTES], change.owner);
        }
        if (witness.length == CREATE2_BYTES) return _isCreate2(witness, change);
        revert IRollupErrors.InvalidWitnessLength(witness.length);
    }

    function _messageDigest(Operations.ChangePubKey memory change, bytes32 chainTag) private pure returns (bytes32) {
        return MessageHashUtils.toEthSignedMessageHash(
            abi.encodePacked(change.keyHash, change.nonce, change.accountId, chainTag)
        );
    }

    function _typedDataDigest(Operations.ChangePubKey memory change, bytes32 chainTag) private pure returns (bytes32) {
        bytes32 data =
            keccak256(abi.encode(CHANGE_PUB_KEY_TYPE, change.keyHash, change.nonce, change.accountId, chainTag));
        return MessageHashUtils.toTypedDataHash(DOMAIN, data);
    }

    function _isSigned(bytes32 digest, bytes calldata signature, address owner) private pure returns (bool) {
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecoverCalldata(digest, signature);
        return failure == ECDSA.RecoverError.NoError && signer == owner;
    }

    /// @dev The address of a contract that is to be created with the key hash in its salt: whoever chose the address chose
    /// the key. That is said once and cannot be taken back, so it counts for the account's first key only.
    function _isCreate2(bytes calldata witness, Operations.ChangePubKey memory change) private pure returns (bool) {
        address creator = address(bytes20(witness[:20]));
        bytes32 salt = keccak256(bytes.concat(witness[20:52], change.keyHash));
        bytes32 codeHash = bytes32(witness[52:84]);
        return change.nonce == 0 && Create2.computeAddress(salt, codeHash, creator) == change.owner;
    }
}
