//! Rebuilds the state from what L1 has: the genesis and the pubdata of every block, in order.
//!
//! What pubdata does not say follows from the protocol (section 5): every signed operation uses a nonce of its signer, fees
//! go to the block's fee account after the last operation, an NFT's serial number is how many its creator has minted, what a
//! slot holds moves with it.
//!
//! A block that L1 has executed was proven, so rebuilding it cannot fail. What is checked here all the same finds pubdata of
//! another chain, of another block or cut off. No bytes make it panic, and a block that is refused changes nothing.
//!
//! | module | holds |
//! |---|---|
//! | `error` | why it fails |
//! | [`zelkova_operation::restore`] | the changes of the block that is being applied, and the steps that operations share |
//! | `restore.rs` of each operation | what the operation did |
//!
//! ```
//! use zelkova_runtime::{restore::Restored, GenesisConfig, TokenInfo};
//! use zelkova_operation::Ledger;
//! use zelkova_primitives::{L1Address, StorageKey, TokenId, FEE_ACCOUNT};
//!
//! let config = GenesisConfig {
//!     l2_chain_id: 1337,
//!     fee_account_address: L1Address([1; 20]),
//!     tokens: vec![TokenInfo::eth()],
//!     parameters: Default::default(),
//!     reserved: Vec::new(),
//! };
//! let mut state = Restored::genesis(&config)?;
//! // A deposit of 7 wei to the fee account.
//! let mut block = [0; 54];
//! (block[0], block[22]) = (1, 7);
//! block[23..43].copy_from_slice(&[1; 20]);
//! let root = state.apply_block(&block, FEE_ACCOUNT)?;
//! assert_eq!((state.number(), state.root()), (1, root));
//! assert_eq!(state.ledger().value(FEE_ACCOUNT, StorageKey::balance(TokenId::ETH)), 7u8.into());
//! # Ok::<(), zelkova_runtime::restore::RestoreError>(())
//! ```

mod error;

pub use error::RestoreError;
pub use zelkova_operation::restore::PubdataError;

use codec::{Decode, Encode};
use std::collections::BTreeMap;
use zelkova_operation::{
    restore::{apply, Draft, Published},
    Ledger, MemoryLedger,
};
use zelkova_primitives::{
    tree::{AccountChange, MemoryStore, StateTree},
    AccountFields, AccountId, BlockNumber, Felt, Nft, StorageKey,
};

use crate::{GenesisConfig, PUBLISHED};

/// The state after a number of blocks, rebuilt from their pubdata.
pub struct Restored {
    ledger: MemoryLedger,
    tree: StateTree<MemoryStore>,
    /// The version that `tree` has; versions begin at 0 with whatever state this began with.
    version: BlockNumber,
    number: BlockNumber,
    root: Felt,
    operations: &'static [Published],
}

/// A state, to be stored and to go on from.
#[derive(Clone, Debug, PartialEq, Eq, Default, Encode, Decode)]
pub struct Snapshot {
    /// The last block that it has.
    pub number: BlockNumber,
    /// Accounts in order of id.
    pub accounts: Vec<(AccountId, AccountFields)>,
    /// Storage values that are not 0, in order of account and key.
    pub values: Vec<(AccountId, StorageKey, Felt)>,
    /// What values of an area stand for.
    pub records: Vec<(u8, Felt, Vec<u8>)>,
}

impl Restored {
    /// The state before the first block. Fails if the configuration is unusable.
    pub fn genesis(config: &GenesisConfig) -> Result<Self, RestoreError> {
        Self::with_operations(config, PUBLISHED)
    }

    /// As [`Restored::genesis`], for a chain with another table of operations.
    pub fn with_operations(config: &GenesisConfig, operations: &'static [Published]) -> Result<Self, RestoreError> {
        config.check()?;
        Self::from_accounts(&config.accounts(), operations)
    }

    /// The state before the first block, from its accounts.
    pub fn from_accounts(
        accounts: &BTreeMap<AccountId, AccountChange>,
        operations: &'static [Published],
    ) -> Result<Self, RestoreError> {
        let mut snapshot = Snapshot::default();
        for (id, change) in accounts {
            snapshot.accounts.push((*id, change.fields));
            snapshot.values.extend(change.values.iter().map(|(key, value)| (*id, *key, *value)));
        }
        Self::from_snapshot(snapshot, operations)
    }

