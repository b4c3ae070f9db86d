//! Which transactions run next.

use std::collections::{BTreeMap, BinaryHeap};

use zelkova_primitives::{AccountId, Nonce};

use crate::{types::Rank, Pool, PoolTransaction};

impl<Tx: PoolTransaction> Pool<Tx> {
    /// The best units that can run at time `now`, until there are `max` transactions or more: an account's in the order of
    /// their nonces, otherwise the higher fee first and then the older one. A batch runs when all its members can. They
    /// stay in the pool until it is told what became of them.
    pub fn propose(&self, max: usize, now: u64) -> Vec<Vec<&Tx>> {
        let mut proposed = Vec::new();
        let mut count = 0usize;
        let mut heads = self.heads.iter().rev().peekable();
        let mut successors: BinaryHeap<(Rank, AccountId, Nonce)> = BinaryHeap::new();
        // The nonces of accounts after what is proposed already; of others it is the one on the chain.
        let mut reached: BTreeMap<AccountId, Nonce> = BTreeMap::new();
        while count < max {
            let best_successor = successors.peek().map(|(rank, ..)| *rank);
            let next = match heads.peek() {
                Some((rank, _)) if Some(*rank) >= best_successor => {
                    heads.next().and_then(|(_, id)| self.accounts.get(id).map(|account| (*id, account.next)))
                }
                _ => successors.pop().map(|(_, id, nonce)| (id, nonce)),
            };
            let Some((id, nonce)) = next else { break };
            // A batch that cannot run yet, or never, holds its accounts back. The last of them to get there finds it ready.
            let Some((unit, after)) = self.ready(id, nonce, &reached, now) else { continue };
            count = count.saturating_add(unit.len());
            proposed.push(unit);
            for (id, nonce) in after {
                reached.insert(id, nonce);
                if let Some(entry) = self.accounts.get(&id).and_then(|account| account.entry(nonce)) {
                    successors.push((entry.rank(), id, nonce));
                }
            }
        }
        proposed
    }

    /// The unit of the transaction with this nonce, if all of it can run, and the nonces of its accounts afterwards.
    #[allow(clippy::type_complexity, reason = "two lists that are taken apart at once")]
    fn ready(
        &self,
        id: AccountId,
        nonce: Nonce,
        reached: &BTreeMap<AccountId, Nonce>,
        now: u64,
    ) -> Option<(Vec<&Tx>, BTreeMap<AccountId, Nonce>)> {
        let entry = self.accounts.get(&id)?.entry(nonce)?;
        let mut after: BTreeMap<AccountId, Nonce> = BTreeMap::new();
        let mut unit = Vec::new();
        for hash in entry.unit() {
            let tx = self.get(&hash)?;
            let on_chain = self.accounts.get(&tx.account())?.next;
            let next = after.get(&tx.account()).or_else(|| reached.get(&tx.account())).copied().unwrap_or(on_chain);
            let (valid_from, valid_until) = tx.validity();
            if tx.nonce() != next || !(valid_from..=valid_until).contains(&now) {
                return None;
            }
            after.insert(tx.account(), next.saturating_add(1));
            unit.push(tx);
        }
        Some((unit, after))
    }
}
