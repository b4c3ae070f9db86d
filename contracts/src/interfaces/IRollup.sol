// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

import {AccountId, NFTId} from "../Ids.sol";
import {IRollupState} from "./IRollupState.sol";

/// @title The rollup: deposits, settlement of blocks, withdrawals
/// @notice Blocks are committed (pubdata published and checked against the priority queue), proven and executed (their
/// withdrawals become pending balances). Amounts are in the smallest unit of a token, times in seconds. ETH is the token
/// with address(0) and id 0. Byte layouts and hashes: docs/protocol.md sections 4 to 6. The contract also has the functions
/// of IExodus.
interface IRollup is IRollupState {
    /// @notice A block to commit.
    struct CommitBlockInfo {
        uint32 number;
        uint64 timestamp;
        AccountId feeAccount;
        /// Slots of the circuit that proves the block.
        uint32 capacity;
        bytes32 newStateRoot;
        /// Poseidon2 chain over the pubdata chunks, which the circuit computes too.
        bytes32 pubdataCommitment;
        bytes pubdata;
        /// One for each ChangePubKey, in order; the length tells the kind: 0 (authorised by setAuthPubkeyHash), 65
        /// (EIP-191 signature), 66 (EIP-712 signature) or 84 (CREATE2 address).
        bytes[] ethWitnesses;
    }

    /// @notice A block to prove.
    struct ProveBlockInfo {
        StoredBlockInfo storedBlock;
        uint32 capacity;
        /// Account for which the proof was made, 0 for nobody: public input 7. A proof is good for one prover only.
        AccountId prover;
        /// Public inputs 0 to 6, which the block was committed with.
        uint256[7] publicInputs;
        uint256[] proof;
    }

    /// @notice A block to execute.
    struct ExecuteBlockInfo {
        StoredBlockInfo storedBlock;
        /// Padded pubdata of Withdraw, FullExit, ForcedExit, WithdrawNFT and FullExitNFT of the block, in order.
        bytes[] pendingOnchainOperations;
    }

    /// @notice Deposits the ETH sent along to the account of `to`.
    /// @param to L1 address of the account; the account is made if there is none.
    function depositETH(address to) external payable;

    /// @notice Deposits up to `amount` of an approved, registered ERC-20 token to the account of `to`.
    /// @dev What counts is what arrives: the difference of this contract's balance.
    /// @param token The token.
    /// @param amount How much is taken from the caller.
    /// @param to L1 address of the account; the account is made if there is none.
    function depositERC20(address token, uint128 amount, address to) external;

    /// @notice Requests the withdrawal of a whole balance without the operator's help. The account must be the caller's,
    /// or the request serves nothing.
    /// @param accountId The account.
    /// @param token The token, or address(0) for ETH.
    function requestFullExit(AccountId accountId, address token) external;

    /// @notice Requests the withdrawal of the NFT in a slot of an account without the operator's help. The account must be
    /// the caller's and the slot full, or the request serves nothing.
    /// @param accountId The account.
    /// @param slot Index in the account's area of NFTs.
    function requestFullExitNFT(AccountId accountId, uint16 slot) external;

    /// @notice Authorises a key hash for the caller's account at the given account nonce.
    /// @dev A fact is never taken back: a sealed block may rest on it. Another key for the same nonce is another fact, and
    /// the account's own signature says which of them is used.
    /// @param keyHash Hash of the key, below the order of the scalar field and not 0.
    /// @param nonce Nonce that the ChangePubKey will have.
    function setAuthPubkeyHash(bytes32 keyHash, uint32 nonce) external;

    /// @notice Commits blocks that follow `lastCommittedBlock`. Validators only.
    /// @dev The call has to be a transaction of an account without code to this contract, so that whoever knows the
    /// transaction has its pubdata.
    /// @param lastCommittedBlock The last committed block, as it was stored.
    /// @param blocks The blocks, in order.
    function commitBlocks(StoredBlockInfo calldata lastCommittedBlock, CommitBlockInfo[] calldata blocks) external;

    /// @notice Proves committed blocks in order; blocks that are proven already are skipped, whatever their proofs. All
    /// other proofs, of any capacities, are checked in one call of the verifier. Anyone may call.
    /// @param blocks The blocks with their proofs, in order.
    function proveBlocks(ProveBlockInfo[] calldata blocks) external;

    /// @notice Executes proven blocks in order: what leaves the chain becomes pending balances and NFTs. Blocks that
    /// are executed already are skipped. Anyone may call.
    /// @param blocks The blocks with their exits, in order.
    function executeBlocks(ExecuteBlockInfo[] calldata blocks) external;

    /// @notice Takes back committed blocks that are not executed, newest first. Validators only.
    /// @param blocks The blocks, as they were stored.
    function revertBlocks(StoredBlockInfo[] calldata blocks) external;

    /// @notice Pays out a pending balance to its owner. Anyone may call.
    /// @param owner Whom the balance belongs to, and who is paid.
    /// @param token The token, or address(0) for ETH.
    /// @param amount How much to pay; the whole balance if that is less.
    function withdrawPendingBalance(address owner, address token, uint128 amount) external;

    /// @notice Mints a pending NFT to its recipient, by the creator's factory or else by the default one. Anyone may call.
    /// @dev If the creator's factory fails, the default one mints if the recipient calls or a week has passed since the NFT
    /// became pending; otherwise the call reverts and the NFT stays pending.
    /// @param tokenId creator account * 2^32 + serial.
    function withdrawPendingNFTBalance(NFTId tokenId) external;

    /// @notice What withdrawPendingBalance can pay to an owner.
    /// @param owner Whom the balance belongs to.
    /// @param token The token, or address(0) for ETH.
    /// @return The balance.
    function getPendingBalance(address owner, address token) external view returns (uint128);

    /// @notice The NFT that withdrawPendingNFTBalance can mint.
    /// @param tokenId creator account * 2^32 + serial.
    /// @return The NFT; zeros if there is none.
    function pendingNFT(NFTId tokenId) external view returns (PendingNFT memory);
}
