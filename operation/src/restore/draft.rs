//! The block that is being applied: its changes, and the steps that operations are made of.

use std::collections::BTreeMap;

use zelkova_primitives::{
    tree::AccountChange, AccountFields, AccountId, Felt, L1Address, PackedFee, StorageKey, TokenId, MAX_NONCE,
};

use super::PubdataError;
use crate::{Ledger, MemoryLedger};

/// Changes over a state, which sees none of them until they are written.
pub struct Draft<'a> {
    ledger: &'a MemoryLedger,
    changes: Changes,
    fees: BTreeMap<TokenId, u128>,
}

/// What a block changes.
#[derive(Default)]
pub struct Changes {
    /// Accounts and their values.
    pub accounts: BTreeMap<AccountId, AccountChange>,
    records: BTreeMap<(u8, Felt), Vec<u8>>,
}

impl Changes {
    /// Writes the changes.
    pub fn write(self, ledger: &mut MemoryLedger) {
        for ((area, value), bytes) in self.records {
            ledger.set_record(area, value, bytes);
        }
        for (id, change) in self.accounts {
            ledger.set_account(id, change.fields);
            for (key, value) in change.values {
                ledger.set_value(id, key, value);
            }
        }
    }
}

impl<'a> Draft<'a> {
    /// No changes yet.
    pub fn new(ledger: &'a MemoryLedger) -> Self {
        Self { ledger, changes: Changes::default(), fees: BTreeMap::new() }
    }

    /// The changes.
    pub fn finish(self) -> Changes {
        self.changes
    }

    /// The fields of an account, default if it does not exist.
    pub fn fields(&self, id: AccountId) -> AccountFields {
        self.changes.accounts.get(&id).map_or_else(|| self.ledger.account(id), |change| change.fields)
    }

    /// The fields of an account that exists. Those of pallets always do, and no pubdata names them.
    pub fn existing(&self, id: AccountId) -> Result<AccountFields, PubdataError> {
        let fields = self.fields(id);
        match fields.exists() || id.is_reserved() {
            true => Ok(fields),
            false => Err(PubdataError::AccountNotFound(id)),
        }
    }

    /// A storage value, zero if it was never written.
    pub fn value(&self, id: AccountId, key: StorageKey) -> Felt {
        let changed = self.changes.accounts.get(&id).and_then(|change| change.values.get(&key));
        changed.copied().unwrap_or_else(|| self.ledger.value(id, key))
    }

    fn change(&mut self, id: AccountId) -> &mut AccountChange {
        let fields = self.fields(id);
        self.changes.accounts.entry(id).or_insert_with(|| AccountChange { fields, values: BTreeMap::new() })
    }

    /// Replaces the fields of an account.
    pub fn set_fields(&mut self, id: AccountId, fields: AccountFields) {
        self.change(id).fields = fields;
    }

    /// Replaces a storage value.
    pub fn set_value(&mut self, id: AccountId, key: StorageKey, value: Felt) {
        self.change(id).values.insert(key, value);
    }

    /// Records what a value of an area stands for.
    pub fn set_record(&mut self, area: u8, value: Felt, bytes: Vec<u8>) {
        self.changes.records.insert((area, value), bytes);
    }

    /// The account belongs to `owner`.
    pub fn check_owner(&self, account: AccountId, owner: L1Address) -> Result<(), PubdataError> {
        match self.existing(account)?.address {
            address if address == owner => Ok(()),
            address => Err(PubdataError::AddressMismatch { account, owner: address, given: owner }),
        }
    }

    /// The account belongs to `owner`, or is new and gets `owner` as its address.
    pub fn open(&mut self, account: AccountId, owner: L1Address) -> Result<(), PubdataError> {
        let fields = self.fields(account);
        if fields.exists() {
            return self.check_owner(account, owner);
        }
        self.set_fields(account, AccountFields { address: owner, ..fields });
        Ok(())
    }

    /// A balance.
    pub fn balance(&self, id: AccountId, token: TokenId) -> Result<u128, PubdataError> {
        // Only balances are ever written under these keys.
        self.value(id, StorageKey::balance(token)).to_u128().ok_or(PubdataError::Overflow(token))
    }

    /// `balance[token] += amount` of an account that exists.
    pub fn credit(&mut self, id: AccountId, token: TokenId, amount: u128) -> Result<(), PubdataError> {
        self.existing(id)?;
        let sum = self.balance(id, token)?.checked_add(amount).ok_or(PubdataError::Overflow(token))?;
        self.set_value(id, StorageKey::balance(token), sum.into());
        Ok(())
    }

    /// `balance[token] -= amount` of an account that exists.
    pub fn debit(&mut self, account: AccountId, token: TokenId, amount: u128) -> Result<(), PubdataError> {
        self.existing(account)?;
        let available = self.balance(account, token)?;
        let short = PubdataError::InsufficientBalance { account, token, available, required: amount };
        let rest = available.checked_sub(amount).ok_or(short)?;
        self.set_value(account, StorageKey::balance(token), rest.into());
        Ok(())
    }

    /// The account has a key, so it can have signed.
    pub fn check_signer(&self, account: AccountId) -> Result<(), PubdataError> {
        match self.existing(account)?.key_hash.is_zero() {
            true => Err(PubdataError::AccountLocked(account)),
            false => Ok(()),
        }
    }

    /// `nonce + 1`.
    pub fn use_nonce(&mut self, account: AccountId) -> Result<(), PubdataError> {
        let mut fields = self.existing(account)?;
        if fields.nonce > MAX_NONCE {
            return Err(PubdataError::Exhausted(account));
        }
        fields.nonce = fields.nonce.checked_add(1).ok_or(PubdataError::Exhausted(account))?;
        self.set_fields(account, fields);
        Ok(())
    }

    /// `balance[token] -= fee`, for the fee account to get.
    pub fn pay_fee(&mut self, account: AccountId, token: TokenId, fee: PackedFee) -> Result<(), PubdataError> {
        let fee = fee.unpack().ok_or(PubdataError::OutOfRange("fee"))?;
        self.debit(account, token, fee)?;
        let sum = self.fees.entry(token).or_default();
        *sum = sum.checked_add(fee).ok_or(PubdataError::Overflow(token))?;
        Ok(())
    }

    /// What an account signs for itself: nonce + 1, and it pays the fee.
    pub fn sign(&mut self, account: AccountId, token: TokenId, fee: PackedFee) -> Result<(), PubdataError> {
        self.check_signer(account)?;
        self.use_nonce(account)?;
        self.pay_fee(account, token, fee)
    }

    /// Credits the fees of the block.
    pub fn credit_fees(&mut self, fee_account: AccountId) -> Result<(), PubdataError> {
        if fee_account.is_reserved() {
            return Err(PubdataError::ReservedAccount(fee_account));
        }
        self.existing(fee_account)?;
        std::mem::take(&mut self.fees).into_iter().try_for_each(|(token, sum)| self.credit(fee_account, token, sum))
    }
}
