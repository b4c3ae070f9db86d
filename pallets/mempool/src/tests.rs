//! Admission, order, replacement, eviction.

mod batches;

use std::{collections::BTreeMap, sync::Arc};

use codec::{Decode, Encode};
use proptest::prelude::*;
use zelkova_operation::{is_reason, KeyChange, OperationCost, OperationError, RuleError};
use zelkova_primitives::{AccountId, Felt, L1Address, Nonce, TokenId, TxHash};

use crate::{
    check, AccountState, AdmissionError, FeeModel, FeeQuote, Fees, Inserted, Pool, PoolLimits, PoolTransaction, Price,
    TokenList,
};

/// A transaction of one unit of gas, three if its recipient is new, that sends `amount` of token 0.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
struct Tx {
    account: u32,
    nonce: Nonce,
    fee: u128,
    fee_token: u16,
    amount: u128,
    to: Option<L1Address>,
    window: (u64, u64),
    signer: u32,
    new_key: Option<(u32, bool)>,
    padding: Vec<u8>,
    genuine: bool,
}

const NOW: u64 = 100;
const KEY: u32 = 11;
const OWNER: L1Address = L1Address([0xa1; 20]);

fn tx(account: u32, nonce: Nonce, fee: u128) -> Tx {
    Tx {
        account,
        nonce,
        fee,
        fee_token: 0,
        amount: 10,
        to: None,
        window: (0, u64::MAX),
        signer: KEY,
        new_key: None,
        padding: Vec::new(),
        genuine: true,
    }
}

impl PoolTransaction for Tx {
    fn hash(&self) -> TxHash {
        TxHash(zelkova_primitives::keccak256(&self.encode()))
    }
    fn account(&self) -> AccountId {
        AccountId(self.account)
    }
    fn nonce(&self) -> Nonce {
        self.nonce
    }
    fn fee(&self) -> (TokenId, u128) {
        (TokenId(self.fee_token), self.fee)
    }
    fn outgoing(&self) -> Option<(TokenId, u128)> {
        Some((TokenId(0), self.amount))
    }
    fn recipient(&self) -> Option<L1Address> {
        self.to
    }
    fn fast(&self) -> bool {
        false
    }

    fn cost(&self, recipient_exists: bool) -> OperationCost {
        OperationCost { slots: 0, commit_gas: if recipient_exists { 1 } else { 3 }, execute_gas: 0 }
    }
    fn validity(&self) -> (u64, u64) {
        self.window
    }
    fn signer(&self) -> Felt {
        self.signer.into()
    }
    fn key_change(&self) -> Option<KeyChange> {
        let (key, on_chain) = self.new_key?;
        Some(KeyChange { key_hash: key.into(), owner: OWNER, on_chain })
    }
    fn check_signatures(&self, _chain_tag: Felt) -> Result<(), OperationError> {
        self.genuine.then_some(()).ok_or(RuleError::InvalidSignature.into())
    }
}

fn limits() -> PoolLimits {
    PoolLimits { max_transactions: 4, max_per_account: 3, nonce_window: 5, ..PoolLimits::default() }
}

/// Fees for gas alone. A unit of token 1 is worth a wei; no other token has a price.
fn fees(gas_price: u128) -> Arc<Fees> {
    let model = FeeModel { margin_percent: 0, ..FeeModel::default() };
    let prices = BTreeMap::from([(TokenId(1), Price::ETH)]);
    Arc::new(Fees::new(FeeQuote::new(model, gas_price, prices)))
}

fn pool() -> Pool<Tx> {
    Pool::new(limits(), fees(2))
}

fn state() -> AccountState {
    AccountState {
        exists: true,
        address: OWNER,
        nonce: 0,
        key_hash: KEY.into(),
        balances: BTreeMap::from([(TokenId(0), 1_000), (TokenId(1), 50)]),
        recipient_exists: true,
        key_authorized: false,
    }
}

fn insert(pool: &mut Pool<Tx>, tx: Tx) -> Result<Inserted, AdmissionError> {
    insert_with(pool, tx, &state())
}

fn insert_with(pool: &mut Pool<Tx>, tx: Tx, state: &AccountState) -> Result<Inserted, AdmissionError> {
    pool.insert(vec![check(tx, &limits(), Felt::ZERO, NOW)?], std::slice::from_ref(state))
}

