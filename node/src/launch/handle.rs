//! What the caller of `start` holds.

use crate::tasks::{Report, Shutdown, StopCause};
use std::{future::Future, pin::Pin, time::Duration};
use tokio::task::JoinHandle;
use zelkova_chain_spec::Deployment;
use zelkova_l1::Anvil;

/// How long the last requests may take once every task has stopped.
const CLOSING: Duration = Duration::from_secs(10);

/// A running node. Dropping it does not stop the node; `stop` does.
pub struct NodeHandle {
    /// `http://` URL of the RPC server.
    pub rpc_url: String,
    /// `ws://` URL of the same server.
    pub ws_url: String,
    /// `http://` URL of `/metrics` and `/health`.
    pub metrics_url: String,
    /// URL of the L1 node, if the chain has one.
    pub l1_url: Option<String>,
    /// Contracts on L1.
    pub contracts: Option<Deployment>,
    pub(super) shutdown: Shutdown,
    pub(super) supervisor: JoinHandle<Report>,
    /// Resolves when nobody uses the database any more.
    pub(super) closed: Pin<Box<dyn Future<Output = ()> + Send>>,
    pub(super) anvil: Option<Anvil>,
}

impl NodeHandle {
    /// Stops every task and returns the report.
    pub async fn stop(self) -> Report {
        self.shutdown.cancel();
        self.wait().await
    }

    /// Waits until the node stops by itself, by a signal or because a critical task died, and has closed its database.
    pub async fn wait(self) -> Report {
        // The supervisor neither panics nor is aborted; if it were, nothing would be known about the tasks.
        let unknown = |_| Report { cause: StopCause::Requested, tasks: Vec::new() };
        let report = self.supervisor.await.unwrap_or_else(unknown);
        if let Some(anvil) = self.anvil {
            if let Err(error) = anvil.stop().await {
                tracing::warn!(error = %zelkova_console::chain(&error), "the L1 node of the development chain did not stop cleanly");
            }
        }
        // Connections and reads that were under way when the tasks ended may still hold the database.
        if tokio::time::timeout(CLOSING, self.closed).await.is_err() {
            tracing::warn!(seconds = CLOSING.as_secs(), "requests that do not end still hold the database");
        }
        report
    }
}
