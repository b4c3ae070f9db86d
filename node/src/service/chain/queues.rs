//! The proposer of this node: what waits in the queues of the database and in the pool goes into the next mini-block,
//! pipeline events, L1 tokens and authorised keys first, then priority operations, then transactions while they fit.
//!
//! There is also work when the pending block ages or the deadline of an aggregated operation runs.

use super::{
    proposer::{Proposer, Work},
    reopened, Chain, EventQueue,
};
use crate::{
    db::{Column, Database, PriorityRecord},
    service::{pool::TransactionPool, ServiceError},
};
use std::sync::Arc;
use zelkova_primitives::{BlockNumber, PriorityOp, SerialId};
use zelkova_runtime::{AuthFact, MiniBlockInputs, OperationKind, PipelineEvent, Query, TokenInfo};

/// Events, tokens and facts of one mini-block at most; each is small.
const QUEUE_LIMIT: usize = 256;

/// Proposes what waits.
pub struct QueueProposer {
    db: Database,
    chain: Arc<Chain>,
    pool: Arc<dyn TransactionPool>,
    events: Arc<EventQueue>,
}

/// What the chain says about the work that it wants.
struct Wishes {
    next_priority_op: SerialId,
    slots: u32,
    clock: bool,
    /// The time that the block of new operations has.
    time: u64,
}

impl QueueProposer {
    /// A proposer over the queues of a chain's database.
    pub fn new(chain: Arc<Chain>, pool: Arc<dyn TransactionPool>, events: Arc<EventQueue>) -> Self {
        Self { db: chain.database().clone(), chain, pool, events }
    }

    fn take<T: codec::Decode>(
        &self,
        column: Column,
        consumed: &mut Vec<(Column, Vec<u8>)>,
    ) -> Result<Vec<T>, ServiceError> {
        let mut values = Vec::new();
        for entry in self.db.iter_from(column, []).take(QUEUE_LIMIT) {
            let (key, value) = entry?;
            consumed.push((column, key));
            values.push(value);
        }
        Ok(values)
    }

    /// Priority operations from `next` on without a gap.
    fn priority_ops(&self, next: SerialId, limit: usize) -> Result<Vec<PriorityOp>, ServiceError> {
        let mut ops = Vec::new();
        let mut expected = next;
        for entry in self.db.iter_from::<PriorityRecord>(Column::PriorityOps, next.to_be_bytes()).take(limit) {
            let (_, record) = entry?;
            if record.op.serial_id != expected {
                break;
            }
            expected = expected.saturating_add(1);
            ops.push(record.op);
        }
        Ok(ops)
    }
}

impl Proposer for QueueProposer {
    fn propose(&self, now: u64) -> Result<Work, ServiceError> {
        let Some(now) = self.chain.clock().time_or_log(now) else { return Ok(Work::nothing()) };
        if let Some(first) = reopened::requested(&self.db)? {
            let inputs = MiniBlockInputs { timestamp: now, reopen: Some(first), ..MiniBlockInputs::default() };
            return Ok(Work { inputs, consumed: vec![reopened::request_entry()], clock: true, more: true });
        }
        let age = self.chain.uncommitted_age(now)?;
        let closed = age.is_some_and(|age| age.is_long());
        if let Some(block) = age.filter(|_| closed).map(|age| age.block) {
            // What was never sealed can have a fresh time at once: nobody but this node has seen the block.
            if self.chain.query(|query| query.pending_block().number)? == block {
                let inputs = MiniBlockInputs { timestamp: now, reopen: Some(block), ..MiniBlockInputs::default() };
                return Ok(Work { inputs, consumed: Vec::new(), clock: true, more: true });
            }
        }
        self.pool.sweep(now)?;
        let Wishes { next_priority_op, slots, clock, time } = self.chain.query(|query| wishes(query, now))?;
        let limit = usize::try_from(slots).unwrap_or(usize::MAX);
        let mut consumed = Vec::new();
        let pipeline_events: Vec<PipelineEvent> = self
            .events
            .waiting(QUEUE_LIMIT)?
            .into_iter()
            .map(|(key, event)| {
                consumed.push((Column::PipelineEvents, key));
                event
            })
            .collect();
        let new_tokens: Vec<TokenInfo> = self.take(Column::NewTokens, &mut consumed)?;
        let auth_facts: Vec<AuthFact> = self.take(Column::AuthFacts, &mut consumed)?;
        let (priority_ops, transactions, more) = if reopened::any(&self.db)? {
            let (priority_ops, transactions) = reopened::next(&self.db, limit)?;
            (priority_ops, transactions, true)
        } else {
            let priority_ops = self.priority_ops(next_priority_op, limit)?;
            let room = if closed { 0 } else { limit.saturating_sub(priority_ops.len()) };
            let transactions = self.pool.ready(time, room);
            let count: usize = transactions.iter().map(|input| input.transactions.len()).sum();
            let more = self.pool.len() > count && count >= room && room > 0;
            (priority_ops, transactions, more)
        };
        let inputs = MiniBlockInputs {
            timestamp: now,
            new_tokens,
            auth_facts,
            pipeline_events,
            priority_ops,
            transactions,
            ..MiniBlockInputs::default()
        };
        Ok(Work { inputs, consumed, clock, more })
    }
}

fn wishes(query: &Query, now: u64) -> Wishes {
    let pending = query.pending_block();
    Wishes {
        time: if pending.operations > 0 { pending.timestamp } else { now.max(query.time()) },
        next_priority_op: query.next_priority_op(),
        slots: query.sealing_rules().max_slots(),
        clock: pending.operations > 0 || waits_for_a_deadline(query),
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
