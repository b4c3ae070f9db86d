//! The operations that L1 requests, as one type.

use pallet_state_keeper::{Operation, OperationError};
use zelkova_primitives::{BlockContext, Ledger, OpTrace, PriorityOp, PriorityOpKind, SerialId};

use crate::{Deposit, FullExit, FullExitNft};

/// A priority operation with its native rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriorityOperation {
    /// See [`Deposit`].
    Deposit(Deposit),
    /// See [`FullExit`].
    FullExit(FullExit),
    /// See [`FullExitNft`].
    FullExitNft(FullExitNft),
}

impl From<PriorityOp> for PriorityOperation {
    fn from(op: PriorityOp) -> Self {
        let serial_id = op.serial_id;
        match op.kind {
            PriorityOpKind::Deposit { token, amount, to } => Self::Deposit(Deposit { serial_id, token, amount, to }),
            PriorityOpKind::FullExit { account, owner, token } => {
                Self::FullExit(FullExit { serial_id, account, owner, token })
            }
            PriorityOpKind::FullExitNft { account, owner, slot } => {
                Self::FullExitNft(FullExitNft { serial_id, account, owner, slot })
            }
        }
    }
}

impl PriorityOperation {
    fn operation(&self) -> &dyn Operation {
        match self {
            Self::Deposit(op) => op,
            Self::FullExit(op) => op,
            Self::FullExitNft(op) => op,
        }
    }
}

impl Operation for PriorityOperation {
    fn slots(&self) -> u32 {
        self.operation().slots()
    }

    fn urgent(&self) -> bool {
        self.operation().urgent()
    }

    fn serial_id(&self) -> Option<SerialId> {
        self.operation().serial_id()
    }

    fn execute(&self, context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
        self.operation().execute(context, ledger)
    }
}
