//! A view of the database at one instant, so that a query sees one state while mini-blocks go on.

use super::{
    store::{decode, Store},
    Column, DbError,
};
use codec::Decode;

/// The database as it was when the snapshot was taken.
pub struct Snapshot<'db> {
    store: &'db Store,
    view: rocksdb::Snapshot<'db>,
}

impl<'db> Snapshot<'db> {
    pub(super) fn new(store: &'db Store) -> Self {
        Self { store, view: store.rocks.snapshot() }
    }

    /// The bytes under `key`.
    pub fn get_raw(&self, column: Column, key: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>, DbError> {
        Ok(self.view.get_cf(self.store.column(column), key)?)
    }

    /// The value under `key`.
    pub fn get<T: Decode>(&self, column: Column, key: impl AsRef<[u8]>) -> Result<Option<T>, DbError> {
        let key = key.as_ref();
        self.get_raw(column, key)?.map(|bytes| decode(column, key, &bytes)).transpose()
    }
}
