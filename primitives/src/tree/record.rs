//! Keys and records of the node store.

use super::{
    page::Page,
    shape::{empty_account_root, empty_storage_root, TreeId},
    NodeReader, TreeError, Writes,
};
use crate::{AccountFields, AccountId, BlockNumber, Felt, Fr};
use codec::{Decode, Encode};

/// The latest version.
pub(super) const LATEST_KEY: &[u8] = b"l";
/// The oldest kept version.
pub(super) const OLDEST_KEY: &[u8] = b"o";

/// Key of a page.
pub(super) fn page_key(tree: TreeId, d: usize, path: u32, version: BlockNumber) -> Vec<u8> {
    let mut key = Vec::with_capacity(14);
    match tree {
        TreeId::Accounts => key.push(b'a'),
        TreeId::Storage(id) => {
            key.push(b's');
            key.extend_from_slice(&id.0.to_be_bytes());
        }
    }
    key.push(d as u8);
    key.extend_from_slice(&path.to_be_bytes());
    key.extend_from_slice(&version.to_be_bytes());
    key
}

/// Key of an account's record.
pub(super) fn account_key(id: AccountId, version: BlockNumber) -> Vec<u8> {
    [b"r".as_slice(), &id.0.to_be_bytes(), &version.to_be_bytes()].concat()
}

/// Key of a version's root.
pub(super) fn root_key(version: BlockNumber) -> Vec<u8> {
    [b"v".as_slice(), &version.to_be_bytes()].concat()
}

/// Key of a version's delta.
pub(super) fn delta_key(version: BlockNumber) -> Vec<u8> {
    [b"d".as_slice(), &version.to_be_bytes()].concat()
}

/// Root of a tree, and the version of its top page; `None` if the tree is empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub(super) struct RootRecord {
    pub root: Felt,
    pub page: Option<BlockNumber>,
}

impl RootRecord {
    /// The account tree before genesis.
    pub fn empty_accounts() -> Self {
        Self { root: empty_account_root(), page: None }
    }
}

/// What the account tree's leaf commits to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub(super) struct AccountRecord {
    pub fields: AccountFields,
    pub storage: RootRecord,
}

impl Default for AccountRecord {
    fn default() -> Self {
        Self { fields: AccountFields::default(), storage: RootRecord { root: empty_storage_root(), page: None } }
    }
}

/// Keys that a version wrote, and keys that versions before it wrote and that it does not use any more.
#[derive(Clone, Default, Debug, Encode, Decode)]
pub(super) struct Delta {
    pub written: Vec<Vec<u8>>,
    pub stale: Vec<Vec<u8>>,
}

/// The writes of a commit with the delta that they amount to.
#[derive(Default)]
pub(super) struct Recorder {
    pub writes: Writes,
    pub delta: Delta,
}

impl Recorder {
    /// Puts a node of the new version.
    pub fn put(&mut self, key: Vec<u8>, value: Vec<u8>) {
        self.delta.written.push(key.clone());
        self.writes.push((key, Some(value)));
    }

    /// Notes that the new version does not use a node of an old one.
    pub fn retire(&mut self, key: Vec<u8>) {
        self.delta.stale.push(key);
    }
}

/// Loads a page; an empty one if nothing is below the node.
pub(super) fn load_page(
    reader: &impl NodeReader,
    tree: TreeId,
    d: usize,
    path: u32,
    version: Option<BlockNumber>,
    root: Fr,
) -> Result<Page, TreeError> {
    let shape = tree.shape();
    let Some(version) = version else {
        return Ok(Page::empty(shape, d));
    };
    let key = page_key(tree, d, path, version);
    let bytes = reader.get(&key)?.ok_or_else(|| TreeError::MissingNode(hex::encode(&key)))?;
    Page::decode(shape, d, root, &bytes).ok_or_else(|| TreeError::CorruptNode(hex::encode(&key)))
}

/// Loads a record that another one refers to.
pub(super) fn load_record<T: Decode>(reader: &impl NodeReader, key: &[u8]) -> Result<T, TreeError> {
    find_record(reader, key)?.ok_or_else(|| TreeError::MissingNode(hex::encode(key)))
}

/// Loads a record that need not be there.
pub(super) fn find_record<T: Decode>(reader: &impl NodeReader, key: &[u8]) -> Result<Option<T>, TreeError> {
    reader
        .get(key)?
        .map(|bytes| T::decode(&mut bytes.as_slice()).map_err(|_| TreeError::CorruptNode(hex::encode(key))))
        .transpose()
}
