// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IGovernance} from "./interfaces/IGovernance.sol";
import {IVerifier} from "./interfaces/IVerifier.sol";
import {Commitments} from "./modules/Commitments.sol";
import {PendingBalances} from "./modules/PendingBalances.sol";
import {PendingNFTs} from "./modules/PendingNFTs.sol";
import {PriorityRequests} from "./modules/PriorityRequests.sol";
import {RollupStorage} from "./modules/RollupStorage.sol";
import {Settlement} from "./modules/Settlement.sol";

/// @title Rollup
/// @notice Holds the tokens of the chain and settles its blocks; see IRollup.
contract Rollup is PriorityRequests, Commitments, Settlement, PendingBalances, PendingNFTs {
    /// @param governance Validators and tokens.
    /// @param verifier Generated from the keys of the block circuits.
    /// @param l2ChainId Chain id of the rollup.
    /// @param genesisRoot State root of block 0.
    /// @param priorityExpirationBlocks Blocks of L1 that the operator has to serve a priority operation.
    constructor(
        IGovernance governance,
        IVerifier verifier,
        uint64 l2ChainId,
        bytes32 genesisRoot,
        uint64 priorityExpirationBlocks
    ) RollupStorage(governance, verifier, l2ChainId, genesisRoot, priorityExpirationBlocks) {}
}
