//! The two-level state tree.

use super::{
    forest::{in_parallel, Forest, Job},
    record::{
        account_key, delta_key, find_record, load_page, load_record, root_key, AccountRecord, Delta, Recorder,
        RootRecord, LATEST_KEY, OLDEST_KEY,
    },
    shape::TreeId,
    NodeReader, TreeError, Writes,
};
use crate::{
    compress4,
    hash::{hash_many, Domain},
    AccountFields, AccountId, BlockNumber, Felt, Fr, StorageKey, ACCOUNT_TREE_LEVELS, STORAGE_TREE_LEVELS,
};
use codec::Encode;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The new fields of an account and its changed storage values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountChange {
    /// All fields after the block.
    pub fields: AccountFields,
    /// The storage values that changed.
    pub values: BTreeMap<StorageKey, Felt>,
}

/// The result of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeUpdate {
    /// Root of the account tree.
    pub root: Felt,
    /// To be written atomically with everything else that belongs to the block.
    pub writes: Writes,
}

/// One account leaf and one storage leaf with their siblings, leaf to root: of each level the three other children, in
/// ascending order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The account's fields.
    pub fields: AccountFields,
    /// The storage value.
    pub value: Felt,
    /// Siblings in the account's storage tree.
    pub storage_siblings: [[Felt; 3]; STORAGE_TREE_LEVELS],
    /// Root of the account's storage tree.
    pub storage_root: Felt,
    /// Siblings in the account tree.
    pub account_siblings: [[Felt; 3]; ACCOUNT_TREE_LEVELS],
    /// Root of the account tree.
    pub root: Felt,
}

impl Membership {
    /// Whether the siblings lead from the leaves at `id` and `key` to the roots.
    pub fn verify(&self, id: AccountId, key: StorageKey) -> bool {
        let storage_root = fold_path(self.value, key.raw(), &self.storage_siblings);
        let root = fold_path(self.fields.leaf(self.storage_root).into(), id.0, &self.account_siblings);
        storage_root == self.storage_root && root == self.root
    }
}

/// The root over a leaf; `siblings` from the leaf up, of each level the three other children in ascending order. The
/// node's place among them is the level's digit of `path`, two bits, the least significant at the leaf.
pub fn fold_path(leaf: Felt, path: u32, siblings: &[[Felt; 3]]) -> Felt {
    let root = siblings.iter().enumerate().fold(leaf.to_fr(), |node, (level, siblings)| {
        let digit = (path >> (2 * level) & 3) as usize;
        let [a, b, c] = siblings.map(Felt::to_fr);
        let mut children = [node, a, b, c];
        children[..=digit].rotate_left(1);
        compress4(&children)
    });
    root.into()
}

/// A leaf with what is stored beside it.
struct Leaf<const N: usize> {
    hash: Felt,
    version: Option<BlockNumber>,
    siblings: [[Felt; 3]; N],
}

/// The state tree over a node store.
pub struct StateTree<R> {
    reader: R,
}

impl<R: NodeReader> StateTree<R> {
    /// A tree over a store.
    pub fn new(reader: R) -> Self {
        Self { reader }
    }

    /// The store.
    pub fn reader(&self) -> &R {
        &self.reader
    }

    /// Root of a version; `None` if the tree does not have it.
    pub fn root(&self, version: BlockNumber) -> Result<Option<Felt>, TreeError> {
        Ok(find_record::<RootRecord>(&self.reader, &root_key(version))?.map(|record| record.root))
    }

    /// The latest version; `None` before genesis.
    pub fn latest(&self) -> Result<Option<BlockNumber>, TreeError> {
        find_record(&self.reader, LATEST_KEY)
    }

    /// The oldest version that was not pruned; `None` before genesis.
    pub fn oldest(&self) -> Result<Option<BlockNumber>, TreeError> {
        find_record(&self.reader, OLDEST_KEY)
    }

    /// Fields of an account at a version.
    pub fn account(&self, version: BlockNumber, id: AccountId) -> Result<AccountFields, TreeError> {
        let leaf = self.account_leaf(&self.version_root(version)?, id)?;
        Ok(self.record(id, leaf.version)?.fields)
    }

