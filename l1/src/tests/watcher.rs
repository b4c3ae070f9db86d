//! The watcher against an L1 that lags, lies and limits.

use crate::{back_off, L1Error, L1Events, L1Source, NewToken, Watcher, WatcherBatch, WatcherConfig, WatcherProgress};
use async_trait::async_trait;
use parking_lot::Mutex;
use std::sync::Arc;
use zelkova_primitives::{L1Address, PriorityOp, PriorityOpKind, TokenId};

/// An L1 as an answer to each query.
#[derive(Clone, Default)]
struct FakeL1 {
    head: u64,
    ops: Vec<PriorityOp>,
    tokens: Vec<(u64, NewToken)>,
    /// More blocks than these are refused.
    limit: Option<u64>,
    /// In these words.
    words: Option<&'static str>,
    /// Serial ids that the node does not report the first time it is asked.
    late: Arc<Mutex<Vec<u64>>>,
    queries: Arc<Mutex<Vec<(u64, u64)>>>,
}

fn op(serial_id: u64, l1_block: u64) -> PriorityOp {
    let kind = PriorityOpKind::Deposit { token: TokenId::ETH, amount: 1, to: L1Address([1; 20]) };
    PriorityOp { serial_id, kind, l1_block, l1_tx_hash: [serial_id as u8; 32], expiration_block: l1_block + 100 }
}

fn token(id: u16) -> NewToken {
    NewToken { id: TokenId(id), address: L1Address([id as u8; 20]), symbol: String::new(), decimals: 0 }
}

#[async_trait]
impl L1Source for FakeL1 {
    async fn block_number(&self) -> Result<u64, L1Error> {
        Ok(self.head)
    }

    async fn events(&self, from: u64, to: u64) -> Result<L1Events, L1Error> {
        self.queries.lock().push((from, to));
        if self.limit.is_some_and(|limit| to - from + 1 > limit) {
            let what = "read logs".into();
            return Err(match &self.words {
                Some(words) => L1Error::Rejected { what, detail: words.to_string() },
                None => L1Error::TooManyResults { what },
            });
        }
        let late = std::mem::take(&mut *self.late.lock());
        let reported = |op: &&PriorityOp| (from..=to).contains(&op.l1_block) && !late.contains(&op.serial_id);
        let tokens = self.tokens.iter().filter(|(block, _)| (from..=to).contains(block));
        Ok(L1Events {
            priority_ops: self.ops.iter().filter(reported).copied().collect(),
            new_tokens: tokens.map(|(_, token)| token.clone()).collect(),
            auth_facts: Vec::new(),
        })
    }
}

const START: WatcherProgress = WatcherProgress { next_block: 1, next_serial_id: 0, next_token_id: 1 };

fn watcher(l1: &FakeL1, confirmations: u64) -> Watcher<FakeL1> {
    Watcher::new(l1.clone(), WatcherConfig { confirmations, max_block_range: 10 })
}

fn serials(batch: &WatcherBatch) -> Vec<u64> {
    batch.priority_ops.iter().map(|op| op.serial_id).collect()
}

