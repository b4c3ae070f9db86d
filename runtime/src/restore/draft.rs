//! The block that is being applied: its changes, and the steps that operations are made of.

use std::collections::BTreeMap;

use zelkova_primitives::{
    tree::AccountChange, AccountFields, AccountId, Felt, L1Address, Ledger, MemoryLedger, Nft, StorageKey, TokenId,
    MAX_NONCE,
};

use super::PubdataError;

/// Changes over a state, which sees none of them until they are written.
pub(super) struct Draft<'a> {
    ledger: &'a MemoryLedger,
    changes: Changes,
    fees: BTreeMap<TokenId, u128>,
}

/// What a block changes.
#[derive(Default)]
pub(super) struct Changes {
    /// Accounts and their values.
    pub accounts: BTreeMap<AccountId, AccountChange>,
    minted: BTreeMap<Felt, Nft>,
}

impl Changes {
    /// Writes the changes.
    pub fn write(self, ledger: &mut MemoryLedger) {
        for nft in self.minted.into_values() {
            ledger.record_nft(nft);
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

    /// The fields of an account that exists.
    pub fn existing(&self, id: AccountId) -> Result<AccountFields, PubdataError> {
        let fields = self.fields(id);
        match fields.exists() {
            true => Ok(fields),
            false => Err(PubdataError::AccountNotFound(id)),
        }
    }

    fn value(&self, id: AccountId, key: StorageKey) -> Felt {
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

    fn set_value(&mut self, id: AccountId, key: StorageKey, value: Felt) {
        self.change(id).values.insert(key, value);
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
    pub fn pay_fee(&mut self, account: AccountId, token: TokenId, fee: u128) -> Result<(), PubdataError> {
        self.debit(account, token, fee)?;
        let sum = self.fees.entry(token).or_default();
        *sum = sum.checked_add(fee).ok_or(PubdataError::Overflow(token))?;
        Ok(())
    }

    /// What an account signs for itself: nonce + 1, and it pays the fee.
    pub fn sign(&mut self, account: AccountId, token: TokenId, fee: u128) -> Result<(), PubdataError> {
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

    /// Records an NFT.
    pub fn mint(&mut self, nft: Nft) {
        self.changes.minted.insert(nft.value(), nft);
    }

    /// What a slot holds; zero if it is free.
    pub fn in_slot(&self, account: AccountId, slot: u16) -> Felt {
        self.value(account, StorageKey::nft(slot))
    }

    /// Empties a slot that holds an NFT. Returns the NFT's value.
    pub fn take_nft(&mut self, account: AccountId, slot: u16) -> Result<Felt, PubdataError> {
        let value = self.in_slot(account, slot);
        if value.is_zero() {
            return Err(PubdataError::NftNotThere { account, slot });
        }
        self.set_value(account, StorageKey::nft(slot), Felt::ZERO);
        Ok(value)
    }

    /// Puts an NFT into a free slot of an account that exists.
    pub fn put_nft(&mut self, account: AccountId, slot: u16, value: Felt) -> Result<(), PubdataError> {
        self.existing(account)?;
        if !self.in_slot(account, slot).is_zero() {
            return Err(PubdataError::SlotTaken { account, slot });
        }
        self.set_value(account, StorageKey::nft(slot), value);
        Ok(())
    }

    /// An NFT leaves a slot for L1, opened as what it is and whose creator has `creator_address`.
    pub fn take_opened(
        &mut self,
        account: AccountId,
        slot: u16,
        nft: Nft,
        creator_address: L1Address,
    ) -> Result<(), PubdataError> {
        if self.take_nft(account, slot)? != nft.value() {
            return Err(PubdataError::NftNotThere { account, slot });
        }
        self.check_owner(nft.creator, creator_address)
    }
}
