//! Locks and unlocks, their errors, the index, and the state rebuilt from pubdata.

use pallet_payments::{change_pub_key::ChangePubKey, L1Authorization};
use zelkova_operation::{l1_signature::address_of, SealedBlock, Signed};
use zelkova_primitives::{AccountId, L1Address, PriorityOp, PriorityOpKind, PrivateKey, TokenId, FEE_ACCOUNT};
use zelkova_runtime::restore::Restored;

use crate::{
    runtime::{config, Chain, Runtime, RuntimeCall, FIRST_TOTAL},
    table::{
        operations::{Lock, Unlock},
        Transaction, PUBLISHED,
    },
    vesting::{EndingAt, Entry, VestingError, ACCOUNT},
};

pub const ALICE: AccountId = AccountId(1);
pub const NOW: u64 = 1_700_000_000;
const SECRET: [u8; 32] = [7; 32];

pub fn key() -> PrivateKey {
    PrivateKey::from_seed(b"alice")
}

pub fn lock() -> Lock {
    Lock { account: ALICE, token: TokenId::ETH, amount: 400, until: NOW + 50, fee: 3, nonce: 1 }
}

pub fn unlock() -> Unlock {
    let Lock { account, token, amount, until, fee, .. } = lock();
    Unlock { account, index: 0, token, amount, until, fee, nonce: 2 }
}

pub fn locked(chain: &mut Chain, lock: Lock) -> Transaction {
    Signed::sign(lock, &key(), chain.chain_tag()).expect("signs").into()
}

pub fn unlocked(chain: &mut Chain, unlock: Unlock) -> Transaction {
    Signed::sign(unlock, &key(), chain.chain_tag()).expect("signs").into()
}

fn deposit(to: L1Address, amount: u128) -> RuntimeCall {
    let kind = PriorityOpKind::Deposit { token: TokenId::ETH, amount, to };
    let op = PriorityOp { serial_id: 0, kind, l1_block: 1, l1_tx_hash: [1; 32], expiration_block: 99 };
    pallet_eth_bridge::Call::execute_priority_op { op }.into()
}

fn activate(chain_tag: zelkova_primitives::Felt, owner: L1Address) -> RuntimeCall {
    let mut body = ChangePubKey {
        account: ALICE,
        address: owner,
        new_key_hash: key().public().key_hash(),
        fee_token: TokenId::ETH,
        fee: 0,
        nonce: 0,
        valid_from: 0,
        valid_until: u64::MAX,
        authorization: L1Authorization::OnChain,
    };
    body.authorization = L1Authorization::sign_typed(&SECRET, &body.key_message(chain_tag)).expect("signs");
    Transaction::from(Signed::sign(body, &key(), chain_tag).expect("signs")).into()
}

/// A chain after its first block, in which Alice has deposited 1000 and set her key.
pub fn chain() -> (Chain, SealedBlock) {
    let mut chain = Chain::new();
    let owner = address_of(&SECRET).expect("a secret");
    let tag = chain.chain_tag();
    let block = chain.block(NOW, [deposit(owner, 1_000), activate(tag, owner)]);
    (chain, block)
}

#[test]
fn an_amount_is_locked_until_its_time_and_the_pubdata_says_so() {
    let (mut chain, first) = chain();
    let lock_tx = locked(&mut chain, lock());
    let second = chain.block(NOW, [lock_tx.into()]);
    let total = |amount: u64| u128::from(FIRST_TOTAL + amount);
    assert_eq!((chain.balance(ALICE), chain.balance(ACCOUNT)), (597, total(400)));
    let entry = Entry { token: TokenId::ETH, until: NOW + 50, amount: 400 };
    assert_eq!(Entry::of_value(chain.value(ALICE, Entry::key(0))), Some(entry));
    assert!(chain.run(|| EndingAt::<Runtime>::contains_key(NOW + 50, (ALICE, 0))));

    let unlock_tx = unlocked(&mut chain, unlock());
    let third = chain.block(NOW + 50, [unlock_tx.into()]);
    assert_eq!((chain.balance(ALICE), chain.balance(ACCOUNT)), (994, total(0)));
    assert!(chain.value(ALICE, Entry::key(0)).is_zero());
    assert!(!chain.run(|| EndingAt::<Runtime>::contains_key(NOW + 50, (ALICE, 0))));

    let mut restored = Restored::with_operations(&config(), PUBLISHED).expect("a genesis");
    assert_eq!(restored.root(), first.old_root);
    for block in [first, second, third] {
        assert_eq!(restored.apply_block(&block.pubdata(), FEE_ACCOUNT), Ok(block.new_root));
    }
}

#[test]
fn each_broken_condition_has_the_pallets_own_error() {
    let (mut chain, _) = chain();
    let nothing = locked(&mut chain, Lock { amount: 0, ..lock() });
    assert_eq!(chain.refused(nothing), VestingError::NothingToLock);
    let poor = locked(&mut chain, Lock { amount: 998, ..lock() });
    assert_eq!(chain.refused(poor).code(), "insufficientBalance");
    let lock_tx = locked(&mut chain, lock());
    chain.block(NOW, [lock_tx.into()]);
    let early = unlocked(&mut chain, unlock());
    assert_eq!(chain.refused(early), VestingError::StillLocked { until: NOW + 50, now: NOW });
    for other in [
        Unlock { index: 1, until: NOW, ..unlock() },
        Unlock { amount: 401, until: NOW, ..unlock() },
        Unlock { token: TokenId(1), until: NOW, fee: 0, ..unlock() },
    ] {
        let index = other.index;
        let other = unlocked(&mut chain, other);
        assert_eq!(chain.refused(other), VestingError::LockNotThere { account: ALICE, index });
    }
}
