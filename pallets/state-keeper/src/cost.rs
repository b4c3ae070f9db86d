//! What one more operation in a block costs: slots of the circuit and gas on L1. Every fee starts here.
//!
//! The gas is marginal: what the call that commits (or executes) a block uses more because of this one operation, its
//! calldata included. The contracts' tests measure it (`contracts/snapshots/Rollup.json`); here it is rounded up, and a
//! test compares the two. What a block costs without any operation is shared by its slots (docs/fees.md).

#[cfg(test)]
mod tests;

/// Gas of `commitBlocks` for one block without operations, the transaction itself included.
pub const COMMIT_BASE_GAS: u64 = 77_000;
/// Gas of `proveBlocks` for one block, the transaction itself included; most of it is the verifier's.
pub const PROVE_BASE_GAS: u64 = 470_000;
/// Gas of `executeBlocks` for one block without exits, the transaction itself included.
pub const EXECUTE_BASE_GAS: u64 = 45_400;

/// What one more operation costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationCost {
    /// Slots of the circuit.
    pub slots: u32,
    /// Gas of its share of `commitBlocks`.
    pub commit_gas: u64,
    /// Gas of its share of `executeBlocks`.
    pub execute_gas: u64,
}

const fn cost(slots: u32, commit_gas: u64, execute_gas: u64) -> OperationCost {
    OperationCost { slots, commit_gas, execute_gas }
}

/// Transfer to an account that exists.
pub const TRANSFER: OperationCost = cost(1, 428, 0);
/// Transfer that creates the recipient's account.
pub const TRANSFER_TO_NEW: OperationCost = cost(1, 920, 0);
/// Withdrawal to a recipient for whom nothing is pending.
pub const WITHDRAW: OperationCost = cost(1, 1_820, 27_100);
/// Exit of somebody else's account that has no key.
pub const FORCED_EXIT: OperationCost = cost(1, 1_870, 27_200);
/// ChangePubKey that a transaction on L1 authorised.
pub const CHANGE_PUB_KEY_ONCHAIN: OperationCost = cost(1, 5_220, 0);
/// ChangePubKey with an ECDSA signature of 65 bytes.
pub const CHANGE_PUB_KEY_ECDSA: OperationCost = cost(1, 9_280, 0);
/// ChangePubKey with an EIP-712 signature.
pub const CHANGE_PUB_KEY_EIP712: OperationCost = cost(1, 8_960, 0);
/// ChangePubKey of an account whose CREATE2 address commits to the key.
pub const CHANGE_PUB_KEY_CREATE2: OperationCost = cost(1, 5_550, 0);
/// Creation of an NFT.
pub const MINT_NFT: OperationCost = cost(1, 1_030, 0);
/// Transfer of an NFT.
pub const TRANSFER_NFT: OperationCost = cost(2, 900, 0);
/// Withdrawal of an NFT.
pub const WITHDRAW_NFT: OperationCost = cost(2, 2_730, 71_900);
/// Exchange between two accounts.
pub const SWAP: OperationCost = cost(3, 960, 0);
