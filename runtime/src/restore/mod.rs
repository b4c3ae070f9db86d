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

use zelkova_operation::{
    restore::{apply, Draft, Published},
    Ledger, MemoryLedger,
};
use zelkova_primitives::{
    tree::{MemoryStore, StateTree},
    AccountId, BlockNumber, Felt, Nft, StorageKey,
};

use crate::{GenesisConfig, PUBLISHED};

/// The state after a number of blocks, rebuilt from their pubdata.
pub struct Restored {
    ledger: MemoryLedger,
    tree: StateTree<MemoryStore>,
    number: BlockNumber,
    root: Felt,
    operations: &'static [Published],
}

impl Restored {
    /// The state before the first block. Fails if the configuration is unusable.
    pub fn genesis(config: &GenesisConfig) -> Result<Self, RestoreError> {
        Self::with_operations(config, PUBLISHED)
    }

    /// As [`Restored::genesis`], for a chain with another table of operations.
    pub fn with_operations(config: &GenesisConfig, operations: &'static [Published]) -> Result<Self, RestoreError> {
        config.check()?;
        let update = config.state_tree()?;
        let tree = StateTree::new(MemoryStore::new());
        tree.reader().apply(&update.writes);
        let mut ledger = MemoryLedger::new();
        for (id, change) in config.accounts() {
            ledger.set_account(id, change.fields);
            for (key, value) in change.values {
                ledger.set_value(id, key, value);
            }
        }
        Ok(Self { ledger, tree, number: 0, root: update.root, operations })
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
        let update = self.tree.commit(number, &changes.accounts)?;
        self.tree.reader().apply(&update.writes);
        // Only the newest version is ever read.
        self.tree.reader().apply(&self.tree.prune(number)?);
        changes.write(&mut self.ledger);
        self.number = number;
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

    /// The state tree. It holds the version [`Restored::number`] alone.
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
