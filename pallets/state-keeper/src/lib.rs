//! state keeper
pub mod error;
pub mod operation;
pub mod rules;
pub mod types;
pub use error::OperationError;
pub use operation::{packed_fee, Operation, Signed, SignedBody, TxSignature};
pub use types::{BlockSize, PendingBlock, Placement, SealReason, SealedHeader, SealingRules, SEAL_ENGINE_ID};
