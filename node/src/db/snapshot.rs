//! A view of the database at one instant, so that a query sees one state while mini-blocks go on.

use super::{Column, Database, DbError};
use codec::Decode;

/// The database as it was when the snapshot was taken.
pub struct Snapshot<'db> {
    database: &'db Database,
    view: rocksdb::Snapshot<'db>,
}

impl<'db> Snapshot<'db> {
    pub(super) fn new(database: &'db Database) -> Self {
        Self { database, view: database.rocks().snapshot() }
    }

    /// The bytes under `key`.
    pub fn get_raw(&self, column: Column, key: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>, DbError> {
        Ok(self.view.get_cf(self.database.column(column), key)?)
    }

    /// The value under `key`.
    pub fn get<T: Decode>(&self, column: Column, key: impl AsRef<[u8]>) -> Result<Option<T>, DbError> {
        let key = key.as_ref();
        self.get_raw(column, key)?.map(|bytes| super::database::decode(column, key, &bytes)).transpose()
    }
}
