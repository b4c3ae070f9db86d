//! The block proposer: every tick it looks for work, and without any there is no mini-block. With more transactions than
//! one mini-block takes it does not wait for the tick.

use crate::{db::Column, service::ServiceError, tasks::Shutdown};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{mpsc, oneshot},
    time::{interval, MissedTickBehavior},
};
use zelkova_console::unix_time;
use zelkova_prover::Panicked;
use zelkova_runtime::MiniBlockInputs;

/// Decides what the next mini-block is made of.
pub trait Proposer: Send + Sync {
    /// What there is to do at the unix time `now`; nothing changes before it is written.
    fn propose(&self, now: u64) -> Result<Work, ServiceError>;
}

/// What a mini-block could be for.
pub struct Work {
    /// What would be executed.
    pub inputs: MiniBlockInputs,
    /// Queue entries that it takes.
    pub consumed: Vec<(Column, Vec<u8>)>,
    /// The chain waits for time to pass.
    pub clock: bool,
    /// More transactions wait than this mini-block takes.
    pub more: bool,
}

impl Work {
    /// There is nothing to do.
    pub fn nothing() -> Self {
        Self { inputs: MiniBlockInputs::default(), consumed: Vec::new(), clock: false, more: false }
    }

    /// Whether a mini-block would change nothing.
    pub fn is_empty(&self) -> bool {
        let inputs = &self.inputs;
        !self.clock
            && inputs.reopen.is_none()
            && inputs.pipeline_events.is_empty()
            && inputs.new_tokens.is_empty()
            && inputs.auth_facts.is_empty()
            && inputs.priority_ops.is_empty()
            && inputs.transactions.is_empty()
    }
}

/// The content of a mini-block, and what it takes from the queues.
pub struct Proposal {
    /// What is executed.
    pub inputs: MiniBlockInputs,
    /// Queue entries that are done with when the mini-block is written.
    pub consumed: Vec<(Column, Vec<u8>)>,
    /// Told when the mini-block is written.
    pub done: oneshot::Sender<()>,
}

/// Proposes until told to stop.
pub async fn run(
    proposer: Arc<dyn Proposer>,
    every: Duration,
    proposals: mpsc::Sender<Proposal>,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut more = false;
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            _ = ticks.tick() => {}
            () = std::future::ready(()), if more => {}
        }
        let asked = proposer.clone();
        let proposed = tokio::task::spawn_blocking(move || asked.propose(unix_time())).await;
        let work = proposed.map_err(|_| Panicked("proposer"))??;
        more = work.more;
        if work.is_empty() {
            continue;
        }
        let (done, written) = oneshot::channel();
        let Work { inputs, consumed, .. } = work;
        if proposals.send(Proposal { inputs, consumed, done }).await.is_err() || written.await.is_err() {
            // The state keeper or the committer ended and says itself why; this task must not be blamed for it.
            shutdown.cancelled().await;
            return Ok(());
        }
    }
}
