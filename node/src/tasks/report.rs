//! What happened to the tasks of a node.

use std::fmt;

/// How a task ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskOutcome {
    /// It returned without an error.
    Finished,
    /// It returned an error; the whole chain of causes in one line.
    Failed(String),
    /// It panicked with this message.
    Panicked(String),
    /// It did not stop within the grace period and was cut off.
    CutOff,
}

impl TaskOutcome {
    /// Whether the task ended the way it should.
    pub fn is_clean(&self) -> bool {
        matches!(self, Self::Finished)
    }
}

impl fmt::Display for TaskOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finished => f.write_str("finished"),
            Self::Failed(why) => write!(f, "failed: {why}"),
            Self::Panicked(why) => write!(f, "panicked: {why}"),
            Self::CutOff => f.write_str("did not stop within the grace period and was cut off"),
        }
    }
}

/// The end of one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskEnd {
    /// The task's static name.
    pub name: &'static str,
    /// Whether the node cannot go on without it.
    pub critical: bool,
    /// How it ended.
    pub outcome: TaskOutcome,
}

impl fmt::Display for TaskEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.critical { "critical" } else { "auxiliary" };
        write!(f, "{kind} task `{}` {}", self.name, self.outcome)
    }
}

/// Why the node stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopCause {
    /// Somebody held the handle and asked for it.
    Requested,
    /// The named operating system signal arrived.
    Signal(&'static str),
    /// This critical task ended while the node should have been running.
    Task(TaskEnd),
}

impl fmt::Display for StopCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Requested => f.write_str("stop requested"),
            Self::Signal(name) => write!(f, "{name} received"),
            Self::Task(end) => end.fmt(f),
        }
    }
}

/// The report of one run: the cause of the stop and how every task ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Why the node stopped.
    pub cause: StopCause,
    /// Every task, in the order in which they ended.
    pub tasks: Vec<TaskEnd>,
}

impl Report {
    /// Whether the stop was asked for and every task ended cleanly.
    pub fn is_clean(&self) -> bool {
        !matches!(self.cause, StopCause::Task(_)) && self.tasks.iter().all(|task| task.outcome.is_clean())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stopped: {}", self.cause)?;
        let unclean = self.tasks.iter().filter(|task| !task.outcome.is_clean());
        for task in unclean {
            if self.cause != StopCause::Task(task.clone()) {
                write!(f, "; {task}")?;
            }
        }
        Ok(())
    }
}
