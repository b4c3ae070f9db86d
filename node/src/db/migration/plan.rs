//! What a database of some layout needs.

use super::Migration;
use crate::db::{store::decode, Column, DbError, Identity};
use codec::{Decode, Encode};
use std::path::Path;

/// The layouts that a program can open: `oldest` and those that its migrations lead to.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// Layout from which the first migration starts.
    pub oldest: u32,
    /// The migrations; each leads to the next layout.
    pub migrations: &'a [&'a dyn Migration],
}

impl<'a> Plan<'a> {
    /// The layout after all migrations.
    pub const fn newest(&self) -> u32 {
        self.oldest + self.migrations.len() as u32
    }

    /// The migration that starts from a layout.
    pub fn from(&self, layout: u32) -> Option<&'a dyn Migration> {
        let index = usize::try_from(layout.checked_sub(self.oldest)?).ok()?;
        self.migrations.get(index).copied()
    }

    /// Refuses a database that is too new or too old.
    pub fn check(&self, path: &Path, layout: &Layout) -> Result<(), DbError> {
        let (found, complete) = (layout.identity.schema, layout.complete());
        if found > self.newest() {
            return Err(DbError::NewerSchema { path: path.into(), found, newest: self.newest() });
        }
        if complete < self.oldest {
            return Err(DbError::OlderSchema { path: path.into(), found: complete, oldest: self.oldest });
        }
        Ok(())
    }
}

/// In which layout a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What it says about itself. While a migration runs it names the new layout already, so that programs that do not
    /// know the migration refuse the database.
    pub identity: Identity,
    /// The migration that has begun and is not finished.
    pub pending: Option<Pending>,
}

/// How far a migration is. As with [`Identity`], the encoding never changes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Pending {
    /// Layout that it starts from.
    pub from: u32,
    /// Where it goes on.
    pub cursor: Vec<u8>,
    /// Units of work done.
    pub units: u64,
}

impl Pending {
    pub const KEY: &'static [u8] = b"migration";
}

impl Layout {
    /// The layout of a database whose column [`Column::Meta`] is read by `get`; `None` if it holds no chain.
    pub fn read(get: impl Fn(&[u8]) -> Result<Option<Vec<u8>>, DbError>) -> Result<Option<Self>, DbError> {
        let Some(identity) = get(Identity::KEY)? else {
            return Ok(None);
        };
        let identity = decode(Column::Meta, Identity::KEY, &identity)?;
        let pending = get(Pending::KEY)?.map(|bytes| decode(Column::Meta, Pending::KEY, &bytes)).transpose()?;
        Ok(Some(Self { identity, pending }))
    }

    /// The layout that the whole database has; a migration that is not finished has left some of it there.
    pub fn complete(&self) -> u32 {
        self.pending.as_ref().map_or(self.identity.schema, |pending| pending.from)
    }
}
