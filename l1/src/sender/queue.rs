//! Which operation is sent next.

use super::{InFlight, L1OpKind, L1Operation, SenderRecord, SenderState};
use std::collections::BTreeMap;
use zelkova_primitives::BlockNumber;

/// The operations that are not confirmed, and how far L1 is.
#[derive(Debug, Default)]
pub struct Queue {
    open: BTreeMap<u64, SenderRecord>,
    /// Last confirmed block of each kind.
    confirmed: BTreeMap<L1OpKind, BlockNumber>,
    newest_id: Option<u64>,
}

impl Queue {
    /// From stored records.
    pub fn new(records: Vec<SenderRecord>) -> Self {
        let mut queue = Self::default();
        for record in records {
            queue.newest_id = queue.newest_id.max(Some(record.operation.id));
            queue.put(record);
        }
        queue
    }

    /// Adds a new operation; one that is known already (it was stored before a restart) is left as it is.
    pub fn add(&mut self, operation: L1Operation) {
        if self.newest_id < Some(operation.id) {
            self.newest_id = Some(operation.id);
            self.put(SenderRecord { operation, state: SenderState::Queued });
        }
    }

    /// Inserts or replaces a record; a confirmed one leaves the queue.
    pub fn put(&mut self, record: SenderRecord) {
        let SenderRecord { operation, state } = &record;
        if matches!(state, SenderState::Confirmed { .. }) {
            self.open.remove(&operation.id);
            let last = self.confirmed.entry(operation.kind).or_default();
            *last = operation.last_block.max(*last);
        } else {
            self.open.insert(operation.id, record);
        }
    }

    /// The operations that are not confirmed.
    pub fn ids(&self) -> Vec<u64> {
        self.open.keys().copied().collect()
    }

    /// Takes an operation out that is not to be done any more.
    pub fn forget(&mut self, id: u64) {
        self.open.remove(&id);
    }

    /// Operations in flight, in the order of their nonces, which is the order in which L1 executes them.
    pub fn in_flight(&self) -> Vec<(L1Operation, InFlight)> {
        let mut sent: Vec<_> = self.open.values().filter_map(sent).collect();
        sent.sort_by_key(|(_, flight)| flight.nonce);
        sent.into_iter().map(|(operation, flight)| (operation.clone(), flight.clone())).collect()
    }

    /// The greatest nonce in use.
    pub fn last_nonce(&self) -> Option<u64> {
        self.open.values().filter_map(sent).map(|(_, flight)| flight.nonce).max()
    }

    /// The operation to send next: Execute before PublishProof before Commit, each kind in the order of ids, none before
    /// its blocks have been sent in the kind before.
    pub fn next(&self) -> Option<&L1Operation> {
        L1OpKind::BY_PRIORITY.into_iter().find_map(|kind| {
            let operation = self.first_queued(kind)?;
            let ready = kind.previous().is_none_or(|previous| self.sent_until(previous) >= Some(operation.last_block));
            ready.then_some(operation)
        })
    }

    fn first_queued(&self, kind: L1OpKind) -> Option<&L1Operation> {
        let queued = |record: &&SenderRecord| record.state == SenderState::Queued && record.operation.kind == kind;
        self.open.values().find(queued).map(|record| &record.operation)
    }

    /// The last block up to which everything of a kind is sent or confirmed.
    fn sent_until(&self, kind: L1OpKind) -> Option<BlockNumber> {
        if let Some(waiting) = self.first_queued(kind) {
            return waiting.first_block.checked_sub(1);
        }
        let sent = self.open.values().filter(|record| record.operation.kind == kind);
        sent.map(|record| record.operation.last_block).chain(self.confirmed.get(&kind).copied()).max()
    }
}

fn sent(record: &SenderRecord) -> Option<(&L1Operation, &InFlight)> {
    match &record.state {
        SenderState::Sent(flight) => Some((&record.operation, flight)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use L1OpKind::{Commit, Execute, PublishProof};

    fn operation(id: u64, kind: L1OpKind, first_block: u32, last_block: u32) -> L1Operation {
        L1Operation { id, kind, first_block, last_block, calldata: Vec::new() }
    }

    /// Takes everything that may be sent and returns the ids.
    fn drain(queue: &mut Queue) -> Vec<u64> {
        let mut ids = Vec::new();
        while let Some(operation) = queue.next().cloned() {
            ids.push(operation.id);
            let nonce = ids.len() as u64;
            let state = SenderState::Sent(InFlight { nonce, gas_limit: 0, attempts: Vec::new() });
            queue.put(SenderRecord { operation, state });
        }
        ids
    }

    #[test]
    fn what_is_nearer_to_its_end_goes_first() {
        let mut queue = Queue::default();
        queue.add(operation(0, Commit, 1, 2));
        queue.add(operation(1, Commit, 3, 3));
        queue.add(operation(2, PublishProof, 1, 2));
        queue.add(operation(3, Commit, 4, 9));
        queue.add(operation(4, Execute, 1, 2));
        assert_eq!(drain(&mut queue), [0, 2, 4, 1, 3]);
    }

    #[test]
    fn nothing_goes_before_the_kind_before_it() {
        let mut queue = Queue::default();
        queue.add(operation(0, PublishProof, 1, 3));
        queue.add(operation(1, Commit, 1, 2));
        assert_eq!(drain(&mut queue), [1], "block 3 is not committed");
        queue.add(operation(2, Commit, 3, 3));
        assert_eq!(drain(&mut queue), [2, 0]);
    }

    #[test]
    fn a_restarted_queue_knows_what_was_confirmed() {
        let confirmed = SenderState::Confirmed { tx_hash: [1; 32], l1_block: 1, gas_used: 1 };
        let mut queue = Queue::new(vec![
            SenderRecord { operation: operation(0, Commit, 1, 2), state: confirmed },
            SenderRecord { operation: operation(1, PublishProof, 1, 2), state: SenderState::Queued },
        ]);
        // The channel delivers what the store had already.
        queue.add(operation(0, Commit, 1, 2));
        queue.add(operation(1, PublishProof, 1, 2));
        assert_eq!(drain(&mut queue), [1]);
    }
}
