//! Batches: together in, together out, and who pays for whom.

use super::*;
use zelkova_operation::{is_reason, RuleError};

fn checked(tx: Tx) -> crate::Checked<Tx> {
    check(tx, &limits(), Felt::ZERO, NOW).unwrap()
}

fn batch(pool: &mut Pool<Tx>, txs: &[Tx]) -> Result<Inserted, AdmissionError> {
    let states: Vec<_> = txs.iter().map(owned).collect();
    pool.insert(txs.iter().cloned().map(checked).collect(), &states)
}

/// The state of an account whose owner's address tells its number.
fn owned(tx: &Tx) -> AccountState {
    AccountState { address: address(tx.account), ..state() }
}

fn address(account: u32) -> L1Address {
    L1Address([account as u8; 20])
}

fn units(pool: &Pool<Tx>) -> Vec<Vec<(u32, Nonce)>> {
    let unit = |unit: Vec<&Tx>| unit.into_iter().map(|tx| (tx.account, tx.nonce)).collect();
    pool.propose(usize::MAX, NOW).into_iter().map(unit).collect()
}

#[test]
fn one_member_pays_for_all() {
    let mut pool = pool();
    let free = tx(1, 0, 0);
    assert!(matches!(batch(&mut pool, &[free.clone(), tx(2, 0, 3)]), Err(AdmissionError::BatchFeeTooLow { .. })));
    assert!(pool.is_empty());
    batch(&mut pool, &[free, tx(2, 0, 4)]).unwrap();
    assert_eq!(units(&pool), [[(1, 0), (2, 0)]]);
}

#[test]
fn members_check_each_other_like_transactions_that_wait() {
    let mut pool = pool();
    // A new key signs what follows; the old one does not any more.
    let change = Tx { signer: 22, new_key: Some((22, false)), ..tx(1, 0, 5) };
    let of_owner = |txs: &[Tx], pool: &mut Pool<Tx>| {
        let states: Vec<_> = txs.iter().map(|_| state()).collect();
        pool.insert(txs.iter().cloned().map(checked).collect(), &states)
    };
    let error = of_owner(&[change.clone(), tx(1, 1, 5)], &mut pool).unwrap_err();
    assert!(is_reason!(operation(error), RuleError::WrongKey { .. }));
    of_owner(&[change, Tx { signer: 22, ..tx(1, 1, 5) }], &mut pool).unwrap();
    // The same nonce twice, a gap, the wrong order.
    for (first, second) in [(0, 0), (0, 2), (1, 0)] {
        let members = [tx(2, first, 5), Tx { amount: 1, ..tx(2, second, 5) }];
        let (expected, account) = (first + 1, AccountId(2));
        let error = AdmissionError::BatchOrder { account, expected, given: second };
        assert_eq!(batch(&mut pool, &members), Err(error));
    }
    assert_eq!(pool.len(), 2);
}

#[test]
fn a_member_may_spend_what_it_has_just_received() {
    let gift = Tx { amount: 900, to: Some(address(2)), ..tx(1, 0, 5) };
    let spend = Tx { amount: 1_800, ..tx(2, 0, 5) };
    batch(&mut pool(), &[gift.clone(), spend.clone()]).unwrap();
    let required = |txs: &[Tx]| match operation(batch(&mut pool(), txs).unwrap_err()).downcast_ref() {
        Some(RuleError::InsufficientBalance { available, required, .. }) => (*available, *required),
        other => panic!("{other:?}"),
    };
    // Not before it has, and not more than that.
    assert_eq!(required(&[spend.clone(), gift.clone()]), (1_000, 1_805));
    assert_eq!(required(&[gift.clone(), Tx { amount: 1_896, ..spend.clone() }]), (1_900, 1_901));
    // Two members of one account share its balance, with what waits already.
    assert_eq!(required(&[tx(1, 0, 5), Tx { amount: 981, ..tx(1, 1, 5) }]), (1_000, 1_001));
    let mut pool = pool();
    insert_with(&mut pool, Tx { amount: 200, ..tx(2, 0, 5) }, &owned(&tx(2, 0, 5))).unwrap();
    let late = Tx { nonce: 1, ..spend };
    let error = batch(&mut pool, &[gift, late]).unwrap_err();
    let reason = operation(error);
    assert!(is_reason!(reason, RuleError::InsufficientBalance { available: 1_900, required: 2_010, .. }));
}

