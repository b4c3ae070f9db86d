//! Spawns tasks, watches them, stops them.

use super::{Report, Shutdown, StopCause, TaskEnd, TaskOutcome};
use std::{future::Future, time::Duration};
use tokio::{
    sync::mpsc,
    task::{JoinError, JoinHandle},
    time::Instant,
};

/// Whether the node can go on without a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Its end stops the node.
    Critical,
    /// Its end is logged and reported; the node goes on.
    Auxiliary,
}

struct Running {
    name: &'static str,
    kind: Kind,
    handle: JoinHandle<()>,
}

/// Hands out tasks to a [`TaskManager`]; cheap to clone.
#[derive(Clone)]
pub struct TaskSpawner {
    shutdown: Shutdown,
    started: mpsc::UnboundedSender<Running>,
    ended: mpsc::UnboundedSender<TaskEnd>,
}

impl TaskSpawner {
    /// The token that tells every task to stop.
    pub fn shutdown(&self) -> Shutdown {
        self.shutdown.clone()
    }

    /// Starts `task` under `name`. The task should return soon after the token is cancelled.
    pub fn spawn<F, E>(&self, name: &'static str, kind: Kind, task: impl FnOnce(Shutdown) -> F)
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: std::error::Error + Send + 'static,
    {
        let work = tokio::spawn(task(self.shutdown.clone()));
        let ended = self.ended.clone();
        let abort = work.abort_handle();
        // The watcher turns the end of the task, whatever it is, into a message; it owns the abort handle through its
        // own abortion below, so cutting off the watcher cuts off the task.
        let handle = tokio::spawn(async move {
            let guard = AbortOnDrop(abort);
            let outcome = outcome_of(work.await);
            drop(guard);
            let _ = ended.send(TaskEnd { name, critical: kind == Kind::Critical, outcome });
        });
        let _ = self.started.send(Running { name, kind, handle });
    }
}

struct AbortOnDrop(tokio::task::AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn outcome_of<E: std::error::Error>(joined: Result<Result<(), E>, JoinError>) -> TaskOutcome {
    match joined {
        Ok(Ok(())) => TaskOutcome::Finished,
        Ok(Err(error)) => TaskOutcome::Failed(zelkova_console::chain(&error)),
        Err(error) if error.is_panic() => {
            let payload = error.into_panic();
            let message = payload
                .downcast_ref::<&str>()
                .map(ToString::to_string)
                .or_else(|| payload.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "no message".to_string());
            TaskOutcome::Panicked(message)
        }
        Err(_) => TaskOutcome::CutOff,
    }
}

/// Owns the tasks of one node.
pub struct TaskManager {
    spawner: TaskSpawner,
    started: mpsc::UnboundedReceiver<Running>,
    ended: mpsc::UnboundedReceiver<TaskEnd>,
    grace: Duration,
}

impl TaskManager {
    /// A manager without tasks that gives them `grace` to stop.
    pub fn new(grace: Duration) -> Self {
        let (start_sender, started) = mpsc::unbounded_channel();
        let (end_sender, ended) = mpsc::unbounded_channel();
        let spawner = TaskSpawner { shutdown: Shutdown::new(), started: start_sender, ended: end_sender };
        Self { spawner, started, ended, grace }
    }

    /// What starts tasks.
    pub fn spawner(&self) -> TaskSpawner {
        self.spawner.clone()
    }

    /// Runs until `signal` resolves, the token is cancelled or a critical task ends; then stops everything.
    pub async fn supervise(mut self, signal: impl Future<Output = &'static str>) -> Report {
        let shutdown = self.spawner.shutdown();
        let mut tasks = Vec::new();
        tokio::pin!(signal);
        let cause = loop {
            tokio::select! {
                // A task that ends because of a stop must not be taken for its cause.
                biased;
                name = &mut signal => break StopCause::Signal(name),
                () = shutdown.cancelled() => break StopCause::Requested,
                Some(end) = self.ended.recv() => {
                    tasks.push(end.clone());
                    if end.critical && !shutdown.is_cancelled() {
                        tracing::error!(task = end.name, outcome = %end.outcome, "critical task ended");
                        break StopCause::Task(end);
                    }
                    tracing::warn!(task = end.name, outcome = %end.outcome, "task ended");
                }
            }
        };
        tracing::info!(%cause, "stopping");
        shutdown.cancel();
        self.drain(&mut tasks).await;
        Report { cause, tasks }
    }

    /// Waits for the remaining tasks, then cuts off those that did not stop in time.
    async fn drain(&mut self, tasks: &mut Vec<TaskEnd>) {
        let deadline = Instant::now() + self.grace;
        let mut running: Vec<Running> = Vec::new();
        loop {
            while let Ok(task) = self.started.try_recv() {
                running.push(task);
            }
            running.retain(|task| !tasks.iter().any(|end| end.name == task.name));
            if running.is_empty() {
                return;
            }
            match tokio::time::timeout_at(deadline, self.ended.recv()).await {
                Ok(Some(end)) => tasks.push(end),
                Ok(None) => return,
                Err(_) => break,
            }
        }
        for task in running {
            task.handle.abort();
            tracing::error!(task = task.name, "task did not stop within the grace period");
            let critical = task.kind == Kind::Critical;
            tasks.push(TaskEnd { name: task.name, critical, outcome: TaskOutcome::CutOff });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    fn manager() -> TaskManager {
        TaskManager::new(Duration::from_millis(200))
    }

    async fn until_stopped(stop: Shutdown) -> Result<(), io::Error> {
        stop.cancelled().await;
        Ok(())
    }

    #[tokio::test]
    async fn a_failed_critical_task_stops_the_others_and_is_named() {
        let manager = manager();
        let spawner = manager.spawner();
        spawner.spawn("steady", Kind::Critical, until_stopped);
        spawner.spawn("broken", Kind::Critical, |_| async { Err(io::Error::other("disk on fire")) });
        let report = manager.supervise(std::future::pending()).await;
        let end = TaskEnd { name: "broken", critical: true, outcome: TaskOutcome::Failed("disk on fire".into()) };
        assert_eq!(report.cause, StopCause::Task(end));
        assert!(report.tasks.contains(&TaskEnd { name: "steady", critical: true, outcome: TaskOutcome::Finished }));
        assert!(!report.is_clean());
        assert_eq!(report.to_string(), "stopped: critical task `broken` failed: disk on fire");
    }

    #[tokio::test]
    async fn a_panic_is_reported_with_its_message() {
        let manager = manager();
        manager.spawner().spawn("panicker", Kind::Critical, |stop: Shutdown| async move {
            if !stop.is_cancelled() {
                panic!("out of cheese");
            }
            Ok::<(), io::Error>(())
        });
        let report = manager.supervise(std::future::pending()).await;
        assert!(report.to_string().contains("`panicker` panicked: out of cheese"), "{report}");
    }

    #[tokio::test]
    async fn the_end_of_an_auxiliary_task_does_not_stop_the_node() {
        let manager = manager();
        let spawner = manager.spawner();
        let (proceed, proceeded) = tokio::sync::oneshot::channel::<()>();
        spawner.spawn("optional", Kind::Auxiliary, |_| async move {
            drop(proceed);
            Err(io::Error::other("not today"))
        });
        spawner.spawn("steady", Kind::Critical, until_stopped);
        let token = spawner.shutdown();
        tokio::spawn(async move {
            let _ = proceeded.await;
            token.cancel();
        });
        let report = manager.supervise(std::future::pending()).await;
        assert_eq!(report.cause, StopCause::Requested);
        assert_eq!(report.tasks.len(), 2);
    }

    #[tokio::test]
    async fn a_signal_stops_cleanly() {
        let manager = manager();
        manager.spawner().spawn("steady", Kind::Critical, until_stopped);
        let report = manager.supervise(async { "SIGTERM" }).await;
        assert_eq!(report.cause, StopCause::Signal("SIGTERM"));
        assert!(report.is_clean());
    }

    #[tokio::test]
    async fn a_task_that_ignores_the_stop_is_cut_off_and_named() {
        let manager = manager();
        manager.spawner().spawn("deaf", Kind::Critical, |_| std::future::pending::<Result<(), io::Error>>());
        let report = manager.supervise(async { "SIGINT" }).await;
        assert_eq!(report.tasks, [TaskEnd { name: "deaf", critical: true, outcome: TaskOutcome::CutOff }]);
        assert!(!report.is_clean());
    }
}
