//! The one place that listens to operating system signals.

use tokio::signal::unix::{signal, SignalKind};

/// Waits for SIGINT or SIGTERM and returns its name.
///
/// A process that cannot install the handlers keeps running until it is stopped in another way.
pub async fn stop_signal() -> &'static str {
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        tracing::error!("cannot listen to SIGINT and SIGTERM; stop the node through its handle");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => "SIGINT",
        _ = terminate.recv() => "SIGTERM",
    }
}
