//! Waiting that ends with the node.

use crate::tasks::Shutdown;
use std::time::Duration;

/// Waits; false if the node stops.
pub async fn pause(duration: Duration, shutdown: &Shutdown) -> bool {
    tokio::select! {
        () = shutdown.cancelled() => false,
        () = tokio::time::sleep(duration) => true,
    }
}