fn proposed(pool: &Pool<Tx>) -> Vec<(u32, Nonce)> {
    pool.propose(usize::MAX, NOW).into_iter().flatten().map(|tx| (tx.account, tx.nonce)).collect()
}

/// The reason of an operation that an admission was refused for.
fn operation(error: AdmissionError) -> OperationError {
    match error {
        AdmissionError::Operation(error) => error,
        other => panic!("the pool's own reason: {other}"),
    }
}

#[test]
fn each_rule_has_its_error() {
    use AdmissionError::*;
    let refused = |change: &dyn Fn(&mut Tx, &mut AccountState)| {
        let (mut tx, mut state) = (tx(1, 0, 5), state());
        change(&mut tx, &mut state);
        let mut pool = pool();
        let error = insert_with(&mut pool, tx, &state).unwrap_err();
        assert!(pool.is_empty());
        error
    };
    assert!(matches!(refused(&|tx, _| tx.padding = vec![0; 2_000]), TooLarge { max: 1_024, .. }));
    assert!(is_reason!(operation(refused(&|tx, _| tx.genuine = false)), RuleError::InvalidSignature));
    assert!(matches!(refused(&|tx, _| tx.window = (0, NOW - 1)), Expired { now: NOW, .. }));
    assert!(is_reason!(operation(refused(&|_, state| state.exists = false)), RuleError::AccountNotFound { .. }));
    assert!(matches!(refused(&|_, state| state.nonce = 1), NonceTooLow { next: 1, given: 0, .. }));
    assert!(matches!(refused(&|tx, _| tx.nonce = 5), NonceTooHigh { max: 4, given: 5, .. }));
    let last = |tx: &mut Tx, state: &mut AccountState| (tx.nonce, state.nonce) = (u32::MAX, u32::MAX);
    assert!(is_reason!(operation(refused(&last)), RuleError::NonceExhausted { .. }));
    let locked = |_: &mut Tx, state: &mut AccountState| state.key_hash = Felt::ZERO;
    assert!(is_reason!(operation(refused(&locked)), RuleError::AccountLocked { .. }));
    assert!(is_reason!(operation(refused(&|tx, _| tx.signer = 12)), RuleError::WrongKey { .. }));
    assert!(matches!(refused(&|tx, _| tx.fee = 1), FeeTooLow { minimum: 2, given: 1, .. }));
    let new = |_: &mut Tx, state: &mut AccountState| state.recipient_exists = false;
    assert!(matches!(refused(&new), FeeTooLow { minimum: 6, .. }));
    let unpriced = NoFeeToken { token: TokenId(9), accepted: TokenList(vec![TokenId(0), TokenId(1)]) };
    assert_eq!(unpriced.to_string(), "token 9 does not pay fees: pay in one of the tokens 0, 1");
    assert_eq!(refused(&|tx, _| tx.fee_token = 9), unpriced);
    assert!(matches!(
        refused(&|_, state| state.balances.retain(|token, _| *token != TokenId(0))),
        UnknownToken { token: TokenId(0) }
    ));
    let poor = AdmissionError::from(RuleError::InsufficientBalance {
        account: AccountId(1),
        token: TokenId(0),
        available: 1_000,
        required: 1_001,
    });
    assert_eq!(refused(&|tx, _| tx.amount = 996), poor);
}

#[test]
fn the_balance_must_cover_everything_that_waits() {
    let mut pool = pool();
    insert(&mut pool, Tx { amount: 900, ..tx(1, 0, 5) }).unwrap();
    let error = insert(&mut pool, Tx { amount: 91, ..tx(1, 1, 5) }).unwrap_err();
    assert!(is_reason!(operation(error), RuleError::InsufficientBalance { required: 1_001, .. }));
    insert(&mut pool, Tx { amount: 90, ..tx(1, 1, 5) }).unwrap();
    // What a replacement replaces does not count.
    insert(&mut pool, Tx { amount: 800, ..tx(1, 0, 100) }).unwrap();
}

#[test]
fn a_pending_key_change_counts_for_what_follows() {
    let mut pool = pool();
    insert(&mut pool, Tx { signer: 22, new_key: Some((22, false)), ..tx(1, 0, 5) }).unwrap();
    insert(&mut pool, Tx { signer: 22, ..tx(1, 1, 5) }).unwrap();
    let error = insert(&mut pool, tx(1, 2, 5)).unwrap_err();
    assert!(is_reason!(operation(error), RuleError::WrongKey { .. }));
}

