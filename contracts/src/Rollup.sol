// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {Exodus} from "./Exodus.sol";
import {IGovernance} from "./interfaces/IGovernance.sol";
import {IVerifier} from "./interfaces/IVerifier.sol";
import {Commitments} from "./modules/Commitments.sol";
import {PendingBalances} from "./modules/PendingBalances.sol";
import {PendingNFTs} from "./modules/PendingNFTs.sol";
import {PriorityRequests} from "./modules/PriorityRequests.sol";
import {RollupStorage} from "./modules/RollupStorage.sol";
import {Settlement} from "./modules/Settlement.sol";

/// @title Rollup
/// @notice Holds the tokens of the chain and settles its blocks; see IRollup and IExodus.
contract Rollup is PriorityRequests, Commitments, Settlement, PendingBalances, PendingNFTs {
    /// @notice The code of the functions of IExodus.
    address public immutable exodus;

    /// @param governance Validators and tokens.
    /// @param verifier Generated from the keys of the circuits.
    /// @param l2ChainId Chain id of the rollup.
    /// @param genesisRoot State root of block 0.
    /// @param genesisState The accounts of block 0, for whoever rebuilds the state from L1.
    /// @param priorityExpirationBlocks Blocks of L1 that the operator has to serve a priority operation.
    constructor(
        IGovernance governance,
        IVerifier verifier,
        uint64 l2ChainId,
        bytes32 genesisRoot,
        bytes memory genesisState,
        uint64 priorityExpirationBlocks
    ) RollupStorage(governance, verifier, priorityExpirationBlocks) {
        exodus = address(new Exodus(governance, verifier, priorityExpirationBlocks));
        _makeGenesis(l2ChainId, genesisRoot, genesisState);
    }

    /// @dev Everything else is for Exodus: the same state, another contract's code. It refuses what it does not know, and
    /// neither takes ETH.
    fallback() external {
        address code = exodus;
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, 0, calldatasize())
            let success := delegatecall(gas(), code, free, calldatasize(), 0, 0)
            returndatacopy(free, 0, returndatasize())
            if iszero(success) { revert(free, returndatasize()) }
            return(free, returndatasize())
        }
    }
}
