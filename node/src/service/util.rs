//! Small things that several tasks use.

use super::ServiceError;
use crate::tasks::Shutdown;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::oneshot;

/// Waits; false if the node stops.
pub async fn pause(duration: Duration, shutdown: &Shutdown) -> bool {
    tokio::select! {
        () = shutdown.cancelled() => false,
        () = tokio::time::sleep(duration) => true,
    }
}

/// Runs long work on a thread of its own. Unlike tokio's blocking pool, such a thread does not keep the process from
/// ending: a proof that takes half a minute is simply left behind.
pub async fn blocking<T: Send + 'static>(
    name: &'static str,
    work: impl FnOnce() -> Result<T, ServiceError> + Send + 'static,
) -> Result<T, ServiceError> {
    let (sender, result) = oneshot::channel();
    std::thread::Builder::new().name(name.into()).spawn(move || {
        let _ = sender.send(work());
    })?;
    result.await.map_err(|_| ServiceError::Thread(name))?
}

/// Unix time in seconds.
pub fn unix_time() -> u64 {
    // A clock before 1970 counts as 1970: the state keeper never lets time go backwards anyway.
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}