#[test]
fn a_key_change_needs_the_owner() {
    let change = |on_chain| Tx { signer: 22, new_key: Some((22, on_chain)), ..tx(1, 0, 5) };
    let error = insert(&mut pool(), change(true)).unwrap_err();
    assert_eq!(operation(error), RuleError::NotAuthorized { address: OWNER });
    insert_with(&mut pool(), change(true), &AccountState { key_authorized: true, ..state() }).unwrap();
    let other = AccountState { address: L1Address([1; 20]), ..state() };
    let error = insert_with(&mut pool(), change(false), &other).unwrap_err();
    assert!(is_reason!(operation(error), RuleError::AddressMismatch { .. }));
}

#[test]
fn a_replacement_pays_more_in_the_same_token() {
    let mut pool = pool();
    let first = insert(&mut pool, tx(1, 0, 100)).unwrap().hashes[0];
    assert_eq!(insert(&mut pool, tx(1, 0, 100)), Err(AdmissionError::Known { hash: first }));
    let underpriced = AdmissionError::ReplacementUnderpriced { existing: first, required: 110 };
    assert_eq!(insert(&mut pool, tx(1, 0, 109)), Err(underpriced.clone()));
    assert_eq!(insert(&mut pool, Tx { fee_token: 1, ..tx(1, 0, 49) }), Err(underpriced));
    let second = insert(&mut pool, tx(1, 0, 110)).unwrap();
    assert_eq!(second.replaced, [first]);
    assert!(!pool.contains(&first) && pool.contains(&second.hashes[0]));
    assert_eq!(pool.len(), 1);
}

#[test]
fn an_account_has_a_share_of_the_pool() {
    let mut pool = pool();
    for nonce in 0..3 {
        insert(&mut pool, tx(1, nonce, 5)).unwrap();
    }
    assert_eq!(insert(&mut pool, tx(1, 3, 5)), Err(AdmissionError::AccountFull { account: AccountId(1), max: 3 }));
    insert(&mut pool, tx(1, 2, 50)).unwrap();
    assert_eq!(pool.next_nonce(AccountId(1), 0), 3);
}

#[test]
fn a_full_pool_evicts_the_cheapest_last_transaction() {
    let mut pool = pool();
    insert(&mut pool, tx(1, 0, 4)).unwrap();
    let cheapest = insert(&mut pool, tx(1, 1, 5)).unwrap().hashes[0];
    insert(&mut pool, tx(2, 0, 6)).unwrap();
    insert(&mut pool, tx(3, 0, 7)).unwrap();
    assert_eq!(insert(&mut pool, tx(4, 0, 5)), Err(AdmissionError::PoolFull { max: 4 }));
    let inserted = insert(&mut pool, tx(4, 0, 6)).unwrap();
    assert_eq!(inserted.evicted, [cheapest]);
    // Its predecessor stays: nothing that it needs is gone.
    assert_eq!(proposed(&pool), [(3, 0), (2, 0), (4, 0), (1, 0)]);
}

#[test]
fn an_account_does_not_evict_itself() {
    let mut pool = pool();
    for nonce in 0..2 {
        insert(&mut pool, tx(1, nonce, 4)).unwrap();
    }
    for account in [2, 3] {
        insert(&mut pool, tx(account, 0, 100)).unwrap();
    }
    assert_eq!(insert(&mut pool, tx(1, 2, 50)), Err(AdmissionError::PoolFull { max: 4 }));
}

#[test]
fn proposals_follow_nonces_then_fees_then_age() {
    let mut pool = pool();
    insert(&mut pool, tx(1, 1, 90)).unwrap();
    insert(&mut pool, tx(2, 0, 5)).unwrap();
    insert(&mut pool, tx(1, 0, 5)).unwrap();
    insert(&mut pool, tx(3, 0, 6)).unwrap();
    assert_eq!(proposed(&pool), [(3, 0), (2, 0), (1, 0), (1, 1)]);
    assert_eq!(pool.propose(2, NOW).len(), 2);
}

