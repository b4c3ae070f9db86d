//! Sends aggregated operations to the Rollup contract: in order, each exactly once, over restarts.
//!
//! Every transaction is stored before it is broadcast, so that a node that stops at any moment finds it again. All
//! attempts of an operation have the same nonce: at most one of them is mined, and which one does not matter.

mod flight;
mod interface;
mod queue;
mod records;

pub use interface::OperationSender;
pub use records::{
    Attempt, InFlight, L1OpKind, L1Operation, SenderConfig, SenderEvent, SenderRecord, SenderState, SenderStore,
};

use super::{calls::h160, Fees, L1Error, L1Wallet};
use async_trait::async_trait;
use ethers::types::{BlockNumber, Eip1559TransactionRequest};
use queue::Queue;
use std::collections::BTreeSet;
use zelkova_primitives::L1Address;

/// The sender: call [`Sender::tick`] in a loop; it never waits itself. The node enqueues an operation by storing
/// `SenderRecord { operation, state: Queued }` in the same database write as the aggregated operation and then calls
/// [`Sender::enqueue`].
pub struct Sender<S> {
    wallet: L1Wallet,
    rollup: L1Address,
    store: S,
    config: SenderConfig,
    queue: Queue,
    /// Operations of which L1 may not have the newest transaction.
    to_broadcast: BTreeSet<u64>,
    /// Head at the last check: without a new block there is nothing new to see.
    checked_at: Option<u64>,
    /// Not yet reported.
    events: Vec<SenderEvent>,
}

impl<S: SenderStore> Sender<S> {
    /// Continues from the stored records.
    pub async fn new(wallet: L1Wallet, rollup: L1Address, store: S, config: SenderConfig) -> Result<Self, L1Error> {
        if !wallet.client().has_code(rollup).await? {
            return Err(L1Error::NoContract(rollup));
        }
        let queue = Queue::new(store.load()?);
        let in_flight = queue.in_flight();
        let to_broadcast = in_flight.iter().map(|(operation, _)| operation.id).collect();
        let sender = Self { wallet, rollup, store, config, queue, to_broadcast, checked_at: None, events: Vec::new() };
        for (operation, flight) in &in_flight {
            // Another key would make other transactions, and the operation would be sent twice.
            sender.newest_transaction(operation, flight)?;
        }
        Ok(sender)
    }

    /// Sends operations in the queue's order, as many as may be in flight.
    async fn send_queued(&mut self, head: u64) -> Result<(), L1Error> {
        while let Some(operation) = self.queue.next().cloned() {
            let last_nonce = self.queue.last_nonce();
            if self.queue.in_flight().len() >= self.config.max_in_flight {
                break;
            }
            let gas_limit = match self.wallet.gas_limit(&operation.to_string(), &self.request(&operation)).await {
                Ok(gas_limit) => gas_limit,
                // It may build on something in flight that the node does not take into account. If so, it passes later.
                Err(L1Error::Reverted { .. }) if last_nonce.is_some() => break,
                Err(error) => return Err(self.name(&operation, error)),
            };
            let fees = Fees::suggested(self.wallet.client(), self.config.max_gas_price).await?;
            let mined =
                self.wallet.client().transaction_count(h160(self.wallet.address()), BlockNumber::Latest).await?;
            let nonce = last_nonce.map_or(mined, |last| mined.max(last.saturating_add(1)));
            let flight = InFlight { nonce, gas_limit, attempts: Vec::new() };
            self.attempt(&operation, flight, fees, head).await?;
        }
        Ok(())
    }

    /// Stores and broadcasts one more transaction for an operation.
    async fn attempt(
        &mut self,
        operation: &L1Operation,
        mut flight: InFlight,
        fees: Fees,
        head: u64,
    ) -> Result<(), L1Error> {
        let signed = self.wallet.sign(self.request(operation), flight.nonce, flight.gas_limit, fees)?;
        let tx_hash = signed.hash.0;
        flight.attempts.push(Attempt { tx_hash, fees, l1_block: head });
        self.save(operation, SenderState::Sent(flight))?;
        // Whether or not L1 gets it, from here on it counts as sent.
        self.to_broadcast.insert(operation.id);
        self.events.push(SenderEvent::Sent { id: operation.id, tx_hash });
        self.broadcast(operation, signed.raw).await
    }

    async fn broadcast(&mut self, operation: &L1Operation, raw: Vec<u8>) -> Result<(), L1Error> {
        let sent = self.wallet.broadcast(&operation.to_string(), raw).await;
        sent.map_err(|error| self.name(operation, error))?;
        self.to_broadcast.remove(&operation.id);
        Ok(())
    }

    fn save(&mut self, operation: &L1Operation, state: SenderState) -> Result<(), L1Error> {
        let record = SenderRecord { operation: operation.clone(), state };
        self.store.save(&record)?;
        self.queue.put(record);
        Ok(())
    }

    fn request(&self, operation: &L1Operation) -> Eip1559TransactionRequest {
        let from = h160(self.wallet.address());
        Eip1559TransactionRequest::new().from(from).to(h160(self.rollup)).data(operation.calldata.clone())
    }

    /// Errors of calls name the operation.
    fn name(&self, operation: &L1Operation, error: L1Error) -> L1Error {
        match error {
            L1Error::Reverted { error, .. } => L1Error::Reverted { what: operation.to_string(), error },
            other => other,
        }
    }
}

#[async_trait]
impl<S: SenderStore> OperationSender for Sender<S> {
    fn enqueue(&mut self, operation: L1Operation) {
        self.queue.add(operation);
    }

    async fn tick(&mut self) -> Result<Vec<SenderEvent>, L1Error> {
        for id in self.queue.ids() {
            if self.store.is_void(id)? {
                self.queue.forget(id);
                self.to_broadcast.remove(&id);
            }
        }
        let head = self.wallet.client().block_number().await?;
        if self.checked_at != Some(head) || !self.to_broadcast.is_empty() {
            self.check(head).await?;
            self.checked_at = Some(head);
        }
        self.send_queued(head).await?;
        Ok(std::mem::take(&mut self.events))
    }
}
