//! Long-running tasks: each has a static name, a kind and a graceful stop, and one report says which ended and why.
//!
//! ```text
//! TaskManager::spawn(name, kind, future)   the future gets a Shutdown token and returns Ok when asked to stop
//! TaskManager::supervise()                 waits for a signal, a stop request or the end of a critical task,
//!                                          stops the others, and returns a Report
//! ```

mod manager;
mod report;
pub mod signals;

pub use manager::{Kind, TaskManager, TaskSpawner};
pub use report::{Report, StopCause, TaskEnd, TaskOutcome};
pub use tokio_util::sync::CancellationToken as Shutdown;
