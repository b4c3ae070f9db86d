//! Entries, pages and the pruner on a database of their own.

use super::{executed, executed_before, pruner::prune, rejected, rejected_before, Page};
use crate::db::{Column, Database, Receipt, ReceiptOutcome};
use proptest::prelude::*;
use std::collections::BTreeSet;
use zelkova_primitives::{AccountId, TxHash};
use zelkova_runtime::Rejection;

fn database() -> (tempfile::TempDir, Database) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let database = Database::open(directory.path()).expect("opens");
    (directory, database)
}

fn reason() -> Rejection {
    Rejection { code: "expired".into(), message: "too late: sign again".into() }
}

/// Rejects transactions of these accounts at these times; their bodies are numbers.
fn reject(db: &Database, entries: impl IntoIterator<Item = (u32, u64, u8)>) {
    let mut batch = db.batch();
    for (account, time, hash) in entries {
        batch.put(Column::Transactions, [hash; 32], &hash);
        rejected(&mut batch, AccountId(account), TxHash([hash; 32]), 7, reason(), time);
    }
    db.commit(batch).expect("commits");
}

/// All entries of a history, in pages of so many.
fn in_pages<T: Copy>(size: u32, page: impl Fn(Option<T>, u32) -> Page<T>) -> Vec<T> {
    let (mut found, mut before) = (Vec::new(), None);
    loop {
        let page = page(before, size);
        assert!(page.entries.len() <= size as usize);
        found.extend(page.entries.iter().copied());
        before = page.next().copied();
        if before.is_none() {
            return found;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn pages_of_any_size_hold_each_entry_once_newest_first(
        entries in prop::collection::btree_set((0u32..3, prop_oneof![0u32..300, Just(u32::MAX)], any::<u32>()), 0..40),
        size in 1u32..10,
    ) {
        let (_directory, db) = database();
        let mut batch = db.batch();
        for (account, block, index) in &entries {
            executed(&mut batch, *block, *index, &[AccountId(*account)]);
        }
        db.commit(batch).expect("commits");
        for account in 0..3 {
            let own: Vec<_> = entries.iter().rev().filter(|(of, ..)| *of == account).map(|(_, b, i)| (*b, *i)).collect();
            let page = |before, size| executed_before(&db, AccountId(account), before, size).expect("reads");
            prop_assert_eq!(in_pages(size, page), own);
        }
    }

    #[test]
    fn rejected_transactions_come_in_the_same_way(
        entries in prop::collection::btree_set((0u32..3, prop_oneof![0u64..5, Just(u64::MAX)], any::<u8>()), 0..40),
        size in 1u32..10,
    ) {
        let (_directory, db) = database();
        reject(&db, entries.iter().copied());
        for account in 0..3 {
            let own = entries.iter().rev().filter(|(of, ..)| *of == account);
            let own: Vec<_> = own.map(|(_, time, hash)| (*time, TxHash([*hash; 32]))).collect();
            let page = |before, size| rejected_before(&db, AccountId(account), before, size).expect("reads");
            prop_assert_eq!(in_pages(size, page), own);
        }
    }
}

#[test]
fn an_operation_is_in_the_history_of_everybody_whom_it_touched() {
    let (_directory, db) = database();
    let mut batch = db.batch();
    executed(&mut batch, 4, 1, &[AccountId(1), AccountId(256)]);
    executed(&mut batch, 4, 2, &[AccountId(256)]);
    executed(&mut batch, 5, 0, &[]);
    db.commit(batch).expect("commits");
    let of = |account| executed_before(&db, AccountId(account), None, 9).expect("reads").entries;
    assert_eq!((of(0), of(1), of(2), of(256)), (vec![], vec![(4, 1)], vec![], vec![(4, 2), (4, 1)]));
}

#[test]
fn a_new_entry_changes_no_page_that_was_begun() {
    let (_directory, db) = database();
    let add = |blocks: &[u32]| {
        let mut batch = db.batch();
        blocks.iter().for_each(|block| executed(&mut batch, *block, 0, &[AccountId(1)]));
        db.commit(batch).expect("commits");
    };
    add(&[1, 2, 3]);
    let first = executed_before(&db, AccountId(1), None, 1).expect("reads");
    add(&[4]);
    let rest = executed_before(&db, AccountId(1), first.next().copied(), 9).expect("reads");
    assert_eq!((first.entries, rest), (vec![(3, 0)], Page { entries: vec![(2, 0), (1, 0)], more: false }));
}

/// The hashes whose receipt and body are there.
fn kept(db: &Database, hashes: std::ops::RangeInclusive<u8>) -> BTreeSet<u8> {
    let there = |hash: &u8| {
        let of = |column| db.get_raw(column, [*hash; 32]).expect("reads").is_some();
        let (receipt, body) = (of(Column::Receipts), of(Column::Transactions));
        assert_eq!(receipt, body, "{hash}");
        receipt
    };
    hashes.filter(there).collect()
}

#[test]
fn old_rejections_go_in_bounded_batches_and_leave_nothing() {
    let (_directory, db) = database();
    reject(&db, [(1, 10, 1), (2, 11, 2), (1, 12, 3), (1, 20, 4), (2, 30, 5)]);
    let prune = |before, limit| prune(&db, |_| false, before, limit).expect("prunes");
    assert_eq!(prune(10, 9), 0);
    assert_eq!(kept(&db, 1..=5).len(), 5);
    assert_eq!((prune(20, 2), kept(&db, 1..=5)), (2, [3, 4, 5].into()));
    assert_eq!((prune(20, 2), kept(&db, 1..=5)), (1, [4, 5].into()));
    assert_eq!(prune(20, 2), 0);
    let of = |account| rejected_before(&db, AccountId(account), None, 9).expect("reads").entries;
    assert_eq!((of(1), of(2)), (vec![(20, TxHash([4; 32]))], vec![(30, TxHash([5; 32]))]));
    assert_eq!(db.iter_from::<()>(Column::RejectionTimes, []).count(), 2);
}

#[test]
fn what_is_not_rejected_any_more_is_kept() {
    let (_directory, db) = database();
    reject(&db, [(1, 10, 1), (1, 10, 2), (1, 10, 3)]);
    let mut batch = db.batch();
    let executed = Receipt { mini_block: 8, outcome: ReceiptOutcome::Executed { block: 1, index: 0 } };
    batch.put(Column::Receipts, [1; 32], &executed);
    batch.delete(Column::Receipts, [2; 32]);
    db.commit(batch).expect("commits");
    // One was executed, one has no receipt because it waits, one waits with a receipt.
    assert_eq!(prune(&db, |hash| *hash == TxHash([3; 32]), 99, 9).expect("prunes"), 3);
    assert_eq!(db.get(Column::Receipts, [1; 32]).expect("reads"), Some(executed));
    for hash in 1..=3u8 {
        assert_eq!(db.get(Column::Transactions, [hash; 32]).expect("reads"), Some(hash));
    }
    assert!(db.get_raw(Column::Receipts, [3; 32]).expect("reads").is_some());
    assert_eq!(rejected_before(&db, AccountId(1), None, 9).expect("reads"), Page { entries: vec![], more: false });
}
