//! What a node asks of whoever sends its operations to L1.

use super::{L1Operation, SenderEvent};
use crate::L1Error;
use async_trait::async_trait;

/// Sends operations: [`super::Sender`], or a double in tests.
#[async_trait]
pub trait OperationSender: Send {
    /// Adds an operation that is already stored as `Queued`.
    fn enqueue(&mut self, operation: L1Operation);
    /// Sends what may be sent, checks what is in flight. `L1Error::Reverted` names the operation and the contract's error.
    /// What was reached before an error is reported by the next tick.
    async fn tick(&mut self) -> Result<Vec<SenderEvent>, L1Error>;
}
