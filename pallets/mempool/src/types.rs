//! What the mempool is configured with and what it asks of a transaction.

use std::{cmp::Reverse, collections::BTreeMap};

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{KeyChange, OperationCost, OperationError};
use zelkova_primitives::{AccountId, Felt, L1Address, Nonce, TokenId, TxHash};

use crate::fees::Charge;

/// Limits of the pool.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PoolLimits {
    /// Transactions in the pool.
    pub max_transactions: u32,
    /// Transactions of one account in the pool.
    pub max_per_account: u32,
    /// How far ahead of the account's nonce a transaction's may be.
    pub nonce_window: u32,
    /// Encoded size of a transaction, in bytes.
    pub max_transaction_bytes: u32,
    /// By how many percent the fee of a replacement must exceed that of the transaction it replaces.
    pub replacement_bump_percent: u32,
}

impl Default for PoolLimits {
    fn default() -> Self {
        Self {
            max_transactions: 100_000,
            max_per_account: 64,
            nonce_window: 64,
            max_transaction_bytes: 1024,
            replacement_bump_percent: 10,
        }
    }
}

impl PoolLimits {
    /// Names what makes these limits unusable, if anything does.
    pub fn problem(&self) -> Option<&'static str> {
        if self.max_transactions == 0 || self.max_per_account == 0 || self.nonce_window == 0 {
            return Some("the pool takes no transaction: set every mempool limit to at least 1");
        }
        None
    }
}

/// Rank of a unit: fees per least fees, then the older one.
pub(crate) type Rank = (u128, Reverse<u64>);

/// What the pool needs to know about a transaction.
pub trait PoolTransaction: Clone + Encode {
    /// Hash over every byte, signatures included.
    fn hash(&self) -> TxHash;
    /// Account that pays.
    fn account(&self) -> AccountId;
    /// Nonce that the account must have.
    fn nonce(&self) -> Nonce;
    /// Token and amount of the fee.
    fn fee(&self) -> (TokenId, u128);
    /// What leaves the account, fee excluded.
    fn outgoing(&self) -> Option<(TokenId, u128)>;
    /// L1 address of an account that it credits and creates if need be.
    fn recipient(&self) -> Option<L1Address>;
    /// What it costs; creating the recipient's account may cost more.
    fn cost(&self, recipient_exists: bool) -> OperationCost;
    /// Whether its sender wants its block settled at once, and pays for it.
    fn fast(&self) -> bool;
    /// What it is charged for.
    fn charge(&self, recipient_exists: bool) -> Charge {
        Charge { cost: self.cost(recipient_exists), fast: self.fast() }
    }
    /// First and last second at which it may run.
    fn validity(&self) -> (u64, u64);
    /// Hash of the key that signed.
    fn signer(&self) -> Felt;
    /// The key that the account gets by this transaction.
    fn key_change(&self) -> Option<KeyChange>;
    /// All checks that need no state.
    fn check_signatures(&self, chain_tag: Felt) -> Result<(), OperationError>;
}

/// What the pool needs to know about the account of a transaction, read from the chain's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountState {
    /// Whether the account exists.
    pub exists: bool,
    /// L1 address that owns it.
    pub address: L1Address,
    /// Its nonce.
    pub nonce: Nonce,
    /// Its key hash; zero if none is set.
    pub key_hash: Felt,
    /// Its balances of the tokens that the transaction uses, of those that are registered.
    pub balances: BTreeMap<TokenId, u128>,
    /// Whether the recipient of the transaction has an account.
    pub recipient_exists: bool,
    /// Whether the owner has authorised on L1 the key that the transaction sets.
    pub key_authorized: bool,
}

/// What a transaction takes from its account, by token. `None` if a sum reaches 2^128.
pub fn spending(transaction: &impl PoolTransaction) -> Option<BTreeMap<TokenId, u128>> {
    let mut spending = BTreeMap::from([transaction.fee()]);
    if let Some((token, amount)) = transaction.outgoing() {
        let sum = spending.entry(token).or_default();
        *sum = sum.checked_add(amount)?;
    }
    Some(spending)
}
