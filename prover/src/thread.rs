//! Long work on threads of its own.

use tokio::sync::oneshot;

/// A thread that ended without a result: it panicked, or could not be started.
#[derive(Debug, thiserror::Error)]
#[error("the thread `{0}` panicked; its message is in the log")]
pub struct Panicked(pub &'static str);

/// Runs long work on a thread of its own. Unlike tokio's blocking pool, such a thread does not keep the process from
/// ending: a proof that takes half a minute is simply left behind.
pub async fn detached<T: Send + 'static>(
    name: &'static str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Panicked> {
    let (sender, result) = oneshot::channel();
    let spawned = std::thread::Builder::new().name(name.into()).spawn(move || {
        // Nobody waits any more if the node stops meanwhile.
        let _ = sender.send(work());
    });
    if let Err(error) = spawned {
        tracing::error!(name, %error, "cannot start a thread");
        return Err(Panicked(name));
    }
    result.await.map_err(|_| Panicked(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_result_or_the_name_of_the_thread_comes_back() {
        assert_eq!(detached("sum", || 1 + 1).await.expect("a result"), 2);
        let work = || {
            if std::hint::black_box(true) {
                panic!("on purpose")
            }
        };
        let error = detached("broken", work).await.expect_err("panicked");
        assert_eq!(error.to_string(), "the thread `broken` panicked; its message is in the log");
    }
}
