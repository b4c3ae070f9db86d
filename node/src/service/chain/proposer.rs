//! The block proposer: decides when there is a mini-block and what goes into it.
//!
//! Every tick it looks for work: pipeline events, L1 tokens and authorised keys, priority operations, transactions, a
//! pending block that ages, an aggregated operation whose deadline runs. Without any there is no mini-block. With more
//! transactions than one mini-block takes it does not wait for the tick.

use super::{events, util::unix_time, Context, ServiceError};
use crate::{
    db::{Column, PriorityRecord},
    tasks::Shutdown,
};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{mpsc, oneshot},
    time::{interval, MissedTickBehavior},
};
use zelkova_primitives::{BlockNumber, PriorityOp, SerialId};
use zelkova_runtime::{AuthFact, MiniBlockInputs, OperationKind, PipelineEvent, Query, TokenInfo};

/// Events, tokens and facts of one mini-block at most; each is small.
const QUEUE_LIMIT: usize = 256;

/// The content of a mini-block, and what it takes from the queues.
pub struct Proposal {
    /// What is executed.
    pub inputs: MiniBlockInputs,
    /// Queue entries that are done with when the mini-block is written.
    pub consumed: Vec<(Column, Vec<u8>)>,
    /// Told when the mini-block is written.
    pub done: oneshot::Sender<()>,
}

/// What a mini-block could be for.
struct Work {
    inputs: MiniBlockInputs,
    consumed: Vec<(Column, Vec<u8>)>,
    /// The chain waits for time to pass.
    clock: bool,
    /// More transactions wait than this mini-block takes.
    more: bool,
}

impl Work {
    fn is_empty(&self) -> bool {
        let inputs = &self.inputs;
        !self.clock
            && inputs.pipeline_events.is_empty()
            && inputs.new_tokens.is_empty()
            && inputs.auth_facts.is_empty()
            && inputs.priority_ops.is_empty()
            && inputs.transactions.is_empty()
    }
}

/// Proposes until told to stop.
pub async fn run(
    context: Arc<Context>,
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
        let gatherer = context.clone();
        let gathered = tokio::task::spawn_blocking(move || gather(&gatherer)).await;
        let work = gathered.map_err(|_| ServiceError::Thread("proposer"))??;
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

/// What the chain says about the work that it wants.
struct Wishes {
    next_priority_op: SerialId,
    slots: u32,
    clock: bool,
}

fn wishes(query: &Query) -> Wishes {
    Wishes {
        next_priority_op: query.next_priority_op(),
        slots: query.sealing_rules().max_slots(),
        clock: query.pending_block().operations > 0 || waits_for_a_deadline(query),
    }
}

/// Whether blocks wait for an aggregated operation that the chain makes when a deadline has passed.
fn waits_for_a_deadline(query: &Query) -> bool {
    OperationKind::ALL.into_iter().any(|kind| {
        let created: BlockNumber = query.progress(kind).created;
        let ready = match kind.previous() {
            None => query.last_sealed().number,
            Some(previous) => query.progress(previous).done,
        };
        let wants_proof = kind == OperationKind::CreateProofBlocks;
        created < ready && (!wants_proof || query.is_proven(created.saturating_add(1)))
    })
}

fn gather(context: &Context) -> Result<Work, ServiceError> {
    let timestamp = unix_time();
    context.mempool.sweep(context, timestamp)?;
    let Wishes { next_priority_op, slots, clock } = context.chain.query(wishes)?;
    let limit = usize::try_from(slots).unwrap_or(usize::MAX);
    let mut consumed = Vec::new();
    let pipeline_events: Vec<PipelineEvent> = events::waiting(&context.db, QUEUE_LIMIT)?
        .into_iter()
        .map(|(key, event)| {
            consumed.push((Column::PipelineEvents, key));
            event
        })
        .collect();
    let new_tokens: Vec<TokenInfo> = take(context, Column::NewTokens, &mut consumed)?;
    let auth_facts: Vec<AuthFact> = take(context, Column::AuthFacts, &mut consumed)?;
    let priority_ops = priority_ops(context, next_priority_op, limit)?;
    let room = limit.saturating_sub(priority_ops.len());
    let transactions = context.mempool.ready(timestamp, room);
    let count: usize = transactions.iter().map(|input| input.transactions.len()).sum();
    let more = context.mempool.len() > count && count >= room && room > 0;
    let inputs = MiniBlockInputs {
        timestamp,
        new_tokens,
        auth_facts,
        pipeline_events,
        priority_ops,
        transactions,
        seal_now: false,
    };
    Ok(Work { inputs, consumed, clock, more })
}

fn take<T: codec::Decode>(
    context: &Context,
    column: Column,
    consumed: &mut Vec<(Column, Vec<u8>)>,
) -> Result<Vec<T>, ServiceError> {
    let mut values = Vec::new();
    for entry in context.db.iter_from(column, []).take(QUEUE_LIMIT) {
        let (key, value) = entry?;
        consumed.push((column, key));
        values.push(value);
    }
    Ok(values)
}

/// Priority operations from `next` on without a gap.
fn priority_ops(context: &Context, next: SerialId, limit: usize) -> Result<Vec<PriorityOp>, ServiceError> {
    let mut ops = Vec::new();
    let mut expected = next;
    for entry in context.db.iter_from::<PriorityRecord>(Column::PriorityOps, next.to_be_bytes()).take(limit) {
        let (_, record) = entry?;
        if record.op.serial_id != expected {
            break;
        }
        expected = expected.saturating_add(1);
        ops.push(record.op);
    }
    Ok(ops)
}