#[tokio::test]
async fn ranges_are_bounded_and_only_confirmed_blocks_are_read() {
    let l1 = FakeL1 { head: 17, ops: vec![op(0, 3), op(1, 12), op(2, 16)], ..FakeL1::default() };
    let watcher = watcher(&l1, 3);
    let first = watcher.poll(&START).await.unwrap().unwrap();
    assert_eq!((serials(&first), first.progress.next_block), (vec![0], 11));
    let second = watcher.poll(&first.progress).await.unwrap().unwrap();
    assert_eq!((serials(&second), second.progress.next_block), (vec![1], 15));
    assert_eq!(watcher.poll(&second.progress).await.unwrap(), None, "block 16 has one block on top");
    assert_eq!(*l1.queries.lock(), [(1, 10), (11, 14)]);
    let young = FakeL1 { head: 2, ..FakeL1::default() };
    assert_eq!(
        Watcher::new(young, WatcherConfig { confirmations: 3, max_block_range: 10 }).poll(&START).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn a_gap_in_the_serial_ids_stops_the_watcher() {
    let l1 = FakeL1 { head: 5, ops: vec![op(0, 2), op(2, 3)], ..FakeL1::default() };
    let error = watcher(&l1, 0).poll(&START).await.unwrap_err();
    assert!(matches!(error, L1Error::SerialGap { expected: 1, found: 2, block: 5 }), "{error}");
    assert!(!error.is_fatal() && back_off(&error).as_secs() >= 5);

    let tokens = vec![(2, token(2))];
    let l1 = FakeL1 { head: 5, tokens, ..FakeL1::default() };
    let error = watcher(&l1, 0).poll(&START).await.unwrap_err();
    assert!(matches!(error, L1Error::TokenGap { expected: TokenId(1), found: TokenId(2), .. }), "{error}");
}

#[tokio::test]
async fn what_a_lagging_node_left_out_is_found_in_the_blocks_before() {
    let l1 = FakeL1 { head: 9, ops: vec![op(0, 8), op(1, 12)], ..FakeL1::default() };
    *l1.late.lock() = vec![0];
    let before = watcher(&l1, 0).poll(&START).await.unwrap().unwrap();
    assert_eq!((serials(&before), before.progress.next_block), (vec![], 10));
    let l1 = FakeL1 { head: 12, ..l1 };
    let batch = watcher(&l1, 0).poll(&before.progress).await.unwrap().unwrap();
    assert_eq!((serials(&batch), batch.progress.next_serial_id), (vec![0, 1], 2));
}

#[tokio::test]
async fn too_many_results_make_the_range_smaller() {
    let l1 = FakeL1 { head: 10, ops: vec![op(0, 1), op(1, 9)], limit: Some(3), ..FakeL1::default() };
    let batch = watcher(&l1, 0).poll(&START).await.unwrap().unwrap();
    assert_eq!((serials(&batch), batch.progress.next_block), (vec![0], 4));
    assert_eq!(*l1.queries.lock(), [(1, 10), (1, 5), (1, 3)]);
    let l1 = FakeL1 { limit: Some(0), ..l1 };
    let error = watcher(&l1, 0).poll(&START).await.unwrap_err();
    assert!(matches!(error, L1Error::TooManyResults { .. }), "{error}");
}

#[tokio::test]
async fn what_is_known_is_not_reported_again() {
    let l1 = FakeL1 { head: 5, ops: vec![op(0, 2), op(1, 3)], tokens: vec![(2, token(1))], ..FakeL1::default() };
    let known = WatcherProgress { next_block: 1, next_serial_id: 1, next_token_id: 2 };
    let batch = watcher(&l1, 0).poll(&known).await.unwrap().unwrap();
    assert_eq!(serials(&batch), [1]);
    assert!(batch.new_tokens.is_empty());
}

/// Providers refuse ranges in words of their own.
#[tokio::test]
async fn any_refusal_of_a_range_is_answered_by_a_smaller_one() {
    for words in ["range 40 exceeds limit of 10", "please narrow down your query", "-32005: \u{8bf7}\u{6c42}"] {
        let l1 = FakeL1 { head: 30, ops: vec![op(0, 29)], limit: Some(3), words: Some(words), ..FakeL1::default() };
        let watcher = watcher(&l1, 0);
        let mut progress = START;
        while progress.next_block <= 30 {
            progress = watcher.poll(&progress).await.unwrap().unwrap().progress;
        }
        assert_eq!(progress.next_serial_id, 1);
        // It does not begin with the greatest range each time, and tries more again.
        let asked: Vec<u64> = l1.queries.lock().iter().map(|(from, to)| to - from + 1).collect();
        assert!(asked.len() < 2 * 15, "{asked:?}");
        assert_eq!(asked[..3], [10, 5, 3]);
    }
    let l1 = FakeL1 { head: 9, limit: Some(0), words: Some("no logs here"), ..FakeL1::default() };
    let error = watcher(&l1, 0).poll(&START).await.unwrap_err();
    assert!(error.to_string().contains("no logs here"), "{error}");
}
