// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, NFTId, TokenId} from "../Ids.sol";
import {IRollupState} from "./IRollupState.sol";

/// @title The way out of a chain whose operator has stopped serving
/// @notice In exodus mode nothing is committed, proven, executed or taken back any more, for good. What the last executed
/// state says is owed, to whoever owns it, for anybody to prove; deposits that it does not have go back. All of it becomes
/// pending balances and NFTs. Statement of the proofs: docs/protocol.md section 10.
interface IExodus is IRollupState {
    /// @notice What the last executed state owes for a leaf of an account's storage.
    struct Exit {
        AccountId accountId;
        /// L1 address of the account, which is paid.
        address owner;
        /// The leaf: area * 2^16 + index.
        uint32 key;
        TokenId tokenId;
        uint128 amount;
        uint256[] proof;
    }

    /// @notice The same for a leaf that is an NFT.
    struct NFTExit {
        AccountId accountId;
        /// L1 address of the account, which gets the NFT.
        address owner;
        /// The leaf: 2^16 + slot.
        uint32 key;
        /// Creator's account * 2^32 + serial.
        NFTId tokenId;
        bytes32 contentHash;
        /// L1 address of the account that made it.
        address creator;
        uint256[] proof;
    }

    /// @notice Stops the chain for good if the oldest open priority operation has expired. Anyone may call.
    function activateExodusMode() external;

    /// @notice In exodus mode: turns the oldest open deposits into pending balances.
    /// @param requests Pubdata of the oldest open priority operations as requested, in order; full exits are passed over.
    function cancelOutstandingDepositsForExodusMode(bytes[] calldata requests) external;

    /// @notice In exodus mode: adds what leaves of accounts hold to the pending balances of their owners, once for each leaf.
    /// Leaves that were paid are skipped, whatever their proofs. Anyone may call.
    /// @param lastExecutedBlock The last executed block, as it was stored.
    /// @param exits The leaves, all proofs of which are checked in one call of the verifier.
    function performExodus(StoredBlockInfo calldata lastExecutedBlock, Exit[] calldata exits) external;

    /// @notice In exodus mode: leaves NFTs to be minted to their owners, once for each leaf. As performExodus otherwise.
    /// @param lastExecutedBlock The last executed block, as it was stored.
    /// @param exits The leaves.
    function performExodusNFT(StoredBlockInfo calldata lastExecutedBlock, NFTExit[] calldata exits) external;
}