    /// A storage value at a version.
    pub fn value(&self, version: BlockNumber, id: AccountId, key: StorageKey) -> Result<Felt, TreeError> {
        let leaf = self.account_leaf(&self.version_root(version)?, id)?;
        let record = self.record(id, leaf.version)?;
        Ok(self.storage_leaf(&record.storage, id, key)?.hash)
    }

    /// The leaf of an account and one of its values with their paths at a version.
    pub fn membership(&self, version: BlockNumber, id: AccountId, key: StorageKey) -> Result<Membership, TreeError> {
        let root = self.version_root(version)?;
        let account = self.account_leaf(&root, id)?;
        let record = self.record(id, account.version)?;
        let storage = self.storage_leaf(&record.storage, id, key)?;
        Ok(Membership {
            fields: record.fields,
            value: storage.hash,
            storage_siblings: storage.siblings,
            storage_root: record.storage.root,
            account_siblings: account.siblings,
            root: root.root,
        })
    }

    /// Applies a block's changes to version `version - 1`, or to the empty tree if `version` is 0. Nothing is written:
    /// the version exists once the caller has applied the writes.
    pub fn commit(
        &self,
        version: BlockNumber,
        changes: &BTreeMap<AccountId, AccountChange>,
    ) -> Result<TreeUpdate, TreeError> {
        if self.root(version)?.is_some() {
            return Err(TreeError::VersionExists(version));
        }
        if let Some(id) = changes.keys().find(|id| !id.is_in_tree()) {
            return Err(TreeError::AccountOutOfRange(*id));
        }
        let mut recorder = Recorder::default();
        let base = match version.checked_sub(1) {
            Some(parent) => self.version_root(parent)?,
            None => {
                recorder.writes.push((OLDEST_KEY.to_vec(), Some(version.encode())));
                RootRecord::empty_accounts()
            }
        };
        let paths = changes.keys().map(|id| id.0).collect();
        let job = Job { tree: TreeId::Accounts, root: base, paths };
        let accounts = Forest::load(&self.reader, TreeId::Accounts.shape(), vec![job])?;
        let versions = accounts.leaf_versions();
        let records = self.update_records(version, changes, &versions, &mut recorder)?;
        let leaves = account_leaves(&records);
        let root = accounts.update(&leaves, version, &mut recorder)[0];

        let Recorder { mut writes, delta } = recorder;
        writes.push((root_key(version), Some(root.encode())));
        writes.push((delta_key(version), Some(delta.encode())));
        writes.push((LATEST_KEY.to_vec(), Some(version.encode())));
        Ok(TreeUpdate { root: root.root, writes })
    }

    /// Updates the storage trees and the records of the changed accounts.
    fn update_records(
        &self,
        version: BlockNumber,
        changes: &BTreeMap<AccountId, AccountChange>,
        versions: &[Option<BlockNumber>],
        recorder: &mut Recorder,
    ) -> Result<Vec<AccountRecord>, TreeError> {
        let accounts: Vec<(AccountId, Option<BlockNumber>)> =
            changes.keys().copied().zip(versions.iter().copied()).collect();
        let old: Vec<AccountRecord> =
            accounts.par_iter().map(|(id, version)| self.record(*id, *version)).collect::<Result<_, _>>()?;
        let jobs = changes.iter().zip(&old).map(|((id, change), record)| Job {
            tree: TreeId::Storage(*id),
            root: record.storage,
            paths: change.values.keys().map(|key| key.raw()).collect(),
        });
        let storage = Forest::load(&self.reader, TreeId::Storage(AccountId(0)).shape(), jobs.collect())?;
        let values: Vec<Fr> = changes.values().flat_map(|change| change.values.values()).map(|v| v.to_fr()).collect();
        let roots = storage.update(&values, version, recorder);

        let mut records = Vec::with_capacity(old.len());
        for (((id, change), (old, root)), old_version) in changes.iter().zip(old.iter().zip(roots)).zip(versions) {
            let record = AccountRecord { fields: change.fields, storage: root };
            if record != *old {
                if let Some(old_version) = old_version {
                    recorder.retire(account_key(*id, *old_version));
                }
                // The leaf of a default record is the default leaf, which refers to no record.
                if record != AccountRecord::default() {
                    recorder.put(account_key(*id, version), record.encode());
                }
            }
            records.push(record);
        }
        Ok(records)
    }