    /// Goes on from a state. That it is the right one, its root tells.
    pub fn from_snapshot(snapshot: Snapshot, operations: &'static [Published]) -> Result<Self, RestoreError> {
        let mut ledger = MemoryLedger::new();
        let mut changes: BTreeMap<AccountId, AccountChange> = BTreeMap::new();
        for (id, fields) in snapshot.accounts {
            ledger.set_account(id, fields);
            changes.entry(id).or_default().fields = fields;
        }
        for (id, key, value) in snapshot.values {
            ledger.set_value(id, key, value);
            changes.entry(id).or_default().values.insert(key, value);
        }
        for (area, value, bytes) in snapshot.records {
            ledger.set_record(area, value, bytes);
        }
        let tree = StateTree::new(MemoryStore::new());
        let update = tree.commit(0, &changes)?;
        tree.reader().apply(&update.writes);
        Ok(Self { ledger, tree, version: 0, number: snapshot.number, root: update.root, operations })
    }

    /// The state, to be stored.
    pub fn snapshot(&self) -> Snapshot {
        let values = self.ledger.values().filter(|(_, _, value)| *value != Felt::ZERO);
        let records = self.ledger.records().map(|(area, value, bytes)| (area, value, bytes.to_vec()));
        Snapshot {
            number: self.number,
            accounts: self.ledger.accounts().map(|(id, fields)| (id, *fields)).collect(),
            values: values.collect(),
            records: records.collect(),
        }
    }

    /// Applies the pubdata of the next block, whose fees go to `fee_account`. Returns the root after it, which is that of
    /// the block's header. If it fails, nothing has changed.
    pub fn apply_block(&mut self, pubdata: &[u8], fee_account: AccountId) -> Result<Felt, RestoreError> {
        let number = self.number.checked_add(1).ok_or(RestoreError::NoBlockNumber)?;
        let mut draft = Draft::new(&self.ledger);
        let mut rest = pubdata;
        let mut index = 0usize;
        while !rest.is_empty() {
            let offset = pubdata.len().saturating_sub(rest.len());
            rest = apply(self.operations, rest, &mut draft).map_err(|error| RestoreError::Operation {
                number,
                index,
                offset,
                error,
            })?;
            index = index.saturating_add(1);
        }
        draft.credit_fees(fee_account).map_err(|error| RestoreError::Fees { number, error })?;

        let changes = draft.finish();
        let version = self.version.saturating_add(1);
        let update = self.tree.commit(version, &changes.accounts)?;
        self.tree.reader().apply(&update.writes);
        // Only the newest version is ever read.
        self.tree.reader().apply(&self.tree.prune(version)?);
        changes.write(&mut self.ledger);
        (self.number, self.version) = (number, version);
        self.root = update.root;
        Ok(update.root)
    }

    /// Number of the last block that was applied; 0 is genesis.
    pub fn number(&self) -> BlockNumber {
        self.number
    }

    /// Root of the state tree.
    pub fn root(&self) -> Felt {
        self.root
    }

    /// Accounts, values, and every NFT that was ever minted by its value.
    pub fn ledger(&self) -> &MemoryLedger {
        &self.ledger
    }

    /// The version that [`Restored::tree`] has, and no other.
    pub fn version(&self) -> BlockNumber {
        self.version
    }

    /// The state tree.
    pub fn tree(&self) -> &StateTree<MemoryStore> {
        &self.tree
    }

    /// The NFTs that accounts hold, with account and slot, in their order.
    pub fn nfts(&self) -> impl Iterator<Item = (AccountId, u16, Nft)> + '_ {
        let slots = self.ledger.values().filter(|(_, key, _)| key.area() == StorageKey::NFTS);
        slots.filter_map(|(id, key, value)| {
            Some((id, key.index(), Nft::from_bytes(&self.ledger.record(StorageKey::NFTS, value)?)?))
        })
    }
}