#[test]
fn a_batch_runs_when_all_its_members_can() {
    let mut pool = pool();
    batch(&mut pool, &[tx(1, 1, 50), tx(2, 0, 50)]).unwrap();
    assert!(units(&pool).is_empty());
    insert(&mut pool, tx(1, 0, 2)).unwrap();
    assert_eq!(units(&pool), [vec![(1, 0)], vec![(1, 1), (2, 0)]]);
    insert(&mut pool, tx(2, 1, 2)).unwrap();
    assert_eq!(units(&pool), [vec![(1, 0)], vec![(1, 1), (2, 0)], vec![(2, 1)]]);
    // Never a part of it, whatever the limit.
    assert_eq!(pool.propose(2, NOW).len(), 2);
    assert_eq!(pool.propose(1, NOW).len(), 1);
}

#[test]
fn a_member_that_is_not_valid_yet_holds_the_batch_back() {
    let mut pool = pool();
    let later = Tx { window: (NOW + 1, NOW + 1), ..tx(2, 0, 5) };
    batch(&mut pool, &[tx(1, 0, 5), later]).unwrap();
    assert!(units(&pool).is_empty());
    assert_eq!(pool.propose(9, NOW + 1).len(), 1);
    assert_eq!(pool.remove_expired(NOW + 2).len(), 2);
    assert!(pool.is_empty());
}

#[test]
fn batches_that_wait_for_each_other_hold_only_their_accounts() {
    let mut pool = Pool::new(PoolLimits { max_transactions: 9, ..limits() }, fees(2));
    batch(&mut pool, &[tx(1, 0, 5), tx(2, 1, 5)]).unwrap();
    batch(&mut pool, &[tx(2, 0, 5), tx(1, 1, 5)]).unwrap();
    insert(&mut pool, tx(3, 0, 2)).unwrap();
    assert_eq!(units(&pool), [[(3, 0)]]);
    // Either account can resolve it.
    let replaced = insert(&mut pool, tx(2, 0, 6)).unwrap().replaced;
    assert_eq!(replaced.len(), 2);
    assert_eq!(units(&pool), [vec![(2, 0)], vec![(1, 0), (2, 1)], vec![(3, 0)]]);
}

#[test]
fn a_batch_replaces_nothing_and_is_replaced_whole() {
    let mut pool = pool();
    let single = insert(&mut pool, tx(1, 0, 5)).unwrap().hashes[0];
    let conflict = batch(&mut pool, &[tx(2, 0, 500), tx(1, 0, 500)]);
    assert_eq!(conflict, Err(AdmissionError::BatchConflict { existing: single }));
    let members = batch(&mut pool, &[tx(1, 1, 50), tx(2, 0, 50)]).unwrap().hashes;
    let error = insert(&mut pool, tx(2, 0, 54)).unwrap_err();
    assert_eq!(error, AdmissionError::ReplacementUnderpriced { existing: members[1], required: 55 });
    assert_eq!(insert(&mut pool, tx(2, 0, 55)).unwrap().replaced, members);
    assert_eq!(units(&pool), [[(2, 0)], [(1, 0)]]);
}