    /// The deletions that remove every version before `keep_from`; the latest version always stays.
    pub fn prune(&self, keep_from: BlockNumber) -> Result<Writes, TreeError> {
        let (Some(oldest), Some(latest)) = (self.oldest()?, self.latest()?) else {
            return Ok(Vec::new());
        };
        let keep_from = keep_from.min(latest);
        if keep_from <= oldest {
            return Ok(Vec::new());
        }
        let mut writes = Vec::new();
        for version in oldest..keep_from {
            writes.push((root_key(version), None));
            writes.push((delta_key(version), None));
        }
        for version in oldest + 1..=keep_from {
            // What a version made stale is read only at versions before it.
            let delta: Delta = load_record(&self.reader, &delta_key(version))?;
            writes.extend(delta.stale.into_iter().map(|key| (key, None)));
        }
        writes.push((OLDEST_KEY.to_vec(), Some(keep_from.encode())));
        Ok(writes)
    }

    /// The deletions that remove every version after `version`.
    pub fn revert(&self, version: BlockNumber) -> Result<Writes, TreeError> {
        self.version_root(version)?;
        let latest = self.latest()?.unwrap_or(version);
        let mut writes = Vec::new();
        for later in version.saturating_add(1)..=latest {
            let delta: Delta = load_record(&self.reader, &delta_key(later))?;
            writes.extend(delta.written.into_iter().map(|key| (key, None)));
            writes.push((root_key(later), None));
            writes.push((delta_key(later), None));
        }
        writes.push((LATEST_KEY.to_vec(), Some(version.encode())));
        Ok(writes)
    }

    pub(super) fn version_root(&self, version: BlockNumber) -> Result<RootRecord, TreeError> {
        find_record(&self.reader, &root_key(version))?.ok_or(TreeError::MissingVersion(version))
    }

    /// The record of an account whose leaf has this version.
    pub(super) fn record(&self, id: AccountId, version: Option<BlockNumber>) -> Result<AccountRecord, TreeError> {
        match version {
            Some(version) => load_record(&self.reader, &account_key(id, version)),
            None => Ok(AccountRecord::default()),
        }
    }

    fn account_leaf(&self, root: &RootRecord, id: AccountId) -> Result<Leaf<ACCOUNT_TREE_LEVELS>, TreeError> {
        if !id.is_in_tree() {
            return Err(TreeError::AccountOutOfRange(id));
        }
        self.leaf(TreeId::Accounts, root, id.0)
    }

    fn storage_leaf(
        &self,
        root: &RootRecord,
        id: AccountId,
        key: StorageKey,
    ) -> Result<Leaf<STORAGE_TREE_LEVELS>, TreeError> {
        self.leaf(TreeId::Storage(id), root, key.raw())
    }

    fn leaf<const N: usize>(&self, tree: TreeId, root: &RootRecord, path: u32) -> Result<Leaf<N>, TreeError> {
        let shape = tree.shape();
        let (mut hash, mut version) = (root.root.to_fr(), root.page);
        let mut siblings = [[Felt::ZERO; 3]; N];
        for d in 0..shape.pages() {
            let page = load_page(&self.reader, tree, d, shape.page_path(d, path), version, hash)?;
            let slot = shape.slot(d, path);
            for (place, sibling) in siblings[shape.below(d)..].iter_mut().zip(page.siblings(slot)) {
                *place = sibling.map(Felt::from);
            }
            (hash, version) = (page.bottom(slot), page.version(slot));
        }
        Ok(Leaf { hash: hash.into(), version, siblings })
    }
}

/// Hashes the leaves of many accounts in lockstep.
fn account_leaves(records: &[AccountRecord]) -> Vec<Fr> {
    let inputs: Vec<[Fr; 3]> = records.iter().map(|record| record.fields.leaf_inputs(record.storage.root)).collect();
    in_parallel(&inputs, |part| hash_many(Domain::ACCOUNT, part))
}
