//! What happens to transactions after they are sent.

use super::{InFlight, L1Operation, Sender, SenderEvent, SenderState, SenderStore};
use crate::{
    calls::h160,
    client::{mentions, to_u64},
    wallet::SignedTransaction,
    Fees, L1Error,
};
use ethers::types::{BlockNumber, TransactionReceipt, H256};

/// A nonce counts as taken by a foreign transaction only below so many blocks: nodes behind one URL may be at different
/// heights, and one may know the nonce of our transaction before another knows its receipt.
const NONCE_DEPTH: u64 = 8;
/// Words of nodes that refuse a transaction for its fees.
const TOO_LITTLE: [&str; 3] = ["underpriced", "less than block base fee", "fee too low"];

impl<S: SenderStore> Sender<S> {
    /// Looks after everything in flight, in the order of nonces.
    pub(super) async fn check(&mut self, head: u64) -> Result<(), L1Error> {
        let mut all_confirmed = true;
        for (operation, flight) in self.queue.in_flight() {
            match self.receipt(&flight).await? {
                Some(receipt) => {
                    let mined_at = to_u64(receipt.block_number);
                    let deep = mined_at.saturating_add(self.config.confirmations) <= head;
                    self.to_broadcast.remove(&operation.id);
                    // In order: nothing is confirmed before what it builds on.
                    all_confirmed &= deep;
                    if all_confirmed {
                        self.settle(&operation, &receipt).await?;
                    }
                }
                None => {
                    all_confirmed = false;
                    self.push(&operation, flight, head).await?;
                }
            }
        }
        Ok(())
    }

    /// The receipt of whichever attempt was mined, newest first.
    async fn receipt(&self, flight: &InFlight) -> Result<Option<TransactionReceipt>, L1Error> {
        for attempt in flight.attempts.iter().rev() {
            let receipt = self.wallet.client().receipt(H256(attempt.tx_hash)).await?;
            if receipt.as_ref().is_some_and(|receipt| receipt.block_number.is_some()) {
                return Ok(receipt);
            }
        }
        Ok(None)
    }

    /// Confirms a mined operation, or reports why it failed.
    async fn settle(&mut self, operation: &L1Operation, receipt: &TransactionReceipt) -> Result<(), L1Error> {
        if let Some(error) = self.wallet.failure(receipt, self.request(operation)).await {
            // Its nonce is used up. When the cause is removed it is sent anew; a call that
            // still fails is found out before it costs anything.
            self.save(operation, SenderState::Queued)?;
            return Err(L1Error::Reverted { what: operation.to_string(), error });
        }
        let tx_hash = receipt.transaction_hash.0;
        let l1_block = to_u64(receipt.block_number);
        let gas_used = receipt.gas_used.map_or(0, |gas| u64::try_from(gas).unwrap_or(u64::MAX));
        self.save(operation, SenderState::Confirmed { tx_hash, l1_block, gas_used })?;
        let L1Operation { id, kind, first_block, last_block, .. } = *operation;
        let confirmed = SenderEvent::Confirmed { id, kind, first_block, last_block, tx_hash, l1_block, gas_used };
        self.events.push(confirmed);
        Ok(())
    }

    /// Helps a transaction that is not mined: broadcasts it again if L1 lost it, replaces it if it is stuck.
    async fn push(&mut self, operation: &L1Operation, flight: InFlight, head: u64) -> Result<(), L1Error> {
        let Some(newest) = flight.attempts.last() else {
            return self.save(operation, SenderState::Queued);
        };
        let client = self.wallet.client();
        if self.to_broadcast.contains(&operation.id) || !client.knows(H256(newest.tx_hash)).await? {
            let account = h160(self.wallet.address());
            if client.transaction_count(account, BlockNumber::Latest).await? > flight.nonce {
                return self.check_nonce(operation, &flight, head).await;
            }
            let transaction = self.newest_transaction(operation, &flight)?;
            match self.broadcast(operation, transaction.raw).await {
                // L1 wants more: for the replacement of an older attempt, or because its base fee rose.
                Err(L1Error::Rejected { detail, .. }) if mentions(&detail, &TOO_LITTLE) => {}
                other => return other,
            }
        } else if head < newest.l1_block.saturating_add(self.config.expected_wait_blocks) {
            return Ok(());
        }
        let client = self.wallet.client();
        let limit = self.config.max_gas_price;
        let suggested = Fees::suggested(client, limit).await?;
        match newest.fees.bumped(suggested, limit) {
            Some(fees) => {
                tracing::info!(operation = operation.id, max_fee = fees.max_fee, "replacing a stuck L1 transaction");
                self.attempt(operation, flight, fees, head).await
            }
            None => {
                tracing::warn!(operation = operation.id, limit, "an L1 transaction is stuck at the fee limit");
                Ok(())
            }
        }
    }

    /// The nonce is used up and no attempt has a receipt. If that stays so, another program sent a transaction with the
    /// node's key, and no attempt can be mined any more.
    async fn check_nonce(&mut self, operation: &L1Operation, flight: &InFlight, head: u64) -> Result<(), L1Error> {
        let account = h160(self.wallet.address());
        let depth = NONCE_DEPTH.max(self.config.confirmations);
        let Some(settled) = head.checked_sub(depth) else { return Ok(()) };
        let count = self.wallet.client().transaction_count(account, BlockNumber::Number(settled.into())).await?;
        if count <= flight.nonce || self.receipt(flight).await?.is_some() {
            return Ok(());
        }
        tracing::warn!(
            operation = operation.id,
            nonce = flight.nonce,
            "another program used the node's L1 key; the operation is sent again, but give the node a key of its own"
        );
        self.to_broadcast.remove(&operation.id);
        self.save(operation, SenderState::Queued)
    }

    /// Makes the newest attempt again; the present key must be the one that made it the first time.
    pub(super) fn newest_transaction(
        &self,
        operation: &L1Operation,
        flight: &InFlight,
    ) -> Result<SignedTransaction, L1Error> {
        let other_key = || L1Error::OtherKey { what: operation.to_string(), address: self.wallet.address() };
        let newest = flight.attempts.last().ok_or_else(other_key)?;
        let signed = self.wallet.sign(self.request(operation), flight.nonce, flight.gas_limit, newest.fees)?;
        if signed.hash.0 == newest.tx_hash {
            Ok(signed)
        } else {
            Err(other_key())
        }
    }
}