#[test]
fn a_full_pool_evicts_whole_batches_and_makes_room_for_them() {
    let mut pool = pool();
    let cheap = batch(&mut pool, &[tx(1, 0, 2), tx(2, 0, 2)]).unwrap().hashes;
    insert(&mut pool, tx(3, 0, 3)).unwrap();
    insert(&mut pool, tx(4, 0, 40)).unwrap();
    assert_eq!(batch(&mut pool, &[tx(5, 0, 2), tx(6, 0, 2)]), Err(AdmissionError::PoolFull { max: 4 }));
    // What a transaction builds on does not make room for it, though it is cheaper.
    assert_eq!(insert(&mut pool, tx(2, 1, 90)).unwrap().evicted, [tx(3, 0, 3).hash()]);
    assert_eq!(batch(&mut pool, &[tx(5, 0, 9), tx(6, 0, 9)]).unwrap().evicted, cheap);
    assert_eq!(pool.len(), 4);
    let more = [tx(1, 0, 99), tx(2, 0, 99), tx(3, 0, 99), tx(8, 0, 99), tx(9, 0, 99)];
    assert_eq!(batch(&mut pool, &more), Err(AdmissionError::PoolFull { max: 4 }));
}

#[test]
fn a_batch_leaves_as_a_whole() {
    let mut pool = pool();
    let members = batch(&mut pool, &[tx(1, 0, 5), tx(2, 0, 5)]).unwrap().hashes;
    assert_eq!(pool.remove(&members[1]), members);
    assert!(pool.is_empty());
    let members = batch(&mut pool, &[tx(1, 0, 5), tx(2, 0, 5)]).unwrap().hashes;
    assert_eq!(pool.advance(AccountId(1), 1), [members[0]]);
    assert_eq!(pool.advance(AccountId(2), 1), [members[1]]);
    assert!(pool.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is inserted, removed and executed: members of a batch are proposed together or not at all, each account's
    /// transactions in their order, and no part of a batch stays behind.
    #[test]
    fn batches_stay_whole(actions in prop::collection::vec((0u8..5, 1u32..4, 1u32..4, 0u32..3, 2u128..20), 1..50)) {
        let mut pool = Pool::new(PoolLimits { max_transactions: 6, ..limits() }, fees(2));
        let mut nonces: BTreeMap<u32, Nonce> = BTreeMap::new();
        let mut batches: Vec<Vec<TxHash>> = Vec::new();
        for (action, first, second, offset, fee) in actions {
            let mut nonce = |account| *nonces.entry(account).or_default();
            let state = |nonce| AccountState { nonce, ..state() };
            let (a, b) = (tx(first, nonce(first) + offset, fee), tx(second, nonce(second), fee));
            match action {
                0 | 1 => {
                    let state = state(nonce(first));
                    drop(insert_with(&mut pool, a, &state));
                }
                2 | 3 => {
                    let states = [state(nonce(first)), state(nonce(second))];
                    if let Ok(inserted) = pool.insert(vec![checked(a), checked(b)], &states) {
                        batches.push(inserted.hashes);
                    }
                }
                _ => {
                    let unit: Vec<Tx> = pool.propose(1, NOW).into_iter().flatten().cloned().collect();
                    for tx in unit {
                        prop_assert_eq!(tx.nonce, nonces.get(&tx.account).copied().unwrap_or(0));
                        nonces.insert(tx.account, tx.nonce + 1);
                        pool.advance(AccountId(tx.account), tx.nonce + 1);
                    }
                }
            }
            prop_assert!(pool.len() <= 6);
            let mut reached = nonces.clone();
            for unit in pool.propose(usize::MAX, NOW) {
                let hashes: Vec<TxHash> = unit.iter().map(|tx| tx.hash()).collect();
                let members = batches.iter().find(|batch| batch.contains(&hashes[0]));
                prop_assert_eq!(&hashes, members.unwrap_or(&hashes));
                prop_assert!(members.is_some() || hashes.len() == 1);
                for tx in unit {
                    let next = reached.entry(tx.account).or_default();
                    prop_assert_eq!(tx.nonce, *next);
                    *next += 1;
                }
            }
            for batch in &batches {
                let there = batch.iter().filter(|hash| pool.contains(hash)).count();
                prop_assert!(there == 0 || there == batch.len());
            }
            // A member may come again, alone.
            batches.retain(|batch| pool.contains(&batch[0]));
        }
    }
}
