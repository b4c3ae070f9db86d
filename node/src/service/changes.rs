//! Tells everybody that waits that something durable changed.

use tokio::sync::watch;

/// A counter that goes up with every durable change. Clones are the same counter.
#[derive(Clone, Debug, Default)]
pub struct Changes(watch::Sender<u64>);

impl Changes {
    /// Something durable changed.
    pub fn notify(&self) {
        self.0.send_modify(|counter| *counter = counter.wrapping_add(1));
    }

    /// Sees every change from now on; the number itself means nothing.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}
