//! What one more operation in a block costs: slots of the circuit and gas on L1. Every fee starts here.
//!
//! Each operation declares its own costs in its `op.rs`, as the kinds of fees that can be asked for
//! ([`SignedBody::FEES`](crate::SignedBody::FEES)). The gas is marginal: what the call that commits (or executes) a block uses
//! more because of this one operation, its calldata included. The contracts' tests measure it
//! (`contracts/snapshots/Rollup.json`); the declarations round it up, and a test of the runtime's table compares the two. What
//! a block costs without any operation is shared by its slots (docs/fees.md).

/// Gas of `commitBlocks` for one block without operations, the transaction itself included.
pub const COMMIT_BASE_GAS: u64 = 79_100;
/// Gas of `proveBlocks` for one block, the transaction itself included: 270,000 of the measured 357,600 are the verifier's.
/// Each further block of the same call costs about 170,000, because the pairing and the points of the keys are shared; fees
/// count on one block a call, which is the dearest.
pub const PROVE_BASE_GAS: u64 = 360_000;
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

/// What a fee can be asked for: an operation, or a case of one that has a cost of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeKind {
    /// Its name in JSON, for example `transferToNew`.
    pub name: &'static str,
    /// What it is, for the users of the API.
    pub doc: &'static str,
    /// Slots and gas.
    pub cost: OperationCost,
    /// Whether its block is sealed and settled soon because of it: it pays the base gas of a whole block.
    pub fast: bool,
    /// What the contracts' tests call it: they measure `commit: <measured>` and, if L1 executes it, `execute: <measured>`.
    pub measured: &'static str,
    /// What it has to do with the recipient's account.
    pub recipient: Recipient,
}

/// Whether a kind is only that of recipients with or without an account. For the others it becomes the kind that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// Of all recipients, or has none.
    Any,
    /// Of those that have an account.
    Known {
        /// The kind for those that have none.
        otherwise: &'static str,
    },
    /// Of those that have none yet.
    New {
        /// The kind for those that have one.
        otherwise: &'static str,
    },
}

impl FeeKind {
    /// The name of the kind that it is if the recipient has an account or, respectively, has none.
    pub fn for_recipient(&self, has_account: bool) -> &'static str {
        match (self.recipient, has_account) {
            (Recipient::Known { otherwise }, false) | (Recipient::New { otherwise }, true) => otherwise,
            _ => self.name,
        }
    }
}