#[test]
fn a_gap_or_a_later_window_holds_an_account_back() {
    let mut pool = pool();
    insert(&mut pool, tx(1, 1, 5)).unwrap();
    assert!(proposed(&pool).is_empty());
    assert_eq!(pool.next_nonce(AccountId(1), 0), 0);
    insert(&mut pool, Tx { window: (NOW + 1, u64::MAX), ..tx(1, 0, 5) }).unwrap();
    assert!(proposed(&pool).is_empty());
    assert_eq!(pool.propose(9, NOW + 1).len(), 2);
}

#[test]
fn executed_and_expired_transactions_leave() {
    let mut pool = pool();
    let first = insert(&mut pool, tx(1, 0, 5)).unwrap().hashes[0];
    insert(&mut pool, tx(1, 1, 5)).unwrap();
    let short = insert(&mut pool, Tx { window: (0, NOW + 5), ..tx(2, 0, 5) }).unwrap().hashes[0];
    assert_eq!(pool.advance(AccountId(1), 1), [first]);
    assert_eq!(proposed(&pool), [(1, 1), (2, 0)]);
    assert!(pool.remove_expired(NOW + 5).is_empty());
    assert_eq!(pool.remove_expired(NOW + 6), [short]);
    assert_eq!(pool.advance(AccountId(1), 2).len(), 1);
    assert!(pool.is_empty());
}

#[test]
fn a_removed_transaction_leaves_a_gap() {
    let mut pool = pool();
    let first = insert(&mut pool, tx(1, 0, 5)).unwrap().hashes[0];
    insert(&mut pool, tx(1, 1, 5)).unwrap();
    assert_eq!(pool.remove(&first), [first]);
    assert!(proposed(&pool).is_empty());
    insert(&mut pool, tx(1, 0, 6)).unwrap();
    assert_eq!(proposed(&pool), [(1, 0), (1, 1)]);
}

#[test]
fn an_admitted_transaction_is_taken_again_although_fees_have_risen() {
    let mut pool = pool();
    let checked = check(tx(1, 0, 5), pool.limits(), Felt::ONE, NOW).unwrap();
    pool.insert(vec![checked.clone()], &[state()]).unwrap();
    pool.set_fees(fees(6));
    assert!(matches!(insert(&mut pool, tx(2, 0, 5)), Err(AdmissionError::FeeTooLow { minimum: 6, given: 5, .. })));
    let mut restarted = Pool::new(limits(), fees(6));
    restarted.restore(vec![checked], &[state()]).unwrap();
    assert_eq!(proposed(&restarted), [(1, 0)]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// After any sequence of insertions and removals the pool keeps its limits, and proposes exactly the transactions
    /// that no gap holds back, each account's in order.
    #[test]
    fn the_pool_stays_consistent(actions in prop::collection::vec((0u8..4, 1u32..5, 0u32..4, 2u128..20), 1..60)) {
        let mut pool = pool();
        let mut nonces: BTreeMap<u32, Nonce> = BTreeMap::new();
        for (action, account, nonce, fee) in actions {
            let on_chain = *nonces.entry(account).or_default();
            if action < 3 {
                let state = AccountState { nonce: on_chain, ..state() };
                drop(insert_with(&mut pool, tx(account, on_chain + nonce, fee), &state));
            } else if let Some(head) = pool.propose(1, NOW).first().map(|unit| unit[0].clone()) {
                nonces.insert(head.account, head.nonce + 1);
                prop_assert_eq!(pool.advance(AccountId(head.account), head.nonce + 1), [head.hash()]);
            }
            prop_assert!(pool.len() <= 4);
            let mut expected: BTreeMap<u32, Vec<Nonce>> = BTreeMap::new();
            for tx in pool.iter() {
                prop_assert!(pool.contains(&tx.hash()));
                let run = expected.entry(tx.account).or_default();
                let next = nonces.get(&tx.account).copied().unwrap_or(0) + run.len() as u32;
                if tx.nonce == next {
                    run.push(tx.nonce);
                }
            }
            expected.retain(|_, run| !run.is_empty());
            let mut found: BTreeMap<u32, Vec<Nonce>> = BTreeMap::new();
            for (account, nonce) in proposed(&pool) {
                found.entry(account).or_default().push(nonce);
            }
            prop_assert_eq!(found, expected);
        }
    }
}
