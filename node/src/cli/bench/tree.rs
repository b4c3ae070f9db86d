//! State tree: account updates a second, written to RocksDB as a node writes them.

use crate::{
    db::{Column, Database},
    error::NodeError,
};
use serde::Serialize;
use std::{collections::BTreeMap, time::Instant};
use zelkova_primitives::{
    tree::{AccountChange, NodeReader, StateTree, TreeError},
    AccountFields, AccountId, Felt, L1Address, StorageKey, TokenId,
};

/// Accounts that one commit changes; each changes its fields and one balance.
const ACCOUNTS_PER_COMMIT: u32 = 1_000;
/// Commits that are timed.
const COMMITS: u32 = 5;

/// The result.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TreeBench {
    /// Account updates a second.
    pub updates_per_second: f64,
    /// Accounts in the tree.
    pub accounts: u32,
    /// Accounts changed by one commit.
    pub accounts_per_commit: u32,
}

struct Reader(Database);

impl NodeReader for Reader {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, TreeError> {
        self.0.get_raw(Column::StateTree, key).map_err(|error| TreeError::Store(error.to_string()))
    }
}

/// Runs the benchmark in an empty directory.
pub fn run(directory: &std::path::Path) -> Result<TreeBench, NodeError> {
    let db = Database::open(directory)?;
    let tree = StateTree::new(Reader(db.clone()));
    let accounts = ACCOUNTS_PER_COMMIT * 4;
    commit(&db, &tree, 0, &changes(0..accounts, 0))?;
    let started = Instant::now();
    for version in 1..=COMMITS {
        // Spread over the tree, so that no commit finds its paths in a few pages.
        let touched = (0..accounts).filter(|id| id % 4 == version % 4).take(ACCOUNTS_PER_COMMIT as usize);
        commit(&db, &tree, version, &changes(touched, version))?;
    }
    let updates = f64::from(ACCOUNTS_PER_COMMIT * COMMITS);
    let updates_per_second = updates / started.elapsed().as_secs_f64();
    Ok(TreeBench { updates_per_second, accounts, accounts_per_commit: ACCOUNTS_PER_COMMIT })
}

fn changes(ids: impl IntoIterator<Item = u32>, nonce: u32) -> BTreeMap<AccountId, AccountChange> {
    let change = |id: u32| {
        let mut address = [1; 20];
        address[..4].copy_from_slice(&id.to_be_bytes());
        let fields = AccountFields { nonce, address: L1Address(address), ..AccountFields::default() };
        let values = BTreeMap::from([(StorageKey::balance(TokenId(0)), Felt::from(u64::from(id) + u64::from(nonce)))]);
        (AccountId(id), AccountChange { fields, values })
    };
    ids.into_iter().map(change).collect()
}

fn commit(
    db: &Database,
    tree: &StateTree<Reader>,
    version: u32,
    changes: &BTreeMap<AccountId, AccountChange>,
) -> Result<(), NodeError> {
    let failed = |error: TreeError| NodeError::Other(format!("state tree: {error}"));
    let update = tree.commit(version, changes).map_err(failed)?;
    let mut batch = db.batch();
    batch.apply(Column::StateTree, update.writes);
    Ok(db.commit(batch)?)
}
